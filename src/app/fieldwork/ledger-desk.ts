import { AppError } from "../../base/app-error.js";
import { canonicalJson, type Json } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { parseJson } from "../../base/parse-json.js";
import { textOf } from "../../base/pieces.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { recordDecision } from "../decisions/decisions.js";
import { FieldworkAct } from "./acts.js";
import { AuditBody } from "./audit-terms.js";
import { type AnsweredWish, FieldworkLog } from "./fieldwork-log.js";

type Reading = Pick<EvidenceStore, "records" | "openBlob">;
type Writing = Reading & Pick<EvidenceStore, "putBlob" | "append" | "publish">;

/** How the ledger is reached; implemented by the composition root. */
export interface LedgerPorts {
  read<T>(use: (evidence: Reading) => Promise<T>): Promise<T>;
  /** Opened for writing by nobody else at the time. */
  write<T>(use: (evidence: Writing) => Promise<T>): Promise<T>;
}

/** Something that somebody wants to be on record. */
export interface Wish {
  readonly by: string;
  readonly audit: string;
  /** Sent again under the same key it is answered again, and done once. */
  readonly key: string;
  /** Which kind of thing is wished for. */
  readonly what: string;
  /** What was sent. */
  readonly said: unknown;
  readonly at: Instant;
}

/** What a wish comes to, once everything before it is known. */
export interface Ruling {
  readonly kind: "audit" | "fieldwork";
  /** Place in the log's order of subjects: ids alone. */
  readonly subject: string;
  readonly body: AuditBody | FieldworkAct;
  /** A list that the decision names by its digest; recorded before it. */
  readonly list?: { readonly subject: string; readonly content: Json };
}

/** Fields that every decision carries about the wish behind it. */
export interface WishFacts {
  readonly by: string;
  readonly key: string;
  readonly asked: Sha256;
}

/** Reads and writes audits and fieldwork. */
export interface FieldworkDesk {
  /** What the log says now. */
  log(): Promise<FieldworkLog>;
  /**
   * Puts on record what `rule` makes of the wish: it sees the log as nobody else can change it meanwhile.
   *
   * @throws AppError `refused` when the key was used for another wish; what `rule` throws; `store-locked`.
   */
  record(wish: Wish, rule: (log: FieldworkLog, facts: WishFacts) => Ruling | Promise<Ruling>): Promise<AnsweredWish>;
  /** The content of a recorded list. @throws AppError `not-found` */
  list(digest: Sha256): Promise<unknown>;
}

/** The desk over a ledger, one write after another. */
export class LedgerDesk implements FieldworkDesk {
  readonly #ports: LedgerPorts;
  readonly #log = new FieldworkLog();
  #followed: Reading | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(ports: LedgerPorts) {
    this.#ports = ports;
  }

  async log(): Promise<FieldworkLog> {
    try {
      await this.#ports.read(async (evidence) => {
        // Evidence that is open for reading does not grow: what was followed to its end has nothing new.
        if (evidence === this.#followed) return;
        await this.#log.follow(evidence);
        this.#followed = evidence;
      });
    } catch (error) {
      // Before the first collecting there is no log, and nothing in it.
      if (!(error instanceof AppError && error.code === "not-found")) throw error;
    }
    return this.#log;
  }

  record(wish: Wish, rule: (log: FieldworkLog, facts: WishFacts) => Ruling | Promise<Ruling>): Promise<AnsweredWish> {
    const next = this.#writing.catch(() => undefined).then(() => this.#record(wish, rule));
    this.#writing = next;
    return next;
  }

  async list(digest: Sha256): Promise<unknown> {
    return this.#ports.read(async (evidence) => parseJson(await textOf(evidence.openBlob(digest))));
  }

  #record(wish: Wish, rule: Parameters<LedgerDesk["record"]>[1]): Promise<AnsweredWish> {
    const { by, key, at } = wish;
    const facts: WishFacts = { by, key, asked: askedOf(wish) };
    return this.#ports.write(async (evidence) => {
      await this.#log.follow(evidence, { isNewest: true });
      const known = this.#log.wish(by, key);
      if (known !== undefined) return sameWish(known, facts);
      const { kind, subject, body, list } = checked(await rule(this.#log, facts));
      if (list !== undefined) {
        await recordDecision(evidence, { kind: "frozen-list", subject: list.subject, body: list.content, at });
      }
      await recordDecision(evidence, { kind, subject, body, at });
      await evidence.publish();
      await this.#log.follow(evidence, { isNewest: true });
      const recorded = this.#log.wish(by, key);
      if (recorded === undefined) throw new TypeError("a decision was recorded and is not in the log");
      return recorded;
    });
  }
}

/** What could not be read again would end all reading. @throws z.ZodError naming the place. */
function checked({ body, ...ruling }: Ruling): Ruling {
  return { ...ruling, body: ruling.kind === "audit" ? AuditBody.parse(body) : FieldworkAct.parse(body) };
}

function askedOf({ audit, what, said }: Wish): Sha256 {
  const content: Json = JSON.parse(JSON.stringify(said));
  return sha256(canonicalJson({ audit, what, said: content }));
}

function sameWish(known: AnsweredWish, { asked }: WishFacts): AnsweredWish {
  if (known.asked === asked) return known;
  throw new AppError({
    code: "refused",
    message: `the key of this request was used before, for another one (record ${known.index} of the log)`,
    fix: "Use a new key for each thing you want to be on record, and the same one only to send it again.",
  });
}
