import { type Instant, instantOf, msOf } from "../../base/instant.js";
import type { Workspace } from "../workspace/schema.js";
import type { HeldEvidence } from "./held-evidence.js";
import { dueAt, dueEvidence, heldBy } from "./retention.js";

/** How much evidence is kept, and how much of it has been kept long enough. */
export interface RetentionStatus {
  readonly days: number;
  /** Stored files that were not destroyed. */
  readonly kept: number;
  readonly due: number;
  readonly onHold: number;
  /** When the next of them is due; `null`: all are due or held, or there are none. */
  readonly nextDueAt: Instant | null;
  /** Stored files that stand in plain. */
  readonly plain: number;
  readonly hasSecondCopy: boolean;
}

/** What `doctor` says of the evidence that is held. */
export function retentionStatus(
  held: readonly HeldEvidence[],
  { workspace, asOf }: { readonly workspace: Workspace; readonly asOf: Instant },
): RetentionStatus {
  const onHold = held.filter((each) => heldBy(each, workspace) !== undefined);
  const later = held
    .filter((each) => !onHold.includes(each))
    .map((each) => dueAt(each, workspace))
    .filter((at) => at > msOf(asOf));
  return {
    days: workspace.retention.days,
    kept: held.length,
    due: dueEvidence(held, workspace, msOf(asOf)).length,
    onHold: onHold.length,
    nextDueAt: later.length === 0 ? null : instantOf(later.reduce((first, at) => Math.min(first, at))),
    plain: held.filter(({ isSealed }) => !isSealed).length,
    hasSecondCopy: workspace.confidential.second_copy !== undefined,
  };
}

/** The same for a terminal; `undefined`: nothing was collected, or the ledger cannot be read here. */
export function retentionText(status: RetentionStatus | undefined): string {
  if (status === undefined) return "Evidence kept: none that can be read here\n";
  const { days, kept, due, onHold, nextDueAt, plain, hasSecondCopy } = status;
  const next = nextDueAt === null ? "" : `; the next is due on ${nextDueAt.slice(0, 10)}`;
  return `${[
    `Evidence kept: ${kept} stored files, for ${days} days after their period${onHold === 0 ? "" : `; ${onHold} under legal hold`}`,
    due === 0 ? `  none is due to be destroyed${next}` : `  ${due} are due: lookback shred --due --reason retention`,
    ...(plain === 0 ? [] : [`  ${plain} stand in plain: they cannot be destroyed in copies elsewhere`]),
    ...(hasSecondCopy || kept === plain
      ? []
      : ["  their keys stand in one place: name `second_copy` under `confidential` in lookback.yaml"]),
  ].join("\n")}\n`;
}
