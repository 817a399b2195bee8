import { AppError } from "../../base/app-error.js";
import { assert } from "../../base/assert.js";
import { parseSha256, sha256 } from "../../base/digest.js";
import { type Instant, instantOf, msOf } from "../../base/instant.js";
import { formatStampTrust } from "../../ledger/timestamp/trust-file.js";
import { CLOCK_SKEW_MS, type Stamp, verifyStamp } from "../../ledger/timestamp/verify-stamp.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { StampFile } from "../../store/ledger/stamp-files.js";
import type { FilePort } from "../workspace/open-workspace.js";
import type { Workspace } from "../workspace/schema.js";
import { askAuthority } from "./ask-authority.js";
import { type Authority, readAuthorities, trustAfter } from "./authorities.js";
import { everyMs } from "./config.js";
import {
  type AuthorityState,
  mayAskFrom,
  readStampState,
  recentTries,
  type StampState,
  writeStampState,
} from "./stamp-state.js";
import { hasGrown, readStampedLog, type StampedLog, stampPath } from "./stamped-log.js";
import type { StampingPort } from "./stamping-port.js";

export interface StampInput {
  readonly workspace: Pick<Workspace, "timestamps">;
  readonly evidence: Pick<EvidenceStore, "records" | "append" | "publish">;
  /** Files of the workspace. */
  readonly files: Pick<FilePort, "read" | "write">;
  readonly stamping: StampingPort;
  /** `due`: whoever was last asked longer ago than configured; `now`: everybody whom the log has grown for. */
  readonly when: "due" | "now";
  readonly signal?: AbortSignal;
}

/** What came of asking one authority, or why it was not asked. */
export type StampOutcome =
  | { readonly kind: "stamped"; readonly size: number; readonly genTime: Instant }
  | { readonly kind: "nothing-new" }
  | { readonly kind: "not-due"; readonly dueAt: Instant }
  /** Asked often enough within the hour. */
  | { readonly kind: "held-back"; readonly until: Instant }
  | { readonly kind: "failed"; readonly code: string; readonly message: string; readonly fix: string };

export interface StampReport {
  readonly authorities: readonly { readonly name: string; readonly outcome: StampOutcome }[];
  /** Records that no time-stamp covers. */
  readonly waiting: StampedLog["waiting"];
  /** Files that are called like time-stamps and hold none that does. */
  readonly unbelieved: StampedLog["unbelieved"];
  /** How far our clock is ahead of the newest time-stamp, when one came now; negative: behind. */
  readonly clockAheadMs: number | undefined;
}

/** The stream of the log that notes time-stamps. */
const STREAM = "time-stamps";

/**
 * Has the newest checkpoint time-stamped by every configured authority that is due, stores the answers beside it and
 * notes each in the log. An authority that fails or is held back stops nothing: the log goes on, and what waits is
 * reported. Nothing is time-stamped twice, and no answer is ever invented or copied.
 *
 * @throws AppError `bad-config` for certificates that cannot be read; errors of the store; `cancelled`.
 */
export async function stampLedger(input: StampInput): Promise<StampReport> {
  const authorities = await readAuthorities(input.workspace.timestamps, input.files);
  if (authorities.length === 0) {
    return { authorities: [], waiting: undefined, unbelieved: [], clockAheadMs: undefined };
  }
  await rememberRoots(authorities, input.stamping);
  const head = await input.evidence.publish();
  const log = await readStampedLog({ evidence: input.evidence, files: input.stamping.files });
  let state = await readStampState(input.files);
  let hasNoted = await noteUnlogged(log.unlogged, authorities, input);
  const outcomes: { name: string; outcome: StampOutcome }[] = [];
  for (const authority of authorities) {
    const asked = await stampWith(authority, { input, log, state, head });
    outcomes.push({ name: authority.name, outcome: asked.outcome });
    state = asked.state;
    hasNoted ||= asked.outcome.kind === "stamped";
  }
  if (hasNoted) await input.evidence.publish();
  const { waiting, unbelieved } = await readStampedLog({ evidence: input.evidence, files: input.stamping.files });
  const { waiting: _, ...rest } = state;
  const seen = waiting === undefined ? {} : { waiting: { ...waiting, at: input.stamping.now() } };
  await writeStampState({ ...rest, ...seen }, input.files);
  const hasStamped = outcomes.some(({ outcome }) => outcome.kind === "stamped");
  return { authorities: outcomes, waiting, unbelieved, clockAheadMs: hasStamped ? state.clock?.aheadMs : undefined };
}

/** Whether our clock is further off than it may be. */
export function isClockOff(aheadMs: number | undefined): boolean {
  return aheadMs !== undefined && Math.abs(aheadMs) > CLOCK_SKEW_MS;
}

async function rememberRoots(authorities: readonly Authority[], { files, now }: StampingPort): Promise<void> {
  const known = await files.readTrust();
  const text = formatStampTrust(trustAfter(known, { authorities, now: now() }));
  if (text !== known) await files.writeTrust(text);
}

/** A crash after an answer was stored leaves it unnamed; it is judged again before it is named. */
async function noteUnlogged(
  unlogged: readonly StampFile[],
  authorities: readonly Authority[],
  { evidence, stamping }: StampInput,
): Promise<boolean> {
  let hasNoted = false;
  for (const file of unlogged) {
    const [response, message] = [await stamping.files.read(file), await stamping.files.checkpoint(file.size)];
    const isGenuine = authorities.some(
      ({ paths, certificates }) => verifyStamp(response, message, { paths, certificates }).ok,
    );
    if (!isGenuine) continue;
    await evidence.append(anchorOf(file.size, { message, response, at: stamping.now() }));
    hasNoted = true;
  }
  return hasNoted;
}

interface Turn {
  readonly input: StampInput;
  readonly log: StampedLog;
  readonly state: StampState;
  readonly head: { readonly size: number };
}

async function stampWith(
  authority: Authority,
  { input, log, state, head }: Turn,
): Promise<{ readonly outcome: StampOutcome; readonly state: StampState }> {
  const { stamping, files } = input;
  const { suffix } = authority;
  const own = state.authorities[authority.url] ?? { tries: [] };
  const now = stamping.now();
  const reason = notAsked(authority, { input, log, own, now }) ?? noPlace({ size: head.size, suffix }, log);
  if (reason !== undefined) return { outcome: reason, state };
  // Noted before it is sent: a process that dies while it asks has asked.
  const tried = { ...own, tries: [...recentTries(own.tries, now), now] };
  await writeStampState(withAuthority(state, authority, tried), files);
  try {
    const { stamp, at } = await storeStamp(authority, head.size, input);
    const { failure: _, ...rest } = tried;
    const stamped = { at, size: head.size, genTime: stamp.genTime };
    const next = withAuthority(state, authority, { ...rest, stamped });
    const clock = { at, aheadMs: msOf(at) - msOf(stamp.genTime) };
    return { outcome: { kind: "stamped", size: head.size, genTime: stamp.genTime }, state: { ...next, clock } };
  } catch (error) {
    if (!(error instanceof AppError) || !IS_OF_AUTHORITY.has(error.code)) throw error;
    const { code, message, fix } = error;
    const failure = { at: stamping.now(), code, message };
    return {
      outcome: { kind: "failed", code, message, fix },
      state: withAuthority(state, authority, { ...tried, failure }),
    };
  }
}

/** What concerns one authority only; everything else (the disk, an abort) stops the whole. */
const IS_OF_AUTHORITY: ReadonlySet<string> = new Set(["source-failed", "limit-reached", "access-denied"]);

function notAsked(
  { suffix }: Authority,
  {
    input,
    log,
    own,
    now,
  }: { readonly input: StampInput; readonly log: StampedLog; readonly own: AuthorityState; readonly now: Instant },
): StampOutcome | undefined {
  if (!hasGrown(log, suffix)) return { kind: "nothing-new" };
  const every = everyMs(input.workspace.timestamps?.every ?? "1h");
  const last = own.stamped?.at;
  const dueAt = last === undefined ? undefined : instantOf(msOf(last) + every);
  // A last time in the future means that the clock was set back: then it is due.
  if (input.when === "due" && last !== undefined && dueAt !== undefined && last <= now && now < dueAt) {
    return { kind: "not-due", dueAt };
  }
  const until = mayAskFrom(own, now);
  return until === undefined ? undefined : { kind: "held-back", until };
}

/** Nothing that stands in the evidence is written over, not even what is no time-stamp: the next checkpoint is stamped. */
function noPlace(file: StampFile, { unbelieved }: StampedLog): StampOutcome | undefined {
  if (!unbelieved.some(({ size, suffix }) => size === file.size && suffix === file.suffix)) return undefined;
  const message = `${stampPath(file)} is there and holds no time-stamp that can be believed`;
  const fix = "Find out who put it there: lookback verify says what is wrong with it. Restore the folder from a copy.";
  return { kind: "failed", code: "ledger-fork", message, fix };
}

/** The answer is durable before the log names it, and the log names the very bytes. */
async function storeStamp(
  authority: Authority,
  size: number,
  { evidence, stamping, signal }: StampInput,
): Promise<{ readonly stamp: Stamp; readonly at: Instant }> {
  const message = await stamping.files.checkpoint(size);
  const { response, stamp } = await askAuthority(authority, {
    send: stamping.send,
    message,
    nonce: stamping.nonce(),
    ...(signal === undefined ? {} : { signal }),
  });
  const at = stamping.now();
  await stamping.files.put({ size, suffix: authority.suffix }, response);
  await evidence.append(anchorOf(size, { message, response, at }));
  return { stamp, at };
}

function anchorOf(
  size: number,
  { message, response, at }: { readonly message: Uint8Array; readonly response: Uint8Array; readonly at: Instant },
) {
  const encoded = Buffer.from(message).toString("utf8").split("\n")[2] ?? "";
  const root = parseSha256(Buffer.from(encoded, "base64").toString("hex"));
  assert(root !== undefined, `checkpoint ${size} holds no root`);
  return { type: "anchor", at, stream: STREAM, size, root, tsr: sha256(response) } as const;
}

function withAuthority(state: StampState, { url }: Authority, own: AuthorityState): StampState {
  return { ...state, authorities: { ...state.authorities, [url]: own } };
}
