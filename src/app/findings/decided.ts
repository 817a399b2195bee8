import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { CauseDecision } from "../../recovery/causes/cause.js";
import { type ExaminedPeriod, isSamePeriod } from "../../recovery/causes/examined-period.js";
import type { LoggedCause } from "../../recovery/causes/standing-cause.js";
import { CompensationDecision, type LoggedCompensation } from "../../recovery/compensation/standing-compensation.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { type Decision, readDecisions } from "../decisions/decisions.js";

/** What people decided about findings, by control, in order of the log. */
export interface FindingDecisions {
  readonly causes: ReadonlyMap<string, readonly LoggedCause[]>;
  readonly compensation: ReadonlyMap<string, readonly LoggedCompensation[]>;
  /** When people froze or selected items, by control or population. */
  readonly testing: ReadonlyMap<string, readonly TestingAct[]>;
}

/** One act by which testing began. */
export interface TestingAct {
  readonly at: string;
  /** First and last day of the period it was for; `null`: the record does not say, so it may be any. */
  readonly period: ExaminedPeriod | null;
}

/**
 * Reads what people decided about causes and compensation, and when testing began.
 *
 * @throws AppError `store-damaged` when a decision does not have the shape this version writes.
 */
export async function findingDecisions(
  evidence: Pick<EvidenceStore, "records" | "openBlob">,
): Promise<FindingDecisions> {
  const causes = new Map<string, LoggedCause[]>();
  const compensation = new Map<string, LoggedCompensation[]>();
  const testing = new Map<string, TestingAct[]>();
  for (const decision of await readDecisions(evidence, "cause", "compensation", "freeze", "selection")) {
    const { subject, index, at } = decision;
    if (decision.kind === "cause") push(causes, subject, { index, at, body: parsed(CauseDecision, decision) });
    else if (decision.kind === "compensation") {
      push(compensation, subject, { index, at, body: parsed(CompensationDecision, decision) });
    } else push(testing, subject, { at, period: periodIn(decision.body) });
  }
  return { causes, compensation, testing };
}

/** Only what was decided about this period; of testing also what does not say which period it was for. */
export function decidedFor(period: ExaminedPeriod, decided: FindingDecisions): FindingDecisions {
  return {
    causes: filtered(decided.causes, ({ body }) => body.action === "approve" || isSamePeriod(body.period, period)),
    compensation: filtered(decided.compensation, ({ body }) => isSamePeriod(body.period, period)),
    testing: filtered(decided.testing, (act) => act.period === null || isSamePeriod(act.period, period)),
  };
}

function filtered<T>(
  rows: ReadonlyMap<string, readonly T[]>,
  isWanted: (row: T) => boolean,
): ReadonlyMap<string, readonly T[]> {
  return new Map([...rows].map(([key, each]) => [key, each.filter(isWanted)]));
}

const ForPeriod = z.looseObject({ period: z.looseObject({ from: z.string(), to: z.string() }) });

function periodIn(body: unknown): TestingAct["period"] {
  const read = ForPeriod.safeParse(body);
  return read.success ? { from: read.data.period.from, to: read.data.period.to } : null;
}

function parsed<T>(schema: z.ZodType<T>, { kind, index, body }: Decision): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new AppError({
    code: "store-damaged",
    message: `record ${index} holds a decision of kind ${kind} that cannot be read: ${z.prettifyError(read.error)}`,
    fix: "Run: lookback verify. If the record is whole, a newer version wrote it: use that one.",
  });
}

function push<T>(rows: Map<string, T[]>, key: string, row: T): void {
  const known = rows.get(key);
  if (known === undefined) rows.set(key, [row]);
  else known.push(row);
}
