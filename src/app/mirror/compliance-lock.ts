import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { DAY_MS, type Instant, instantOf, msOf, SECOND_MS } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { ObjectLock } from "../../store/mirror/object-port.js";
import { readDecisions, recordDecision } from "../decisions/decisions.js";
import { type Mirror, mirrorName } from "./config.js";

/** What somebody typed who knew that it cannot be undone. */
const Confirmed = z.strictObject({
  schema: z.literal("lookback/mirror-lock/1"),
  mirror: z.string(),
  endpoint: z.string().nullable(),
  days: z.int().min(1),
  until: z.string(),
  typed: z.string(),
});

const SUBJECT = "mirror-lock";

/** The lock that an object stored at this moment gets; `undefined` when none is configured. */
export function lockAt({ object_lock }: Pick<Mirror, "object_lock">, at: Instant): ObjectLock | undefined {
  if (object_lock === undefined) return undefined;
  const { mode, days } = object_lock;
  // Stores keep whole seconds; the next one, so that a day is never cut short.
  const until = Math.ceil((msOf(at) + days * DAY_MS) / SECOND_MS) * SECOND_MS;
  return { mode, until: instantOf(until) };
}

/** What has to be typed before anything is locked in compliance mode; it names the place and the day. */
export function lockConfirmation(mirror: Mirror, at: Instant): string {
  const until = lockAt(mirror, at)?.until.slice(0, 10) ?? "";
  return `lock ${mirrorName(mirror)} until ${until}`;
}

/** Refuses compliance mode until somebody confirmed it, for this place and at least so many days. Governance needs nothing. */
export async function requireConfirmed(
  evidence: Pick<EvidenceStore, "records" | "openBlob">,
  mirror: Mirror,
  at: Instant,
): Promise<void> {
  if (mirror.object_lock?.mode !== "compliance") return;
  const { days } = mirror.object_lock;
  for (const { subject, body } of await readDecisions(evidence, "mirror-lock")) {
    const parsed = subject === SUBJECT ? Confirmed.safeParse(body) : undefined;
    const isThis = parsed?.success === true && isPlace(parsed.data, mirror);
    if (isThis && parsed.data.days >= days) return;
  }
  throw new AppError({
    code: "bad-usage",
    message: unconfirmed(mirror, at),
    fix: `If that is what you want, type: lookback mirror --confirm "${lockConfirmation(mirror, at)}". Otherwise use mode: governance.`,
  });
}

/** Puts on record that somebody confirmed compliance mode. Returns the record's place. */
export async function confirmLock(
  evidence: Pick<EvidenceStore, "putBlob" | "append" | "publish">,
  mirror: Mirror,
  { typed, at }: { readonly typed: string; readonly at: Instant },
): Promise<number> {
  const lock = lockAt(mirror, at);
  if (mirror.object_lock === undefined || lock?.mode !== "compliance") {
    throw new AppError({
      code: "bad-usage",
      message: "nothing has to be confirmed: the mirror is not locked in compliance mode",
      fix: "Leave --confirm out.",
    });
  }
  if (typed !== lockConfirmation(mirror, at)) {
    throw new AppError({
      code: "bad-usage",
      message: `the confirmation is not the one of this mirror and day. ${unconfirmed(mirror, at)}`,
      fix: `Type: lookback mirror --confirm "${lockConfirmation(mirror, at)}"`,
    });
  }
  const body = {
    schema: "lookback/mirror-lock/1",
    mirror: mirrorName(mirror),
    endpoint: mirror.endpoint ?? null,
    days: mirror.object_lock.days,
    until: lock.until,
    typed,
  } satisfies z.infer<typeof Confirmed>;
  return recordDecision(evidence, { kind: "mirror-lock", subject: SUBJECT, body, at });
}

function isPlace(
  { mirror, endpoint }: Pick<z.infer<typeof Confirmed>, "mirror" | "endpoint">,
  configured: Mirror,
): boolean {
  return mirror === mirrorName(configured) && endpoint === (configured.endpoint ?? null);
}

function unconfirmed(mirror: Mirror, at: Instant): string {
  const until = lockAt(mirror, at)?.until.slice(0, 10) ?? "";
  return `compliance mode locks what is mirrored today until ${until}, and everything mirrored later for ${mirror.object_lock?.days ?? 0} days more: until then nobody can delete or shorten it, neither you nor Amazon, and it has to be paid for; only closing the account ends it`;
}
