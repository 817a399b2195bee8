import { parseLeaf } from "../ledger/leaf.js";
import { leafHash, MerkleTree } from "../ledger/merkle.js";
import { blobsOf, type LedgerRecord } from "../ledger/record.js";
import { ShreddedBlobs } from "../ledger/shredded-blobs.js";
import type { Findings } from "./report.js";

/** A blob that some record needs. */
export interface BlobClaim {
  readonly where: string;
  readonly size: number | undefined;
}

/** Checks records one after the other and keeps what later checks need. */
export class RecordChecker {
  readonly tree = new MerkleTree();
  /** The first record that names each blob, and the size where one says it. */
  readonly blobs = new Map<string, BlobClaim>();
  readonly counters = new Map<string, number>();
  readonly #shredded = new ShreddedBlobs();
  readonly #findings: Findings;
  /** Stream of every evidence record by place. */
  readonly #evidence = new Map<number, string>();
  #anchor: LedgerRecord["anchor"];
  readonly #observers: ((index: number, record: LedgerRecord) => void)[] = [];

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Blobs that are gone on purpose, as far as records were checked. */
  get shredded(): ReadonlySet<string> {
    return this.#shredded.all();
  }

  /** The blobs that records need, and those they say were destroyed. */
  found(): Pick<RecordChecker, "blobs" | "shredded"> {
    return { blobs: this.blobs, shredded: this.shredded };
  }

  /** Lets a further check see every record that could be read, in order, after those here. */
  observe(observer: (index: number, record: LedgerRecord) => void): void {
    this.#observers.push(observer);
  }

  check(index: number, leaf: Uint8Array): void {
    const where = `record ${index}`;
    this.tree.append(leafHash(leaf));
    const parsed = parseLeaf(leaf);
    if (!parsed.ok) {
      this.#findings.error(parsed.problem, where, parsed.message);
      return;
    }
    const { record } = parsed;
    this.#checkCounter(where, record);
    this.#checkAnchor(where, index, record);
    this.#checkReferences(where, index, record);
    this.#noteBlobs(where, record);
    if (record.type === "evidence") this.#evidence.set(index, record.stream);
    for (const observer of this.#observers) observer(index, record);
  }

  #checkCounter(where: string, { stream, n }: LedgerRecord): void {
    const expected = (this.counters.get(stream) ?? 0) + 1;
    if (n !== expected) {
      this.#findings.error("STREAM_GAP", where, `number ${n} of stream ${stream}, expected ${expected}`);
    }
    this.counters.set(stream, n);
  }

  /** From the first logged time-stamp on, every record names the newest one: it cannot be older than that. */
  #checkAnchor(where: string, index: number, record: LedgerRecord): void {
    const [named, newest] = [record.anchor, this.#anchor];
    if (named?.tsr !== newest?.tsr || named?.size !== newest?.size || named?.root !== newest?.root) {
      this.#findings.error("ANCHOR_REQUIRED", where, "the record does not name the newest time-stamp before it");
    }
    if (record.type !== "anchor") return;
    const isPast = record.size <= index;
    if (!isPast || Buffer.from(this.tree.root(record.size)).toString("hex") !== record.root) {
      this.#findings.error("ANCHOR_ROOT", where, `the root at size ${record.size} is another one`);
    }
    this.#anchor = { size: record.size, root: record.root, tsr: record.tsr };
  }

  #checkReferences(where: string, index: number, record: LedgerRecord): void {
    const report = (message: string) => this.#findings.error("RECORD_REF", where, message);
    if (record.type === "run" && record.outcome === "unchanged" && this.#evidence.get(record.same) !== record.stream) {
      report(`record ${record.same} is no earlier capture of stream ${record.stream}`);
    }
    if (record.type === "supersede" && record.replaces >= index) {
      report(`record ${record.replaces} cannot be replaced before it was written`);
    }
  }

  #noteBlobs(where: string, record: LedgerRecord): void {
    this.#shredded.see(record);
    for (const { sha256, size } of blobsOf(record)) {
      const known = this.blobs.get(sha256);
      if (known?.size !== undefined && size !== undefined && known.size !== size) {
        this.#findings.error("BLOB_SIZE", where, `${size} bytes here, ${known.size} in ${known.where}`);
      }
      if (known?.size !== undefined || (known !== undefined && size === undefined)) continue;
      this.blobs.set(sha256, { where: known?.where ?? where, size });
    }
  }
}
