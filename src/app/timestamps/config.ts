import { z } from "zod";
import { addDays, type Day, HOUR_MS, type Instant, instant, isDay, MINUTE_MS } from "../../base/instant.js";

const DayText = z
  .string()
  .refine(isDay, "expected an existing day as YYYY-MM-DD")
  .transform((text) => text as Day);
const Oid = z.string().regex(/^[0-2](\.(0|[1-9]\d{0,19})){1,30}$/, "expected object ids such as 1.3.6.1.4.1.99999.1");

const EVERY_MIN_MS = 15 * MINUTE_MS;
const EVERY_MAX_MS = 24 * HOUR_MS;

const Authority = z.strictObject({
  /** Where it is asked, by RFC 3161 over HTTP. */
  url: z.string().refine(isAllowedAddress, "expected an https address without a user (http for this machine only)"),
  /** File with the certificates it is believed by, in PEM; beside lookback.yaml. */
  roots: z.string().min(1),
  /** From and until when they are believed: days in UTC, the last day included. */
  valid: z.strictObject({ from: DayText.optional(), to: DayText.optional() }).default({}),
  /** File with certificates that it does not send along, in PEM. */
  certificates: z.string().min(1).optional(),
  /** Only time-stamps under these policies. */
  policies: z.array(Oid).min(1).max(20).optional(),
});
export type AuthorityConfig = z.infer<typeof Authority>;

/** `timestamps:` of lookback.yaml. */
export const TimeStamps = z.strictObject({
  /** How often the log is time-stamped while it grows. */
  every: z
    .string()
    .refine((text) => isBetween(everyMs(text)), "expected minutes or hours such as 30m or 1h, from 15m to 24h")
    .default("1h"),
  authorities: z
    .array(Authority)
    .min(1)
    .max(2)
    .refine((all) => new Set(all.map(({ url }) => url)).size === all.length, "the same address stands there twice"),
});
export type TimeStamps = z.infer<typeof TimeStamps>;

/** `30m` or `1h` in milliseconds; `NaN` for any other text. */
export function everyMs(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,3})(m|h)$/.exec(text) ?? [];
  return Number(count) * (unit === "h" ? HOUR_MS : MINUTE_MS);
}

/** The window of an authority's roots as moments, `until` exclusive. */
export function windowOf({ valid: { from, to } }: AuthorityConfig): { from?: Instant; until?: Instant } {
  return {
    ...(from === undefined ? {} : { from: startOf(from) }),
    ...(to === undefined ? {} : { until: startOf(addDays(to, 1)) }),
  };
}

function startOf(utcDay: Day): Instant {
  return instant(`${utcDay}T00:00:00.000Z`);
}

function isBetween(ms: number): boolean {
  return EVERY_MIN_MS <= ms && ms <= EVERY_MAX_MS;
}

function isAllowedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  const isThisMachine = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isThisMachine);
}
