import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import sql from "./population.sql";

const columns = {
  system: text("account.system"),
  username: text("account.username"),
  period_key: text("the quarter, for example 2026-Q1"),
  interval_from: instant("its first moment"),
  interval_to: instant("first moment after it"),
  created_at: nullable(instant("when the account was created")),
  is_tagged_test: boolean("tagged as a test account when it was created"),
  access: text("on | off | maybe: whether it could be used when the quarter ended"),
  purpose: nullable(text("what it is for, by the register")),
  is_provider_managed: boolean("the provider made it and keeps it"),
  unknown_owner: nullable(text("an employee number named as owner that HR does not know")),
  orphan_owner: nullable(
    text("the longest stretch without an owner that touches the quarter: who had left; null: nobody was named"),
  ),
  orphan_from: nullable(instant("when that stretch began; null: there was none")),
  orphan_to: nullable(instant("when somebody else became the owner; null: nobody did")),
  is_undated: boolean("there is a review of the quarter, and none has a date"),
  performed_at: nullable(instant("when the quarter's review of it was held; null: no dated record")),
  performed_by: nullable(text("who held it")),
  last_used_at: nullable(
    instant("last use that is known: of its credentials at all, of its sign-ins in or before the quarter"),
  ),
  has_unknown_use: boolean("it has a credential whose use no source tells"),
} as const;

/** Accounts of machines, quarter by quarter. */
export const serviceAccounts = definePopulation({
  name: "service-accounts",
  title: "Service accounts, by quarter",
  doc: `One item per account of type service or bot in a system in scope and quarter that ends in the period, for accounts that
existed when it ended, on the register or not. Records: register \`service-account\` (key: system/username; owner; class: its purpose,
\`provider-managed\` for what the provider keeps; a new owner is a new entry, and the old one ends), activity kind
\`service-account-review\` (subject: system/username; period_key: the quarter, or the one it was done in). Where the register is
silent, the system's own owner counts.`,
  shape: "events",
  columns,
  sql,
  reads: {
    calendar: "whole",
    scope: "whole",
    employment: "whole",
    account: "whole",
    account_state: "whole",
    credential: "whole",
    sign_in: "whole",
    register_entry: "whole",
    activity: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "accounts", per: "system" }],
  facts: [
    { stream: "service-accounts", per: "*" },
    { stream: "hr.workers", per: "*" },
    { stream: "credentials", per: "system" },
    { stream: "sign-ins", per: "system" },
  ],
});

/** A machine's account in one quarter. */
export type ServiceAccount = ItemOf<typeof columns>;
