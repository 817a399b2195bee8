import { z } from "zod";
import { canonicalJson } from "../../base/canonical-json.js";
import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { ActivityRow, ActivityStore, NotedActivity } from "../../store/state/activity-store.js";

export interface LogActivityInput {
  readonly activity: Pick<ActivityStore, "unlogged" | "unloggedAmong" | "logged">;
  /** Open for writing: whoever holds it is the only one who writes activity at the time. */
  readonly evidence: Pick<EvidenceStore, "putBlob" | "openBlob" | "append" | "records" | "publish">;
  readonly at: Instant;
  /** Records before this place were looked at before. */
  readonly from: number;
}

const AT_ONCE = 500;
const STREAM = "activity";

/**
 * Writes into the log who saw and did what since the last time: one record for up to some hundred acts. What a crash
 * left written and not marked is recognised, so nothing stands in the log twice.
 *
 * @returns how many acts were written, and the place from which to look the next time.
 */
export async function logActivity({ activity, evidence, at, from }: LogActivityInput) {
  let next = await markWritten({ activity, evidence, from });
  let written = 0;
  for (;;) {
    const rows = await activity.unlogged(AT_ONCE);
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) break;
    const { sha256 } = await evidence.putBlob([Buffer.from(canonicalJson({ acts: rows.map(actOf) }), "utf8")]);
    const { index } = await evidence.append({
      ...{ type: "decision", stream: STREAM, kind: "activity", at },
      subject: `${first.id}-${last.id}`,
      body: sha256,
    });
    await activity.logged(
      rows.map(({ id }) => id),
      index,
    );
    written += rows.length;
    next = index + 1;
  }
  if (written > 0) await evidence.publish();
  return { written, next };
}

/**
 * Marks what the log holds already, and says how far it was read. What is compared are the ids of requests: numbers are
 * given out before their rows are stored, and from 1 again by a database that is made anew.
 */
async function markWritten({ activity, evidence, from }: Pick<LogActivityInput, "activity" | "evidence" | "from">) {
  let next = from;
  for await (const { index, record } of evidence.records(from)) {
    next = index + 1;
    if (record.type !== "decision" || record.kind !== "activity") continue;
    const [first = Number.NaN, last = Number.NaN] = record.subject.split("-").map(Number);
    const waiting = await activity.unloggedAmong({ first, last });
    if (waiting.length === 0) continue;
    const written = await requestsOf(record.body, evidence);
    await activity.logged(
      waiting.filter(({ request_id }) => written.has(request_id)).map(({ id }) => id),
      index,
    );
  }
  return next;
}

const LoggedActs = z.object({
  acts: z.array(
    z.object({
      at: z.string(),
      request_id: z.string(),
      user_id: z.string(),
      session_id: z.string(),
      role: z.string(),
      route: z.string(),
      what: z.string(),
      audit: z.string().nullable(),
      subject: z.string().nullable(),
    }),
  ),
});

/** The acts in the body of a record of activity. */
export async function loggedActs(
  body: Sha256,
  evidence: Pick<EvidenceStore, "openBlob">,
): Promise<readonly NotedActivity[]> {
  const parts: Uint8Array[] = [];
  for await (const part of evidence.openBlob(body)) parts.push(part);
  return LoggedActs.parse(JSON.parse(Buffer.concat(parts).toString("utf8"))).acts;
}

async function requestsOf(body: Sha256, evidence: Pick<EvidenceStore, "openBlob">): Promise<ReadonlySet<string>> {
  return new Set((await loggedActs(body, evidence)).map(({ request_id }) => request_id));
}

function actOf({ at, request_id, user_id, session_id, role, route, what, audit, subject }: ActivityRow) {
  return { at, request_id, user_id, session_id, role, route, what, audit, subject };
}
