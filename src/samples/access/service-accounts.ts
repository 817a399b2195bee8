import { at } from "../moments.js";
import { leadNo } from "../people/staff.js";
import type { SystemId } from "../plan.js";

/** An account that belongs to a machine and is answered for by a person. */
export interface ServiceAccount {
  readonly system: SystemId;
  readonly externalId: string;
  readonly username: string;
  readonly type: "service" | "bot" | "break_glass";
  readonly ownerNo: string;
  readonly createdAt: number;
  readonly entitlement: string;
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
    more: Pick<ServiceAccount, "type" | "ownerNo">,
  ) => ({
    system,
    externalId,
    username,
    createdAt: created,
    entitlement: `${username}-role`,
    ...more,
  });
  return [
    make("okta", "00usvcscimprovision01", "svc-scim", { type: "service", ownerNo: platform }),
    make("okta", "00usvcevidencereader1", "svc-evidence-reader", { type: "service", ownerNo: security }),
    make("github", "49699333", "dependabot[bot]", { type: "bot", ownerNo: platform }),
    make("github", "700001", "tarnbrook-deploy[bot]", { type: "bot", ownerNo: platform }),
    make("aws-prod", "svc/backup", "svc-backup", { type: "service", ownerNo: platform }),
    make("datadog", "datadog-svc-forwarder", "svc-forwarder", { type: "service", ownerNo: security }),
  ];
}
