import { AppError } from "../../base/app-error.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import type { Checkpoint, LogVerifier } from "../../ledger/checkpoint.js";
import {
  cosignedAnswer,
  judgeAddCheckpoint,
  openAddCheckpoint,
  type WitnessAlarm,
} from "../../ledger/witness/add-checkpoint.js";
import type { WitnessSigner } from "../../ledger/witness/cosignature.js";

/** What a witness keeps of one log: the largest head it cosigned, the log's signed text, and when. */
export interface WitnessedHead {
  readonly checkpoint: Checkpoint;
  /** The whole signed checkpoint. */
  readonly signed: string;
  /** Time of the newest cosignature, in seconds since 1970. */
  readonly seconds: number;
}

/** What a witness remembers. Whatever `remember` has returned for survives a crash and a loss of power. */
export interface WitnessMemory {
  /** Keys trusted for the log of this origin; none for a log that is not known. */
  keysOf(origin: string): Promise<readonly LogVerifier[]>;
  seen(origin: string): Promise<WitnessedHead | undefined>;
  remember(head: WitnessedHead): Promise<void>;
}

export interface WitnessParts {
  readonly signer: WitnessSigner;
  readonly memory: WitnessMemory;
  now(): EpochMs;
  /** One line or more for whoever runs the witness. */
  report(text: string): void;
}

export interface WitnessRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: Uint8Array;
}

export interface WitnessResponse {
  readonly status: number;
  readonly media: string;
  readonly body: string;
}

const PLAIN = "text/plain; charset=utf-8";
/** A clock may be set back by so much before the witness stops: its cosignatures must never go back in time. */
const BACKWARDS_SECONDS_MAX = 60;

/**
 * A witness of transparency logs (C2SP tlog-witness). For every log it cosigns heads that only ever grow; between its
 * looking at what it saw and its storing what it sees nobody else can, so two requests at once never get cosignatures
 * that disagree. After a failed write it cosigns nothing more until it is started again.
 */
export class Witness {
  readonly #parts: WitnessParts;
  /** The last request of every log that is being answered. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #stopped = false;

  constructor(parts: WitnessParts) {
    this.#parts = parts;
  }

  async answer({ method, path, body }: WitnessRequest): Promise<WitnessResponse> {
    if (path !== "/add-checkpoint") return plain(404, "there is only POST /add-checkpoint");
    if (method !== "POST") return plain(405, "only POST is answered");
    const text = decode(body);
    return text === undefined ? plain(400, "the body is not UTF-8") : this.#addCheckpoint(text);
  }

  async #addCheckpoint(body: string): Promise<WitnessResponse> {
    const origin = originOf(body);
    const keys = origin === undefined ? [] : await this.#parts.memory.keysOf(origin);
    const opened = openAddCheckpoint(body, (named) => (named === origin ? keys : []));
    if (!opened.ok) return opened.answer;
    return this.#inTurn(opened.checkpoint.origin, () => this.#judge(opened));
  }

  async #judge(opened: Parameters<typeof judgeAddCheckpoint>[0]): Promise<WitnessResponse> {
    if (this.#stopped) return plain(503, "the witness stopped after a failed write");
    const { memory, signer, report } = this.#parts;
    const seen = await memory.seen(opened.checkpoint.origin);
    const verdict = judgeAddCheckpoint(opened, seen?.checkpoint);
    if (verdict.kind === "refused") {
      if (verdict.alarm !== undefined) report(alarmText(opened.checkpoint.origin, verdict.alarm, seen));
      return verdict.answer;
    }
    const seconds = this.#seconds(seen);
    if (seconds === undefined) return plain(503, "the clock of the witness was set back");
    try {
      await memory.remember({ checkpoint: verdict.seen, signed: verdict.signed, seconds });
    } catch (error) {
      this.#stopped = true;
      report(`stopped: ${error instanceof AppError ? error.message : "what was seen could not be stored"}`);
      return plain(500, "what was seen could not be stored; nothing was cosigned");
    }
    report(`cosigned ${verdict.seen.origin} size ${verdict.seen.size}`);
    return cosignedAnswer(verdict.text, { signer, seconds });
  }

  /** Never earlier than the last cosignature for this log; `undefined` when the clock went back too far for that. */
  #seconds(seen: WitnessedHead | undefined): number | undefined {
    const now = Math.floor(this.#parts.now() / 1_000);
    const last = seen?.seconds ?? 0;
    if (last - now <= BACKWARDS_SECONDS_MAX) return Math.max(now, last);
    this.#parts.report(`not cosigned: the clock says ${instantOf(now * 1_000)}, the last cosignature is later`);
    return undefined;
  }

  /** One after the other for each log; an error of one is not an error of the next. */
  #inTurn<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#turns.get(origin) ?? Promise.resolve()).then(work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(origin, settled);
    void settled.then(() => {
      if (this.#turns.get(origin) === settled) this.#turns.delete(origin);
    });
    return mine;
  }
}

/** The first line of the checkpoint in a request: which keys to look up. Nothing is believed yet. */
function originOf(body: string): string | undefined {
  const end = body.indexOf("\n\n");
  const origin = end < 0 ? "" : (body.slice(end + 2).split("\n", 1)[0] ?? "");
  return origin === "" || origin.length > 200 ? undefined : origin;
}

function alarmText(origin: string, { seen, signed }: WitnessAlarm, kept: WitnessedHead | undefined): string {
  return [
    `ALARM ${origin}: a signed head does not go with the one of size ${seen.size} that was cosigned, or its proof is wrong.`,
    "If no proof can be made, the log was rolled back or shows two histories. Keep both texts:",
    kept?.signed ?? "(nothing was cosigned before)",
    signed,
  ].join("\n");
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function plain(status: number, line: string): WitnessResponse {
  return { status, media: PLAIN, body: `${line}\n` };
}
