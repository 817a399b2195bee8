import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { reconciled } from "../../assess/families/reconciliation.js";
import { type DeviationKind, deviation, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, HOUR_MS, instantOf } from "../../base/instant.js";
import type { IncidentItem } from "../../populations/incidents/population.js";

/** The parameters as promised on the day of the item. */
export interface IncidentPromise {
  readonly classify_hours: number;
  readonly record_days: number;
}

type Context = JudgeContext<IncidentPromise>;

/** A: there is a record in time, classified in time, and not played down without a reason. */
export function recordedAndClassified(item: IncidentItem, context: Context): Outcome {
  if (item.isTaggedTest) return notApplicable(DRILL);
  if (item.disposedAt !== null) return recorded(item, item.disposedAt, context);
  const from = Math.min(item.detectedAt ?? item.occurredAt, item.occurredAt);
  const dueAt = from + context.parameters.classify_hours * HOUR_MS;
  const outcome = classified(item, { from, dueAt }, context);
  if (outcome.state !== "pass") return outcome;
  return item.isLoweredWithoutReason
    ? deviation("wrong-result", "its severity was lowered and no reason was given")
    : outcome;
}

/** B: somebody led. */
export function rolesAssigned(item: IncidentItem, context: Context): Outcome {
  return part(item, context, { isThere: item.hasCommander, what: "a person who led", kind: "not-performed" });
}

/** C: a timeline was kept. */
export function timelineKept(item: IncidentItem, context: Context): Outcome {
  return part(item, context, { isThere: item.hasTimeline, what: "a timeline", kind: "evidence-missing" });
}

/** D: containment and recovery are on record. */
export function containedAndRecovered(item: IncidentItem, context: Context): Outcome {
  const { containedAt, recoveredAt } = item;
  const missing = [containedAt === null ? "containment" : "", recoveredAt === null ? "recovery" : ""].filter(
    (each) => each !== "",
  );
  return part(item, context, {
    isThere: missing.length === 0,
    what: `a record of ${missing.join(" and ")}`,
    kind: missing.length === 2 ? "evidence-missing" : "incomplete",
  });
}

/** E: communicated where the plan asks for it. */
export function communicated(item: IncidentItem, context: Context): Outcome {
  if (item.disposedAt === null && !item.isTaggedTest && !item.isCommunicationDue) {
    return notApplicable("the plan asks for no communication");
  }
  return part(item, context, {
    isThere: item.communicatedAt !== null,
    what: "a record of the communication that the plan asks for",
    kind: "not-performed",
  });
}

const DRILL = "a drill, tagged when it was created";

function recorded({ occurredAt }: IncidentItem, disposedAt: EpochMs, { parameters, asOf, gapIn }: Context): Outcome {
  const dueAt = disposedAt + parameters.classify_hours * HOUR_MS;
  return reconciled(
    {
      what: `incident record of this true positive, disposed at ${instantOf(disposedAt)}`,
      isMatched: false,
      explanation: null,
      dueAt,
      kind: "not-performed",
    },
    { asOf, gap: () => gapIn({ stream: "incidents", scope: "*", from: occurredAt, to: dueAt + 1 }) },
  );
}

function classified(
  { occurredAt, classifiedAt }: IncidentItem,
  { from, dueAt }: { from: EpochMs; dueAt: EpochMs },
  { period, asOf, gapIn }: Context,
): Outcome {
  if (classifiedAt !== null && classifiedAt < period.start && from < period.start) {
    return notApplicable("classified before the period");
  }
  if (classifiedAt !== null && classifiedAt > dueAt) return late("classified", { at: classifiedAt, from, dueAt });
  // Classified at once, as a record says that was opened long after: only the record proves it.
  if (classifiedAt !== null) return occurredAt <= dueAt ? pass() : late("recorded", { at: occurredAt, from, dueAt });
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream: "incidents", scope: "*", from, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome("a classification of it", gap);
  return deviation("not-performed", `not classified by ${instantOf(dueAt)}, nor later`);
}

function late(
  what: string,
  { at, from, dueAt }: { readonly at: EpochMs; readonly from: EpochMs; readonly dueAt: EpochMs },
): Outcome {
  const allowedMs = dueAt - from;
  return deviation(
    "late",
    `${what} at ${instantOf(at)}, ${durationText(at - from)} after it was detected; promised within ${durationText(allowedMs)}`,
    { lateness: { lateMs: at - dueAt, allowedMs } },
  );
}

/** Something the record must hold once the incident is closed, or has been open for longer than a record may take. */
function part(
  item: IncidentItem,
  { parameters, asOf, gapIn }: Context,
  { isThere, what, kind }: { isThere: boolean; what: string; kind: DeviationKind },
): Outcome {
  if (item.isTaggedTest) return notApplicable(DRILL);
  if (item.kind === "true_positive") return notApplicable("no incident record: judged by A");
  if (isThere) return pass();
  const latestAt = item.occurredAt + parameters.record_days * DAY_MS;
  const dueAt = Math.min(item.closedAt ?? latestAt, latestAt);
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream: "incidents", scope: "*", from: item.occurredAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(what, gap);
  const when =
    item.closedAt === null ? `open since ${instantOf(item.occurredAt)}` : `closed at ${instantOf(item.closedAt)}`;
  return deviation(kind, `${when} without ${what}`);
}
