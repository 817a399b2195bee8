import { AppError } from "../../base/app-error.js";
import type { EpochMs, Instant } from "../../base/instant.js";
import { instantOf } from "../../base/instant.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { decideOnce, type MockLog, type SeedBody, type Told } from "./mock-decisions.js";

export interface SeedChoice {
  /** As typed; absent: the seed of the last draw. */
  readonly seed?: string;
  readonly asOf?: EpochMs;
  /** Why items are drawn anew; absent: nothing may be. */
  readonly reason?: string;
  readonly tester: string;
}

/** What a mock rests on before a population is seen. */
export function chosenSeed(
  log: MockLog,
  choice: SeedChoice,
  { open, at }: { open: OpenWorkspace; at: Instant },
): SeedBody {
  const period = periodOf(open);
  const seeds = log.seeds.filter(({ body }) => isPeriod(body.period, period));
  const seed = choice.seed ?? lastSeed(log, period);
  if (seed === undefined) {
    throw new AppError({
      code: "bad-usage",
      message: "no seed is stored for this period yet, and a sample needs one before its population is frozen",
      fix: "Let somebody who cannot steer the sample name a word, then run: lookback mock --seed WORD",
    });
  }
  if (seed.trim() === "") {
    throw new AppError({
      code: "bad-usage",
      message: "the seed is empty",
      fix: "Name a word: lookback mock --seed WORD",
    });
  }
  const known = seeds.findLast(({ body }) => body.seed === seed);
  const asOf = choice.asOf === undefined ? (known?.body.as_of ?? at) : instantOf(choice.asOf);
  return { seed, period, as_of: asOf, by: known?.body.by ?? choice.tester };
}

/**
 * Refuses to draw anew without a reason: another seed, or another moment, would be another sample.
 *
 * @throws AppError `bad-usage` naming the control and the record of the draw.
 */
export function requireReason(
  log: MockLog,
  { seed, as_of, period }: SeedBody,
  { controls, reason }: { controls: readonly string[]; reason: string | undefined },
): void {
  if (reason !== undefined) return;
  for (const control of controls) {
    const drawn = lastDraw(log, control, period);
    const record = drawn?.body.record;
    if (record === undefined || (record.seed === seed && record.population.extracted_at === as_of)) continue;
    const what = record.seed === seed ? `as of ${record.population.extracted_at}` : "with another seed";
    throw redraw(control, drawn, what);
  }
}

/** The error of a draw that would differ from the one on record. */
export function redraw(control: string, drawn: Told<unknown> | undefined, what: string): AppError {
  return new AppError({
    code: "bad-usage",
    message: `${control} was drawn already ${what} (record ${drawn?.index ?? 0} of the log, ${drawn?.at ?? ""}); drawing anew without a reason would be shopping for a better sample`,
    fix: 'Repeat that draw (the same seed, profile and --as-of), or say why a new one is needed: --reason "...". Both stay in the log.',
  });
}

/** The seed in the log: the one that is there, or a new record that says who stored it and when. */
export function storeSeed(open: OpenWorkspace, log: MockLog, { body, at }: { body: SeedBody; at: Instant }) {
  const subject = `${body.period.from}..${body.period.to}`;
  const known = log.seeds.filter(({ body: each }) => each.seed === body.seed);
  return decideOnce(open, { kind: "seed", subject, body, at }, { known, after: -1 });
}

/** The newest first draw of a control in a period. */
export function lastDraw(log: MockLog, control: string, period: SeedBody["period"]) {
  return log.selections.findLast(
    ({ subject, body }) => subject === control && body.record.stage === 0 && isPeriod(body.period, period),
  );
}

export function periodOf({ workspace }: OpenWorkspace): SeedBody["period"] {
  const { from, to } = workspace.audit.period;
  return { from, to };
}

export function isPeriod(a: SeedBody["period"], b: SeedBody["period"]): boolean {
  return a.from === b.from && a.to === b.to;
}

function lastSeed(log: MockLog, period: SeedBody["period"]): string | undefined {
  const drawn = log.selections.findLast(({ body }) => isPeriod(body.period, period) && body.record.seed !== null);
  return drawn?.body.record.seed ?? log.seeds.findLast(({ body }) => isPeriod(body.period, period))?.body.seed;
}
