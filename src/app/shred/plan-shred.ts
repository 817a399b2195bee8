import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import { DAY_MS, type Instant, isInstant, msOf } from "../../base/instant.js";
import { SHRED_TARGETS_MAX } from "../../ledger/record.js";
import { keepsEvidence, shredSubject } from "../../ledger/shredding.js";
import type { AuditReport } from "../../reports/audit/model.js";
import { periodOf } from "../workspace/calendar.js";
import type { Workspace } from "../workspace/schema.js";
import type { EvidenceList, HeldEvidence } from "./held-evidence.js";
import { dueAt, dueEvidence, heldBy } from "./retention.js";

export type ShredReason = "retention" | "erasure" | "legal";

/** Which evidence is to be destroyed: places of records, a source, what is due; several narrow each other down. */
export interface ShredChoice {
  readonly records?: readonly number[];
  readonly source?: string;
  /** Only what was last seen before this moment. */
  readonly before?: Instant;
  /** Only what retention says is due. */
  readonly isDue?: boolean;
}

/** What would be destroyed, and what speaks against it. */
export interface ShredPlan {
  readonly reason: ShredReason;
  readonly chosen: readonly HeldEvidence[];
  /** What has to be typed: it names exactly this evidence. */
  readonly confirmation: string;
  /** Why it must not happen; empty when it may. */
  readonly refusals: readonly ShredRefusal[];
}

export interface ShredRefusal {
  readonly code: "LEGAL_HOLD" | "NOT_AUDITED" | "SHRED_IN_PERIOD" | "NOT_DUE" | "KEY_MISSING";
  /** Place of the evidence's first record. */
  readonly record: number;
  readonly why: string;
}

export interface PlanInput {
  readonly workspace: Workspace;
  readonly list: EvidenceList;
  /**
   * The last audit: evidence of what failed in it stays while its period is open, and until then nothing goes without
   * it; `undefined`: there was none, or it cannot be read.
   */
  readonly report: AuditReport | undefined;
  readonly reason: ShredReason;
  readonly choice: ShredChoice;
  readonly at: Instant;
}

/** @throws AppError `bad-usage` when nothing was chosen, or nothing that was chosen is there. */
export function planShred({ workspace, list, report, reason, choice, at }: PlanInput): ShredPlan {
  const chosen = withoutShared(chooseEvidence(list.held, choice, { workspace, at }), list.held);
  const failing = failingEvidence(list, report, { workspace, at });
  const unaudited = isOpen({ workspace, at }) ? unauditedWhy(report, { workspace, list }) : undefined;
  const refusals = [
    ...(unaudited === undefined
      ? []
      : [{ code: "NOT_AUDITED", record: chosen[0]?.records[0] ?? -1, why: unaudited } as const]),
    ...chosen.flatMap((each) => refusalsOf(each, { workspace, reason, failing, at })),
  ];
  const subject = shredSubject(chosen.map(({ blob }) => blob));
  return { reason, chosen, confirmation: `destroy ${chosen.length} ${subject.slice(0, 8)}`, refusals };
}

function chooseEvidence(
  held: readonly HeldEvidence[],
  { records, source, before, isDue }: ShredChoice,
  { workspace, at }: Pick<PlanInput, "workspace" | "at">,
): readonly HeldEvidence[] {
  if (records === undefined && source === undefined && isDue !== true) {
    throw usage(
      "nothing was chosen to be destroyed",
      "Name records (--record 17), a source (--source okta), or --due.",
    );
  }
  const unknown = records?.find((place) => !held.some((each) => each.records.includes(place)));
  if (unknown !== undefined) {
    throw usage(
      `record ${unknown} is no evidence that is still here`,
      "Look at the places that the plan of --source lists.",
    );
  }
  const due = isDue === true ? dueEvidence(held, workspace, msOf(at)) : held;
  const chosen = due.filter(
    (each) =>
      (records === undefined || records.some((place) => each.records.includes(place))) &&
      (source === undefined || each.sources.includes(source)) &&
      (before === undefined || each.lastSeenAt < before),
  );
  if (chosen.length > 0) return chosen;
  throw usage("no evidence that is here fits what was chosen", "Check the source's id and the dates.");
}

/** Copies and questions that other evidence has too, or that are evidence themselves, stay as long as that stays. */
function withoutShared(chosen: readonly HeldEvidence[], held: readonly HeldEvidence[]): readonly HeldEvidence[] {
  const going = new Set(chosen.map(({ blob }) => blob));
  const staying = held.filter(({ blob }) => !going.has(blob));
  const others = new Set([
    ...held.map(({ blob }) => blob),
    ...staying.flatMap(({ copies, questions }) => [...copies, ...questions]),
  ]);
  const isOwn = (blob: Sha256) => !others.has(blob);
  return chosen.map((each) => ({
    ...each,
    copies: each.copies.filter(isOwn),
    questions: each.questions.filter(isOwn),
  }));
}

interface Failing {
  /** By place, what rests on it. */
  readonly places: ReadonlyMap<number, string>;
  /** By digest as received. */
  readonly received: ReadonlyMap<string, string>;
}

/** Evidence that a failure rests on: in the log's results, and in the last report while its period is open. */
function failingEvidence(
  { results }: EvidenceList,
  report: AuditReport | undefined,
  { workspace, at }: Pick<PlanInput, "workspace" | "at">,
): Failing {
  const places = new Map<number, string>();
  for (const result of results.filter((each) => keepsEvidence(each, at))) {
    for (const input of result.inputs) places.set(input, `the result in record ${result.index} (${result.outcome})`);
  }
  const received = new Map<string, string>();
  for (const control of isOpen({ workspace, at }) ? (report?.controls ?? []) : []) {
    for (const { outcomes, evidence } of control.items) {
      if (!outcomes.some(({ state }) => state === "deviation")) continue;
      for (const { sha256 } of evidence) received.set(sha256, `a deviation of ${control.id} in the last audit`);
    }
  }
  return { places, received };
}

/** Whether readers of the audit may still look into what failed in it. */
function isOpen({ workspace, at }: Pick<PlanInput, "workspace" | "at">): boolean {
  const { end } = periodOf(workspace.audit.period, workspace.organisation.time_zone);
  return msOf(at) < end + workspace.retention.days * DAY_MS;
}

/** Why nobody knows what fails: a report that is not there, or that has not seen all of the evidence. */
function unauditedWhy(
  report: AuditReport | undefined,
  { workspace, list: { newestAt } }: Pick<PlanInput, "workspace" | "list">,
): string | undefined {
  const first = "run lookback audit first, so that what fails is known";
  if (report === undefined) return `reports/audit.json is missing or cannot be read; ${first}`;
  const { from, to } = workspace.audit.period;
  if (report.period.from !== from || report.period.to !== to) {
    return `the last audit is of another period, ${report.period.from} to ${report.period.to}; ${first}`;
  }
  if (newestAt === undefined || (isInstant(report.as_of) && newestAt <= report.as_of)) return undefined;
  return `the last audit is as of ${report.as_of}, and evidence was stored on ${newestAt}; ${first}`;
}

function refusalsOf(
  evidence: HeldEvidence,
  { workspace, reason, failing, at }: Pick<PlanInput, "workspace" | "reason" | "at"> & { readonly failing: Failing },
): readonly ShredRefusal[] {
  const record = evidence.records[0] ?? -1;
  const hold = heldBy(evidence, workspace);
  const rests = evidence.records.map((place) => failing.places.get(place)).find((each) => each !== undefined);
  const failure = rests ?? failing.received.get(evidence.received ?? "");
  const isEarly = reason === "retention" && msOf(at) < dueAt(evidence, workspace);
  const isOutOfReach = evidence.isSealed && evidence.received === undefined;
  return [
    ...(hold === undefined ? [] : [{ code: "LEGAL_HOLD", record, why: `held: ${hold}` } as const]),
    ...(failure === undefined ? [] : [{ code: "SHRED_IN_PERIOD", record, why: `${failure} rests on it` } as const]),
    ...(isEarly ? [{ code: "NOT_DUE", record, why: "its time of retention is not over" } as const] : []),
    ...(isOutOfReach
      ? [{ code: "KEY_MISSING", record, why: "its key is not here, so it cannot be destroyed" } as const]
      : []),
  ];
}

/**
 * The blobs that go, record by record of their destruction: evidence, the redacted copies made of it and what was asked
 * for it. What belongs to one piece of evidence stands in one record where it fits, and what several have stands with the
 * last of them, never behind it: as long as evidence is there, everything that goes with it is found.
 */
export function batchesOf(chosen: readonly HeldEvidence[]): readonly (readonly Sha256[])[] {
  const batches: Sha256[][] = [];
  let room = 0;
  const begin = () => {
    batches.push([]);
    room = SHRED_TARGETS_MAX;
  };
  const name = (blob: Sha256, size: number) => {
    if (size > room) begin();
    batches.at(-1)?.push(blob);
    room -= size;
  };
  const alongOf = ({ copies, questions }: HeldEvidence) => [...new Set([...copies, ...questions])];
  const last = new Map(chosen.flatMap((each) => alongOf(each).map((along) => [along, each.blob] as const)));
  for (const each of chosen) {
    const along = alongOf(each).filter((blob) => last.get(blob) === each.blob);
    // The store adds the questions that were sealed with it.
    const size = each.isSealed ? 1 + each.records.length : 1;
    if (along.length + size > room) begin();
    for (const blob of along) name(blob, 1);
    name(each.blob, size);
  }
  return batches;
}

function usage(message: string, fix: string): AppError {
  return new AppError({ code: "bad-usage", message, fix });
}
