import type { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { parseJson } from "../../base/parse-json.js";
import { textOf } from "../../base/pieces.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { FieldworkAct, type ToldAct } from "./acts.js";
import { AuditBody, type ToldAudit } from "./audit-terms.js";

type Reading = Pick<EvidenceStore, "records" | "openBlob">;

/** What was wished for under a key, and where it stands. */
export interface AnsweredWish {
  readonly asked: string;
  readonly index: number;
  readonly at: string;
  readonly body: AuditBody | FieldworkAct;
}

interface Place {
  readonly index: number;
  readonly hash: string;
}

/**
 * What the log says about audits and fieldwork, followed record by record: reading on costs what is new. A log that is
 * another one than before is read anew, for the log is right.
 */
export class FieldworkLog {
  #first: Place | undefined;
  #last: Place | undefined;
  readonly #audits: ToldAudit[] = [];
  readonly #acts = new Map<string, ToldAct[]>();
  readonly #wishes = new Map<string, AnsweredWish>();
  #following: Promise<void> = Promise.resolve();

  /** Decisions about audits, oldest first. */
  get audits(): readonly ToldAudit[] {
    return this.#audits;
  }

  /** The acts of one audit, oldest first. */
  of(audit: string): readonly ToldAct[] {
    return this.#acts.get(audit) ?? [];
  }

  /** What this person wished for under this key. */
  wish(by: string, key: string): AnsweredWish | undefined {
    return this.#wishes.get(`${by}\n${key}`);
  }

  /**
   * Reads what is new. An older view of the same log adds nothing; whoever calls at the same time waits.
   *
   * @param isNewest the evidence is open for writing: what it does not hold is not there, as after a restored copy.
   * @throws AppError `store-damaged` for a decision that this version cannot read: leaving it out could hide something.
   */
  follow(evidence: Reading, { isNewest = false }: { readonly isNewest?: boolean } = {}): Promise<void> {
    const next = this.#following.catch(() => undefined).then(() => this.#read(evidence, isNewest));
    this.#following = next;
    return next;
  }

  async #read(evidence: Reading, isNewest: boolean): Promise<void> {
    if (!(await this.#isSameLog(evidence, isNewest))) this.#forget();
    for await (const { index, record, leafHash } of evidence.records((this.#last?.index ?? -1) + 1)) {
      if (record.type === "decision" && (record.kind === "audit" || record.kind === "fieldwork")) {
        const body = parseJson(await textOf(evidence.openBlob(record.body)));
        if (record.kind === "audit") this.#tellAudit({ index, at: record.at, subject: record.subject }, body);
        else this.#tellAct({ index, at: record.at }, body);
      }
      this.#last = { index, hash: hexOf(leafHash) };
      this.#first ??= this.#last;
    }
  }

  async #isSameLog(evidence: Reading, isNewest: boolean): Promise<boolean> {
    const [first, last] = [this.#first, this.#last];
    if (first === undefined || last === undefined) return true;
    const there = await hashAt(evidence, last.index);
    if (there !== undefined) return there === last.hash;
    return !isNewest && (await hashAt(evidence, first.index)) === first.hash;
  }

  #tellAudit({ index, at, subject }: { index: number; at: string; subject: string }, said: unknown): void {
    const body = parsed(AuditBody, index, said);
    this.#audits.push({ index, at, audit: subject, body });
    this.#wishes.set(`${body.by}\n${body.key}`, { asked: body.asked, index, at, body });
  }

  #tellAct({ index, at }: { index: number; at: string }, said: unknown): void {
    const body = parsed(FieldworkAct, index, said);
    const known = this.#acts.get(body.audit);
    if (known === undefined) this.#acts.set(body.audit, [{ index, at, body }]);
    else known.push({ index, at, body });
    this.#wishes.set(`${body.by}\n${body.key}`, { asked: body.asked, index, at, body });
  }

  #forget(): void {
    this.#first = undefined;
    this.#last = undefined;
    this.#audits.length = 0;
    this.#acts.clear();
    this.#wishes.clear();
  }
}

async function hashAt(evidence: Reading, index: number): Promise<string | undefined> {
  for await (const { leafHash } of evidence.records(index)) return hexOf(leafHash);
  return undefined;
}

function parsed<T>(schema: z.ZodType<T>, index: number, said: unknown): T {
  const read = schema.safeParse(said);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new AppError({
    code: "store-damaged",
    // The path alone: what stands there may name somebody.
    message: `record ${index} holds a decision of fieldwork that cannot be read, at ${issue?.path.join(".") ?? "its start"}`,
    fix: "Run: lookback verify. If the record is whole, a newer version wrote it: use that one.",
  });
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex");
}
