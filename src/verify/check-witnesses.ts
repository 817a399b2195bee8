import { checkpointText, formatVerifierKey } from "../ledger/checkpoint.js";
import { checkpointPath, LAYOUT } from "../ledger/layout.js";
import { allKeys, type LogKeys } from "../ledger/log-keys.js";
import { SIGNATURES_MAX } from "../ledger/note.js";
import { openCosignature, parseCosignatureLines } from "../ledger/witness/cosignature.js";
import { isQuorum, POLICY_FILE, parsePolicy, quorumText, type WitnessPolicy } from "../ledger/witness/policy.js";
import type { SignedHead } from "./check-checkpoints.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

export interface WitnessInput {
  readonly source: EvidenceSource;
  readonly keys: LogKeys;
  readonly heads: readonly SignedHead[];
  /** Up to this size the auditor has seen the log: 0 without a pinned head. */
  readonly seenSize: number;
  /** The policy of the pin: then a missing cosignature is an error. Without it the folder's own policy is read. */
  readonly pinned: WitnessPolicy | undefined;
  /** Milliseconds since 1970; without it no cosignature is from the future. */
  readonly now: number | undefined;
}

/** What witnesses said of a log. */
export interface Witnessed {
  readonly policy: "pinned" | "own" | "none";
  /** What the quorum asks for, in words. */
  readonly quorum: string;
  /** The largest head that a quorum cosigned, and when it was first and last cosigned, in seconds since 1970. */
  readonly newest: { readonly size: number; readonly from: number; readonly until: number } | undefined;
  /** Lines whose signer no policy names. */
  readonly unknownLines: number;
}

/** How far a witness's clock may be ahead of the verifier's. */
const SKEW_SECONDS = 120;

/**
 * Checks the cosignatures beside every checkpoint against the policy: each line of a known witness must verify, no
 * witness may have gone back, and the newest head must have its quorum. So must the last head of every earlier key that
 * the auditor has not seen: to a witness each key is another log, and nothing it cosigns under the next one says
 * anything of what came before.
 */
export async function checkWitnesses(input: WitnessInput, findings: Findings): Promise<Witnessed> {
  const policy = input.pinned ?? (await ownPolicy(input, findings));
  if (policy === undefined) return { policy: "none", quorum: "none", newest: undefined, unknownLines: 0 };
  const kind = input.pinned === undefined ? "own" : "pinned";
  const book = new CosignatureBook(policy, input.now, findings);
  const heads = distinct(input.heads);
  for (const head of heads) {
    const path = `${checkpointPath(head.checkpoint.size)}.cosig`;
    const bytes = await input.source.read(path);
    if (bytes !== undefined) book.read(path, Buffer.from(bytes).toString("utf8"), head);
  }
  await strayFiles(input.source, heads, findings);
  book.checkOrder();
  const newest = book.newest();
  const quorum = quorumText(policy);
  const report = (size: number, message: string) => {
    if (kind === "pinned") findings.error("CP_WITNESS_QUORUM", `checkpoint ${size}`, message);
    else findings.info("INFO_WITNESS_LAG", `checkpoint ${size}`, message);
  };
  const last = heads.at(-1)?.checkpoint.size ?? 0;
  for (const { size } of input.keys.earlier) {
    if (size <= input.seenSize || size >= last || book.hasQuorum(size)) continue;
    report(size, `the last head of an earlier key lacks its witnesses: ${quorum}; they never compared what it covers`);
  }
  if (policy.quorum !== "none" && heads.length > 0 && newest?.size !== last) {
    const seen = newest === undefined ? "no head has it" : `the newest head that has it is of size ${newest.size}`;
    report(last, `the newest head lacks its witnesses: ${quorum}; ${seen}`);
  }
  return { policy: policy.quorum === "none" ? "none" : kind, quorum, newest, unknownLines: book.unknownLines };
}

/** One cosignature. */
interface Said {
  readonly name: string;
  readonly origin: string;
  readonly size: number;
  readonly seconds: number;
}

/** Cosignatures read so far, by witness. */
class CosignatureBook {
  unknownLines = 0;
  /** By name and name of the log: under each key of its own the log begins anew for a witness. */
  readonly #byWitness = new Map<string, Said[]>();
  /** For every size the first and the last time each witness cosigned it. */
  readonly #bySize = new Map<number, Map<string, { readonly first: number; readonly last: number }>>();
  readonly #policy: WitnessPolicy;
  readonly #now: number | undefined;
  readonly #findings: Findings;

  constructor(policy: WitnessPolicy, now: number | undefined, findings: Findings) {
    this.#policy = policy;
    this.#now = now;
    this.#findings = findings;
  }

  read(path: string, lines: string, { checkpoint }: SignedHead): void {
    const signatures = parseCosignatureLines(lines);
    if (signatures === undefined) {
      this.#findings.error("CP_FORMAT", path, "a line is no signature");
      return;
    }
    if (signatures.length > SIGNATURES_MAX) {
      this.#findings.error("LIMIT", path, `${signatures.length} lines, ${SIGNATURES_MAX} are read`);
      return;
    }
    const text = checkpointText(checkpoint);
    for (const signature of signatures) {
      let isKnown = false;
      for (const { name, key } of this.#policy.witnesses) {
        const opened = openCosignature(text, signature, key);
        if (opened.kind === "of-another") continue;
        isKnown = true;
        if (opened.kind === "genuine") this.#note(path, { ...checkpoint, name, seconds: opened.seconds });
        else this.#findings.error("CP_NOTE", path, `the line of witness ${name} does not verify`);
      }
      if (!isKnown) this.unknownLines += 1;
    }
  }

  /** A cosignature says "the largest I have seen": a smaller size later on means that the witness went back. */
  checkOrder(): void {
    for (const each of this.#byWitness.values()) {
      const sorted = [...each].sort((a, b) => a.size - b.size || a.seconds - b.seconds);
      for (const [at, { name, size, seconds }] of sorted.entries()) {
        const before = sorted[at - 1];
        if (before === undefined || before.size === size || before.seconds <= seconds) continue;
        const message = `${name} cosigned size ${size} at ${seconds} and the smaller ${before.size} later, at ${before.seconds}`;
        this.#findings.error("WITNESS_ORDER", `checkpoint ${size}`, message);
      }
    }
  }

  hasQuorum(size: number): boolean {
    return isQuorum(this.#policy, new Set(this.#bySize.get(size)?.keys() ?? []));
  }

  newest(): Witnessed["newest"] {
    if (this.#policy.quorum === "none") return undefined;
    const size = [...this.#bySize.keys()].sort((a, b) => b - a).find((each) => this.hasQuorum(each));
    if (size === undefined) return undefined;
    const times = [...(this.#bySize.get(size)?.values() ?? [])];
    return {
      size,
      from: Math.min(...times.map(({ first }) => first)),
      until: Math.max(...times.map(({ last }) => last)),
    };
  }

  #note(path: string, said: Said): void {
    const { name } = said;
    if (this.#now !== undefined && said.seconds > this.#now / 1_000 + SKEW_SECONDS) {
      const message = `${name} cosigned at ${said.seconds}, which is after now`;
      this.#findings.error("WITNESS_TIME", path, message);
      return;
    }
    const log = `${name} ${said.origin}`;
    this.#byWitness.set(log, [...(this.#byWitness.get(log) ?? []), said]);
    const cosigned = this.#bySize.get(said.size) ?? new Map();
    const { first, last } = cosigned.get(name) ?? { first: said.seconds, last: said.seconds };
    const times = { first: Math.min(first, said.seconds), last: Math.max(last, said.seconds) };
    this.#bySize.set(said.size, cosigned.set(name, times));
  }
}

async function ownPolicy({ source, keys }: WitnessInput, findings: Findings): Promise<WitnessPolicy | undefined> {
  const bytes = await source.read(POLICY_FILE);
  if (bytes === undefined) return undefined;
  const parsed = parsePolicy(Buffer.from(bytes).toString("utf8"));
  if (!parsed.ok) {
    findings.error("WITNESS_POLICY", POLICY_FILE, `line ${parsed.line}: ${parsed.reason}`);
    return undefined;
  }
  return isForLog(parsed.policy, allKeys(keys).map(formatVerifierKey), findings) ? parsed.policy : undefined;
}

function isForLog({ logs }: WitnessPolicy, logKeys: readonly string[], findings: Findings): boolean {
  const isNamed = logs.length === 0 || logs.some((log) => logKeys.includes(formatVerifierKey(log)));
  if (!isNamed) findings.error("WITNESS_POLICY", POLICY_FILE, "the policy is for another log");
  return isNamed;
}

/** One head per size, the smallest first. Two roots of one size are reported elsewhere; the first one stands here. */
function distinct(heads: readonly SignedHead[]): readonly SignedHead[] {
  const bySize = new Map<number, SignedHead>();
  for (const head of heads) if (!bySize.has(head.checkpoint.size)) bySize.set(head.checkpoint.size, head);
  return [...bySize.values()].sort((a, b) => a.checkpoint.size - b.checkpoint.size);
}

async function strayFiles(source: EvidenceSource, heads: readonly SignedHead[], findings: Findings): Promise<void> {
  const expected = new Set(heads.map(({ checkpoint }) => `${checkpointPath(checkpoint.size)}.cosig`));
  for (const path of (await source.list(LAYOUT.checkpoints)).files) {
    if (!path.endsWith(".cosig") || expected.has(path)) continue;
    findings.error("LOG_EXTRA_FILE", path, "no checkpoint of this size stands beside it");
  }
}
