import type { z } from "zod";
import type { Sha256 } from "../base/digest.js";
import type { Instant } from "../base/instant.js";
import { parseJson } from "../base/parse-json.js";
import { blobPath } from "../ledger/layout.js";
import type { LedgerRecord } from "../ledger/record.js";
import { approvalProblem, keepsEvidence, ShredApproval, ShredBasis } from "../ledger/shredding.js";
import type { RecordChecker } from "./check-records.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

type Shred = Extract<LedgerRecord, { type: "shred" }>;

interface FailingResult {
  readonly where: string;
  readonly outcome: string;
  readonly asOf: Instant;
}

/** Checks destructions: that two people wanted exactly this one, and that no failure was destroyed with it. */
export class ShredChecker {
  readonly #findings: Findings;
  /** Places of the records of every blob that holds evidence, redacted copies and questions in plain included. */
  readonly #evidence = new Map<Sha256, number[]>();
  /** Places and blobs of the sealed evidence that each question is of. */
  readonly #questions = new Map<Sha256, { readonly index: number; readonly of: Sha256 }[]>();
  /** Results by the place of the evidence that they rest on; only those that keep it for a while. */
  readonly #failing = new Map<number, FailingResult[]>();
  readonly #shreds: { readonly where: string; readonly record: Shred; readonly approvable: readonly Sha256[] }[] = [];

  constructor(records: RecordChecker, findings: Findings) {
    this.#findings = findings;
    records.observe((index, record) => this.#see(index, record));
  }

  /** Reads basis and approval of every destruction. Returns sentences on those that are left out for this recipient. */
  async check({
    source,
    withheld,
  }: {
    readonly source: EvidenceSource;
    readonly withheld: ReadonlySet<string>;
  }): Promise<readonly string[]> {
    let unread = 0;
    for (const { where, record, approvable } of this.#shreds) {
      if (withheld.has(record.basis) || withheld.has(record.approvedBy)) unread += 1;
      else {
        const problem = await problemOf(record, approvable, source);
        if (problem !== undefined) this.#findings.error("SHRED_UNAPPROVED", where, problem);
      }
    }
    return unread === 0
      ? []
      : [`Who approved ${unread} destructions of evidence: that was left out for this recipient.`];
  }

  #see(index: number, record: LedgerRecord): void {
    switch (record.type) {
      case "evidence":
        noteIn(this.#evidence, record.sha256, index);
        if (record.class === "enc") noteIn(this.#questions, record.source.asked, { index, of: record.sha256 });
        else noteIn(this.#evidence, record.source.asked, index);
        break;
      case "derived":
        noteIn(this.#evidence, record.to, index);
        break;
      case "result":
        this.#noteResult(`record ${index}`, record);
        break;
      case "shred":
        this.#seeShred(`record ${index}`, record);
        break;
      default:
        break;
    }
  }

  #noteResult(where: string, { outcome, asOf, inputs }: Extract<LedgerRecord, { type: "result" }>): void {
    if (!keepsEvidence({ outcome, asOf }, asOf)) return;
    for (const input of inputs) noteIn(this.#failing, input, { where, outcome, asOf });
  }

  #seeShred(where: string, record: Shred): void {
    this.#shreds.push({ where, record, approvable: this.#approvable(record) });
    for (const target of record.targets) {
      const places = [
        ...(this.#evidence.get(target) ?? []),
        ...(this.#questions.get(target) ?? []).map(({ index }) => index),
      ];
      if (places.length === 0) {
        this.#findings.error("RECORD_REF", where, `destroys blob ${target}, which is no earlier evidence`);
      }
      const kept = places.flatMap((place) => this.#failing.get(place) ?? []);
      const by = kept.find((result) => keepsEvidence(result, record.at));
      if (by === undefined) continue;
      const message = `destroys blob ${target}, on which the result in ${by.where} (${by.outcome}) rests`;
      this.#findings.error("SHRED_IN_PERIOD", where, message);
    }
  }

  /** Targets that an approval must name: all but the questions that go with the evidence they are of. */
  #approvable({ targets }: Shred): readonly Sha256[] {
    const going = new Set(targets);
    const goesAlong = (target: Sha256) => this.#questions.get(target)?.every((question) => going.has(question.of));
    return targets.filter((target) => this.#evidence.has(target) || goesAlong(target) !== true);
  }
}

async function problemOf(
  record: Shred,
  approvable: readonly Sha256[],
  source: EvidenceSource,
): Promise<string | undefined> {
  const basis = await readBlob(source, record.basis, ShredBasis);
  if (basis === undefined) return "its basis is missing or cannot be read";
  const approval = await readBlob(source, record.approvedBy, ShredApproval);
  if (approval === undefined) return "its approval is missing or cannot be read";
  return approvalProblem(record, { basis, approval, evidence: approvable });
}

function noteIn<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key) ?? [];
  values.push(value);
  map.set(key, values);
}

async function readBlob<T>(source: EvidenceSource, digest: Sha256, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = await source.read(blobPath(digest));
  return bytes === undefined ? undefined : schema.safeParse(parseJson(Buffer.from(bytes).toString("utf8"))).data;
}
