import type { FieldworkDesk } from "../app/fieldwork/ledger-desk.js";
import type { PerformItems } from "../app/fieldwork/perform-items.js";
import type { Reperformed } from "../app/fieldwork/rule-reperform.js";
import type { Paperwork } from "../app/fieldwork/workpaper-archive.js";
import type { ActivityReader } from "../app/serving/activity.js";
import type { AuditShelf, WorkspaceReader } from "../app/serving/audits.js";
import type { AccountDesk } from "../app/serving/own-account.js";
import type { PeopleDesk } from "../app/serving/people.js";
import type { ProvisioningDesk } from "../app/serving/provisioning.js";
import type { RunDesk } from "../app/serving/runs.js";

/** What routes may touch of the world: handed in by the composition root. */
export interface World {
  readonly audits: AuditShelf;
  readonly runs: RunDesk;
  readonly activity: ActivityReader;
  readonly people: PeopleDesk;
  readonly account: AccountDesk;
  readonly provisioning: ProvisioningDesk;
  readonly workspace: WorkspaceReader;
  /** Audits and what is done in them, as the ledger holds it. */
  readonly fieldwork: FieldworkDesk;
  /** Performs a test again, in a process of its own. */
  reperform(asked: PerformItems): Promise<Reperformed>;
  /** What papers that are taken along are made with. */
  readonly paperwork: Paperwork;
  readonly about: {
    readonly organisation: string;
    readonly timeZone: string;
    readonly isSample: boolean;
    readonly version: string;
  };
}
