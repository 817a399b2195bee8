import type { EpochMs } from "../../base/instant.js";
import { at } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { COMPANY, EMERGENCY_USES, type SystemId } from "../plan.js";

/** An account that belongs to a machine and is answered for by a person. */
export interface ServiceAccount {
  readonly system: SystemId;
  readonly externalId: string;
  readonly username: string;
  readonly type: "service" | "bot" | "break_glass";
  readonly ownerNo: string;
  readonly createdAt: number;
  readonly entitlement: string;
  /** What it is for, as the register of machines says. */
  readonly purpose: string;
}

/** What the listing of its system calls it: the identity provider has addresses for names. */
export function listedName({ system, username }: ServiceAccount): string {
  return system === "okta" ? `${username}@${COMPANY.domain}` : username;
}

/** The accounts of machines, each with an owner who still works here. */
export function serviceAccounts(): readonly ServiceAccount[] {
  const created = at("2023-03-07", "10:00");
  const platform = leadNo("ENG-PLAT");
  const security = leadNo("SEC");
  const make = (
    system: SystemId,
    externalId: string,
    username: string,
    more: Pick<ServiceAccount, "type" | "ownerNo" | "purpose">,
  ) => ({
    system,
    externalId,
    username,
    createdAt: created,
    entitlement: `${username}-role`,
    ...more,
  });
  return [
    make("okta", "00usvcscimprovision01", "svc-scim", {
      type: "service",
      ownerNo: platform,
      purpose: "accounts and groups in the systems behind the sign-in",
    }),
    make("okta", "00usvcevidencereader1", "svc-evidence-reader", {
      type: "service",
      ownerNo: security,
      purpose: "reads evidence for audits",
    }),
    make("github", "49699333", "dependabot[bot]", {
      type: "bot",
      ownerNo: platform,
      purpose: "proposes new versions of dependencies",
    }),
    make("github", "700001", "tarnbrook-deploy[bot]", {
      type: "bot",
      ownerNo: platform,
      purpose: "deploys what was merged",
    }),
    make("aws-prod", "svc/backup", "svc-backup", {
      type: "service",
      ownerNo: platform,
      purpose: "takes and checks backups",
    }),
    make("datadog", "datadog-svc-forwarder", "svc-forwarder", {
      type: "service",
      ownerNo: security,
      purpose: "ships logs",
    }),
    make("okta", "00ubreakglassaccount1", "break-glass", {
      type: "break_glass",
      ownerNo: security,
      purpose: EMERGENCY,
    }),
    make("aws-prod", "iam/break-glass", "break-glass", { type: "break_glass", ownerNo: security, purpose: EMERGENCY }),
  ];
}

const EMERGENCY = "the way in when the sign-in is broken";

/** A use of an account for emergencies. */
export interface EmergencyUse {
  readonly account: ServiceAccount;
  readonly at: EpochMs;
  readonly ticket: string;
}

/** Every sign-in with an account for emergencies in the period. */
export function emergencyUses(): readonly EmergencyUse[] {
  const sealed = serviceAccounts().filter(({ type }) => type === "break_glass");
  return EMERGENCY_USES.flatMap(({ system, day, clock, ticket }) =>
    sealed
      .filter((account) => account.system === system)
      .map((account) => ({ account, at: at(day, clock, COMPANY.zone), ticket })),
  );
}
