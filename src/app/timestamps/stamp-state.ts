import { z } from "zod";
import { HOUR_MS, type Instant, instantOf, msOf } from "../../base/instant.js";
import { parseJson } from "../../base/parse-json.js";
import type { FilePort } from "../workspace/open-workspace.js";

/** What is remembered between runs. It is no evidence: lost, it costs some patience of the authorities. */
export const STAMP_STATE = ".lookback/time-stamps.json";

/** An authority is asked at most this often within any hour: public ones shut out who asks more. */
export const TRIES_PER_HOUR = 4;

const At = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)) && instantOf(Date.parse(text)) === text)
  .transform((text) => text as Instant);
const AuthorityState = z.strictObject({
  /** When it was asked within the last hour. */
  tries: z.array(At),
  stamped: z.strictObject({ at: At, size: z.int().min(0), genTime: At }).optional(),
  failure: z.strictObject({ at: At, code: z.string(), message: z.string() }).optional(),
});
export type AuthorityState = z.infer<typeof AuthorityState>;

const StampState = z.strictObject({
  v: z.literal(1),
  /** By address. */
  authorities: z.record(z.string(), AuthorityState),
  /** How far our clock was ahead of the newest time-stamp when that came. */
  clock: z.strictObject({ at: At, aheadMs: z.int() }).optional(),
  /** Records that no time-stamp covers, as of `at`. */
  waiting: z.strictObject({ at: At, since: At, count: z.int().min(1) }).optional(),
});
export type StampState = z.infer<typeof StampState>;

/** What is remembered; nothing when there is no file or it cannot be read. */
export async function readStampState(files: Pick<FilePort, "read">): Promise<StampState> {
  const text = await files.read(STAMP_STATE);
  const parsed = StampState.safeParse(text === undefined ? undefined : parseJson(text));
  return parsed.success ? parsed.data : { v: 1, authorities: {} };
}

export async function writeStampState(state: StampState, files: Pick<FilePort, "write">): Promise<void> {
  await files.write(STAMP_STATE, `${JSON.stringify(state, null, 2)}\n`);
}

/** When an authority may be asked again; `undefined`: now. Tries from the future, after a clock was set back, do not count. */
export function mayAskFrom(
  { tries }: AuthorityState,
  now: Instant,
  triesPerHour: number = TRIES_PER_HOUR,
): Instant | undefined {
  const recent = recentTries(tries, now);
  const oldest = recent.at(-triesPerHour);
  return oldest === undefined ? undefined : instantOf(msOf(oldest) + HOUR_MS);
}

/** Tries within the hour before `now`, oldest first. */
export function recentTries(tries: readonly Instant[], now: Instant): readonly Instant[] {
  const from = instantOf(msOf(now) - HOUR_MS);
  return tries.filter((at) => from < at && at <= now).sort();
}
