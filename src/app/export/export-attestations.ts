import { AppError } from "../../base/app-error.js";
import { type Instant, instantOf } from "../../base/instant.js";
import { type CollectionRun, collectionRuns } from "../../ledger/attestation/collection-runs.js";
import type { Envelope } from "../../ledger/attestation/envelope.js";
import { bundleText } from "../../ledger/attestation/sigstore-bundle.js";
import { collectionStatement } from "../../ledger/attestation/statement.js";
import type { Attester } from "../../store/ledger/attester.js";
import type { StampingPort } from "../timestamps/stamping-port.js";
import { periodOf } from "../workspace/calendar.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { AttestationStamps, type SignatureStamp } from "./attestation-stamps.js";
import { exportPlace } from "./export-files.js";

export interface AttestInput {
  readonly open: Pick<OpenWorkspace, "workspace" | "evidence" | "files" | "root">;
  /** When the workspace names a time-stamp authority, its ledger must be open for writing. */
  readonly stamping: StampingPort;
  readonly attester: Pick<Attester, "sizes" | "head" | "sign" | "publicKeyPem">;
  /** Folder to write to; by default `reports/export/attestations` in the workspace. */
  readonly out: string | undefined;
  readonly signal?: AbortSignal;
}

/** One attestation that was written. */
export interface WrittenAttestation {
  readonly file: string;
  /** When the run began, by our clock. */
  readonly at: Instant;
  readonly sources: number;
  readonly subjects: number;
  /** Outside time of the signature; `undefined`: it says nothing about time. */
  readonly stampedAt: Instant | undefined;
}

export interface AttestReport {
  /** Names of the files, in the order written. */
  readonly files: readonly string[];
  readonly attestations: readonly WrittenAttestation[];
  readonly keyHint: string;
  /** Runs that no signed head of the log covers yet: they cannot be attested. */
  readonly unsigned: number;
  /** Why attestations are without an outside time; `undefined` when none is. */
  readonly untimed:
    | { readonly reason: "no-authority" }
    | { readonly reason: "held-back"; readonly until: Instant }
    | { readonly reason: "failed"; readonly message: string; readonly fix: string }
    | undefined;
}

/** The public half of the key, for tools that do not know our key line. */
const KEY_FILE = "log-key.pem";

interface Signed {
  readonly run: CollectionRun;
  readonly envelope: Envelope;
  readonly subjects: number;
}

/**
 * Writes one signed attestation for every run since the period began: an in-toto statement of what was received, as a
 * Sigstore bundle. Each rests on the first signed head that covers its run, so a longer log gives the same files and
 * more of them; the same ledger and the same time-stamps give the same bytes. A time-stamp is asked for at most twice an
 * hour, newest run first, and kept; an attestation without one is written all the same and says nothing about time.
 *
 * @throws AppError `not-found` when nothing was collected since the period began, `bad-config` for roots that cannot be
 * read, `store-damaged`, `cancelled`.
 */
export async function exportAttestations(input: AttestInput): Promise<AttestReport> {
  const { open, attester, out } = input;
  const { signed, unsigned } = await signedRuns(input);
  const [first] = signed;
  if (first === undefined) throw nothingToAttest(unsigned);
  const stamps = await AttestationStamps.open(open, input.stamping);
  const { times, untimed } = await stampedSignatures(signed, stamps, input.signal);
  const place = exportPlace(open, { kind: "attestations", out });
  const files = [await place.write(KEY_FILE, attester.publicKeyPem())];
  const attestations: WrittenAttestation[] = [];
  for (const { run, envelope, subjects } of signed) {
    const stamp = times.get(run.first);
    const file = await place.write(fileName(run), bundleText(envelope, stamp === undefined ? [] : [stamp.response]));
    const sources = run.ended.length + run.unfinished.length;
    files.push(file);
    attestations.push({ file, at: run.at, sources, subjects, stampedAt: stamp?.genTime });
  }
  return { files, attestations, keyHint: first.envelope.keyHint, unsigned, untimed };
}

async function signedRuns({
  open: { workspace, evidence },
  attester,
}: AttestInput): Promise<{ readonly signed: readonly Signed[]; readonly unsigned: number }> {
  const { start } = periodOf(workspace.audit.period, workspace.organisation.time_zone);
  const from = instantOf(start);
  const sizes = await attester.sizes();
  const signed: Signed[] = [];
  let unsigned = 0;
  for await (const run of collectionRuns(evidence.records(), sizes)) {
    if (run.at < from) continue;
    const size = sizes.find((each) => each > run.last);
    if (size === undefined) {
      unsigned += 1;
      continue;
    }
    const statement = collectionStatement(run, await attester.head(size));
    signed.push({ run, envelope: attester.sign(statement), subjects: statement.subject.length });
  }
  return { signed, unsigned };
}

/** Time-stamps by the place of a run's first record. Asking ends with the first that is not given. */
async function stampedSignatures(
  signed: readonly Signed[],
  stamps: AttestationStamps,
  signal: AbortSignal | undefined,
): Promise<{ readonly times: ReadonlyMap<number, SignatureStamp>; readonly untimed: AttestReport["untimed"] }> {
  const times = new Map<number, SignatureStamp>();
  let untimed: AttestReport["untimed"];
  for (const { run, envelope } of [...signed].reverse()) {
    const kept = await stamps.kept(envelope.signature);
    if (kept !== undefined) times.set(run.first, kept);
    else if (!stamps.canAsk) untimed = { reason: "no-authority" };
    else if (untimed === undefined) {
      const asked = await stamps.ask(envelope.signature, signal);
      if (asked.kind === "stamped") {
        times.set(run.first, { response: asked.response, genTime: asked.stamp.genTime });
      } else if (asked.kind === "held-back") {
        untimed = { reason: "held-back", until: asked.until };
      } else {
        untimed = { reason: "failed", message: asked.message, fix: asked.fix };
      }
    }
  }
  return { times, untimed };
}

/** Twelve digits, so that names sort by place in the log. */
function fileName({ first }: CollectionRun): string {
  return `run-${String(first).padStart(12, "0")}.sigstore.json`;
}

function nothingToAttest(unsigned: number): AppError {
  return new AppError({
    code: "not-found",
    message:
      unsigned === 0
        ? "nothing was collected since the period began"
        : `no signed head of the log covers the ${unsigned} runs since the period began`,
    fix: "Run: lookback collect. Its end signs the log; then export again.",
  });
}
