import { AppError } from "../../base/app-error.js";
import type { EpochMs } from "../../base/instant.js";
import type { SendHttp } from "../../connectors/kit/http/contract.js";
import { checkpointText } from "../../ledger/checkpoint.js";
import { formatSignatureLine, type NoteKey } from "../../ledger/note.js";
import { formatAddCheckpoint, parseSizeAnswer } from "../../ledger/witness/add-checkpoint.js";
import { openCosignature, parseCosignatureLines, parseWitnessKey } from "../../ledger/witness/cosignature.js";
import type { PublishedHead, PublishedLog } from "../../store/ledger/published-log.js";
import type { ConfiguredWitness } from "./witness-config.js";

/** The published log as asking needs it. */
export type WitnessedLog = Pick<
  PublishedLog,
  "newest" | "at" | "lastSizes" | "witnessedSizes" | "cosignatures" | "addCosignatures" | "consistency"
>;

export interface AskInput {
  readonly log: WitnessedLog;
  readonly witnesses: readonly ConfiguredWitness[];
  readonly send: SendHttp;
  now(): EpochMs;
  readonly signal?: AbortSignal;
}

/** What came of asking one witness. */
export type AskOutcome = { readonly witness: string } & (
  | { readonly kind: "cosigned"; readonly size: number; readonly seconds: number; readonly isNew: boolean }
  /** It could not answer now. Nothing waits for it: the next time the newest head is asked for again. */
  | { readonly kind: "queued"; readonly why: string }
  /** It answered no. Somebody must look at it. */
  | { readonly kind: "alarm"; readonly alarm: WitnessAlarmKind; readonly message: string }
);

/** `rolled-back`: the witness saw a larger log; `split-view`: it saw another one; `refused`: it does not cosign for this log. */
export type WitnessAlarmKind = "rolled-back" | "split-view" | "refused";

const LIMITS = { bytes: 65_536, milliseconds: 15_000 };
const ATTEMPTS_MAX = 3;
/** A head that did not change is cosigned again after so long: it is still the newest one. */
const REFRESH_MS = 24 * 3_600_000;
const CLOCK_SECONDS_MAX = 300;

/**
 * Asks every witness to cosign the newest head and keeps what verifies beside it. One that is down delays nobody; one
 * that refuses is an alarm. Outcomes come in the order of the witnesses; none without a published head. Whoever cosigned
 * under an earlier key and missed its last head is asked for that one too.
 *
 * @throws AppError `cancelled`, or what the log throws when it cannot be read or written.
 */
export async function askWitnesses(input: AskInput): Promise<readonly AskOutcome[]> {
  const head = await input.log.newest();
  if (head === undefined) return [];
  const outcomes = [...(await askFor(head, input))];
  for (const [at, size] of input.log.lastSizes().entries()) {
    const last = size < head.checkpoint.size ? await input.log.at(size) : undefined;
    if (last === undefined) continue;
    const witnesses: ConfiguredWitness[] = [];
    for (const witness of input.witnesses) {
      const { size: cosigned } = await lastCosigned(keyOf(witness), last, input.log);
      if (cosigned < size && cosigned > (input.log.lastSizes()[at - 1] ?? 0)) witnesses.push(witness);
    }
    outcomes.push(...(await askFor(last, { ...input, witnesses })).map(unlessForgotten));
  }
  return outcomes;
}

/** A witness need not know a key for ever: that it forgot an earlier one is no alarm. */
function unlessForgotten(outcome: AskOutcome): AskOutcome {
  if (outcome.kind !== "alarm" || outcome.alarm !== "refused") return outcome;
  return { witness: outcome.witness, kind: "queued", why: outcome.message };
}

async function askFor(head: PublishedHead, input: AskInput): Promise<readonly AskOutcome[]> {
  const answers = await Promise.all(input.witnesses.map((witness) => askOne(witness, head, input)));
  const lines = answers.flatMap(({ line }) => (line === undefined ? [] : [`${line}\n`]));
  if (lines.length > 0) await input.log.addCosignatures(head.checkpoint.size, lines.join(""));
  return answers.map(({ outcome }) => outcome);
}

interface Answered {
  readonly outcome: AskOutcome;
  /** A cosignature to keep. */
  readonly line?: string;
}

async function askOne(witness: ConfiguredWitness, head: PublishedHead, input: AskInput): Promise<Answered> {
  const key = keyOf(witness);
  const { size } = head.checkpoint;
  const last = await lastCosigned(key, head, input.log);
  if (last.size === size && input.now() - last.seconds * 1_000 < REFRESH_MS) {
    return { outcome: { witness: key.name, kind: "cosigned", size, seconds: last.seconds, isNew: false } };
  }
  let oldSize = last.size;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const answer = await post({ witness, key, oldSize, head }, input);
    if (typeof answer !== "number") return answer;
    oldSize = answer;
  }
  return queued(key, `it named another size ${ATTEMPTS_MAX} times`);
}

/** The largest size up to the head that the witness cosigned, from what is kept; 0 when there is none. */
async function lastCosigned(
  key: NoteKey,
  head: PublishedHead,
  log: WitnessedLog,
): Promise<{ readonly size: number; readonly seconds: number }> {
  for (const size of await log.witnessedSizes()) {
    const kept = size <= head.checkpoint.size ? await log.at(size) : undefined;
    const seconds = kept === undefined ? undefined : newestOf(await log.cosignatures(size), kept, key)?.seconds;
    if (seconds !== undefined) return { size, seconds };
  }
  return { size: 0, seconds: 0 };
}

interface Question {
  readonly witness: ConfiguredWitness;
  readonly key: NoteKey;
  readonly oldSize: number;
  readonly head: PublishedHead;
}

/** One request. @returns what came of it, or the size from which the witness wants the proof. */
async function post(question: Question, { log, send, signal, now }: AskInput): Promise<Answered | number> {
  const { witness, key, oldSize, head } = question;
  const { root, proof } = await log.consistency(oldSize, head.checkpoint);
  const body = Buffer.from(formatAddCheckpoint({ oldSize, proof, checkpoint: head.text }));
  let answer: Awaited<ReturnType<SendHttp>>;
  try {
    answer = await send({
      method: "POST",
      url: `${witness.url.replace(/\/$/, "")}/add-checkpoint`,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body,
      limits: LIMITS,
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    return queued(key, error.message);
  }
  const text = Buffer.from(answer.body).toString("utf8");
  switch (answer.status) {
    case 200:
      return cosigned(question, text, now());
    case 409:
      return conflict(question, parseSizeAnswer(text), root);
    case 422:
      return alarm(key, "split-view", splitText(question, root));
    case 403:
    case 404:
      return alarm(key, "refused", `it does not cosign for ${head.checkpoint.origin} with this key (${answer.status})`);
    default:
      return queued(key, `it answered ${answer.status}`);
  }
}

function cosigned({ key, head }: Question, text: string, now: EpochMs): Answered {
  const found = newestOf(text, head, key);
  if (found === undefined) return queued(key, "its answer holds no cosignature that verifies");
  const ahead = Math.round(found.seconds - now / 1_000);
  if (Math.abs(ahead) > CLOCK_SECONDS_MAX) {
    return queued(key, `its clock and ours are ${Math.abs(ahead)} seconds apart; the cosignature was not kept`);
  }
  const { size } = head.checkpoint;
  return {
    outcome: { witness: key.name, kind: "cosigned", size, seconds: found.seconds, isNew: true },
    line: found.line,
  };
}

function conflict(question: Question, size: number | undefined, root: Uint8Array): Answered | number {
  const { key, oldSize, head } = question;
  if (size === undefined) return queued(key, "it answered 409 without a size");
  if (size > head.checkpoint.size) {
    const seen = `it cosigned a log of ${size} records; the newest head here has ${headText(head)}`;
    return alarm(key, "rolled-back", `${seen}. The log was rolled back, or the witness was shown another one.`);
  }
  if (size !== oldSize) return size;
  if (size === head.checkpoint.size) return alarm(key, "split-view", splitText(question, root));
  return queued(key, `it answered 409 with the size ${size} that was asked for`);
}

/** Both heads: the protocol does not tell the root that the witness has seen. */
function splitText({ oldSize, head }: Question, root: Uint8Array): string {
  const own = `here the first ${oldSize} records have root ${Buffer.from(root).toString("base64")}`;
  return `it cosigned a log of ${oldSize} records that this one does not continue; ${own}, the newest head has ${headText(head)}. Two histories were shown.`;
}

function headText({ checkpoint: { size, root } }: PublishedHead): string {
  return `${size} records and root ${Buffer.from(root).toString("base64")}`;
}

/** The newest genuine line of a witness in such lines. */
function newestOf(
  lines: string,
  { checkpoint }: PublishedHead,
  key: NoteKey,
): { readonly line: string; readonly seconds: number } | undefined {
  const text = checkpointText(checkpoint);
  const genuine = (parseCosignatureLines(lines) ?? []).flatMap((signature) => {
    const opened = openCosignature(text, signature, key);
    return opened.kind === "genuine" ? [{ line: formatSignatureLine(signature), seconds: opened.seconds }] : [];
  });
  return genuine.sort((a, b) => b.seconds - a.seconds)[0];
}

function queued({ name }: NoteKey, why: string): Answered {
  return { outcome: { witness: name, kind: "queued", why } };
}

function alarm({ name }: NoteKey, kind: WitnessAlarmKind, message: string): Answered {
  return { outcome: { witness: name, kind: "alarm", alarm: kind, message } };
}

function keyOf({ vkey }: ConfiguredWitness): NoteKey {
  const key = parseWitnessKey(vkey);
  if (key !== undefined) return key;
  throw new AppError({
    code: "bad-config",
    message: "lookback.yaml: witnesses: a key is not that of a witness",
    fix: "Copy the line that lookback witness init printed.",
  });
}
