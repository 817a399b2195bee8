import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import sql from "./population.sql";

const columns = {
  from_at: instant("first moment of the stretch"),
  to_at: instant("first moment after it"),
  created_at: nullable(instant("when the account was created")),
  life_from: nullable(instant("when it was created or its system came into scope; null: before anybody looked")),
  life_to: nullable(instant("when it was deleted or its system left the scope; null: still there")),
  is_tagged_test: boolean("tagged as a test account when it was created"),
  access: text("on | off | maybe: whether the account could sign in"),
  is_enforced: nullable(boolean("a policy enforced MFA for it; null: no policy is known")),
  factor_level: integer("2: a factor was enrolled; 1: perhaps; 0: none"),
  strong_factor_level: integer("the same for phishing-resistant factors"),
  is_admin: boolean("it held an administrative right"),
  weak_sign_ins: integer("successful sign-ins that day with one factor, without an approved bypass"),
  first_untold_at: nullable(instant("first successful sign-in of the period whose factors the source does not tell")),
  last_untold_at: nullable(instant("last of these")),
  exception_id: nullable(text("entry of the register of exceptions")),
  exception_from_at: nullable(instant("valid from")),
  exception_to_at: nullable(instant("expiry")),
  exception_approved_at: nullable(instant("when it was approved")),
  exception_is_owned: boolean("it has an owner"),
} as const;

/** People's accounts over time, by stretches in which policy, factors, rights and exceptions stay the same. */
export const accountMfa = definePopulation({
  name: "account-mfa",
  title: "People's accounts under multi-factor authentication",
  doc: `One item per account of a person (guests included) in identity providers, cloud consoles, source control and databases
in scope, over the part of the period in which it existed. Systems that only the identity provider lets people into are left
out: their sign-in is the provider's. An account whose system left the scope and came back is an item in each of these times. An
approved exception of kind \`mfa\` names its account by id or as system/username, or is the one that the policy's exclusion names.
Accounts of machines and for emergencies are out. Time in which an account was disabled is
not counted.`,
  shape: "segments",
  columns,
  sql,
  reads: {
    scope: "whole",
    calendar: "whole",
    employment: "whole",
    account: "whole",
    account_person: "whole",
    account_state: "whole",
    auth_policy: "whole",
    auth_factor: "whole",
    access_grant: "whole",
    sign_in: "whole",
    approved_exception: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "accounts", per: "system" }],
  facts: [
    ...(["idp", "cloud", "scm", "db"] as const).flatMap((attribute) =>
      (["auth-policies", "factors", "grants", "sign-ins"] as const).map(
        (stream) => ({ stream, per: "system", attribute }) as const,
      ),
    ),
    { stream: "exceptions.approved", per: "*" },
  ],
});

/** An account with its stretches of time. */
export type MfaAccount = StateItemOf<typeof columns>;
