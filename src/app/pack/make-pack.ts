import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { parseSha256, sha256 } from "../../base/digest.js";
import { type EpochMs, type Instant, msOf } from "../../base/instant.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { renderAuditHtml } from "../../reports/audit/html/render-audit-html.js";
import { renderAuditJson } from "../../reports/audit/json.js";
import type { AuditReport } from "../../reports/audit/model.js";
import { renderPackViewer } from "../../reports/pack/render-pack-viewer.js";
import type { CapturedEvidence } from "../../store/ledger/contract.js";
import type { EvidenceSource } from "../../verify/source.js";
import { buildReport } from "../audit/build-report.js";
import { type Performed, performTests } from "../results/perform-tests.js";
import { recordResults } from "../results/record-results.js";
import { logWorkspace, type WorkspaceFile } from "../results/workspace-files.js";
import type { FilePort, OpenWorkspace, ReadableWorkspace } from "../workspace/open-workspace.js";
import { baggedMembers } from "./bag.js";
import { loggedAt, promisedAt } from "./logged-at.js";
import { type Audience, hashedMembers, logMembers, type PackMember, textMember } from "./pack-members.js";
import { packReadme } from "./pack-readme.js";
import { viewerModel } from "./viewer-model.js";

/** What making a pack needs of the world. */
export interface PackWorld {
  /** The evidence folder of the workspace. */
  readonly source: EvidenceSource;
  /** The files in which the workspace says what it promises. */
  readonly promises: readonly WorkspaceFile[];
  /** A folder of its own for what is made on the way. */
  readonly staging: { readonly files: FilePort; readonly source: EvidenceSource };
  /** The single-file verifier. */
  readonly verifier: Uint8Array;
  /** Opens the workspace as it stood at an earlier size, with these files. */
  past(size: number, files: readonly WorkspaceFile[]): Promise<ReadableWorkspace & { close(): Promise<void> }>;
  writeZip(
    target: string,
    members: Iterable<PackMember>,
  ): Promise<{ readonly sha256: string; readonly sizeBytes: number }>;
}

export interface MakePack {
  readonly open: OpenWorkspace;
  readonly world: PackWorld;
  readonly audience: Audience;
  /** Who gets it, as the log keeps it in a blob. */
  readonly recipient: string;
  /** The archive to write. */
  readonly out: string;
  readonly at: Instant;
  /** Pack the log as it was at this signed size; without it, test, record, sign and pack all of it. */
  readonly size?: number;
  /** Judge as of this moment; without it, of the newest evidence. Not together with `size`. */
  readonly asOf?: EpochMs;
  progress?(what: string): void;
  /** Called once a new head is signed and before it is packed: outsiders may say that they saw it. */
  published?(): Promise<void>;
}

export interface MadePack {
  readonly file: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Records of the log in it. */
  readonly size: number;
  readonly rootHex: string;
  /** Results that were recorded for it. */
  readonly recorded: number;
  readonly files: number;
}

/**
 * Performs every test, records the results, and writes the log, what it names and what proves it into one archive; then
 * records who it is for. The same size gives the same bytes.
 *
 * @throws AppError `bad-usage` for a size at which nothing was signed or tested, `store-damaged` when an earlier result
 * cannot be had again from the evidence of its time.
 */
export async function makePack(input: MakePack): Promise<MadePack> {
  const { open, world, audience, recipient, at } = input;
  const { size, performed, recorded, as } =
    input.size === undefined ? await atHead(input) : await atSize(input, input.size);
  try {
    const head = await signedHead(world.source, size);
    const report = buildReport({ open: as, ...performed.audited });
    const members = [
      ...(await logMembers({ source: world.source, evidence: open.evidence, size, audience })),
      ...(await madeMembers(
        { report, head, size, audience, performed, captures: await as.evidence.captures() },
        world,
      )),
    ];
    input.progress?.("hashing");
    const payload = await hashedMembers(members);
    const bagged = await baggedMembers(payload, bagInfo({ report, size, origin: head.origin, audience }));
    input.progress?.("writing");
    const zip = await world.writeZip(input.out, bagged);
    await recordExport({ open, at, recipient, audience, size, zip });
    return { file: input.out, ...zip, size, rootHex: head.rootHex, recorded, files: payload.length };
  } finally {
    if (as !== open) await as.close();
  }
}

interface Chosen {
  readonly size: number;
  readonly performed: Performed;
  readonly recorded: number;
  readonly as: ReadableWorkspace & { close(): Promise<void> };
}

async function atHead({ open, world, at, asOf, progress, published }: MakePack): Promise<Chosen> {
  const workspace = await logWorkspace(open.evidence, world.promises, at);
  const performed = await performTests({
    open: { ...open, files: world.staging.files },
    workspace,
    ...(asOf === undefined ? {} : { asOf }),
    ...(progress === undefined ? {} : { progress }),
  });
  const recorded = await recordResults(open.evidence, performed.tests, at);
  const { size } = await open.evidence.publish();
  await published?.();
  return { size, performed, recorded, as: open };
}

/** Performs the tests of an earlier head again, from the evidence of its time, and compares them with what was recorded. */
async function atSize({ open, world, progress }: MakePack, size: number): Promise<Chosen> {
  if (!(await world.source.has(checkpointPath(size)))) throw notSigned(size);
  const promised = await promisedAt(open.evidence, size);
  const logged = await loggedAt(open.evidence, size);
  const newest = [...logged.values()].at(-1);
  if (promised === undefined || newest === undefined) throw notTested(size);
  // Evidence between the last result and the head is of the next test.
  const as = await world.past(newest.index, promised.files);
  try {
    const performed = await performTests({
      open: { ...as, files: world.staging.files },
      workspace: promised.digest,
      asOf: msOf(newest.record.asOf),
      ...(progress === undefined ? {} : { progress }),
    });
    for (const { test, details } of performed.tests) {
      if (logged.get(test)?.record.details !== sha256(details)) throw notTheSame(test, size);
    }
    return { size, performed, recorded: 0, as };
  } catch (error) {
    await as.close();
    throw error;
  }
}

interface SignedHead {
  readonly origin: string;
  readonly rootHex: string;
}

async function signedHead(source: EvidenceSource, size: number): Promise<SignedHead> {
  const bytes = await source.read(checkpointPath(size));
  if (bytes === undefined) throw notSigned(size);
  const [origin = "", , root = ""] = Buffer.from(bytes).toString("utf8").split("\n");
  return { origin, rootHex: Buffer.from(root, "base64").toString("hex") };
}

/** Size of the newest head up to `size` that somebody else time-stamped. */
async function newestStamp(source: EvidenceSource, size: number): Promise<number | null> {
  const { files } = await source.list(LAYOUT.checkpoints);
  const stamped = files.flatMap((path) => {
    const name = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    return name?.companion === ".tsr" && name.size <= size ? [name.size] : [];
  });
  return stamped.length === 0 ? null : Math.max(...stamped);
}

interface MadeInput {
  readonly report: AuditReport;
  readonly head: SignedHead;
  readonly size: number;
  readonly audience: Audience;
  readonly performed: Performed;
  readonly captures: readonly CapturedEvidence[];
}

/** What is made for the pack: reports, populations, the page that opens it, how to check it, and what checks it. */
async function madeMembers(
  { report, head, size, audience, performed, captures }: MadeInput,
  { staging, verifier, source }: PackWorld,
): Promise<readonly PackMember[]> {
  const stampedSize = await newestStamp(source, size);
  const facts = { size, audience, stampedSize, verifier: sha256(verifier) };
  const model = viewerModel({ ...facts, report, head, performed, captures });
  const common = [
    textMember("README.txt", packReadme({ ...facts, ...head, organisation: report.organisation })),
    textMember("viewer/index.html", renderPackViewer(model)),
    textMember("verify-lookback.mjs", verifier),
  ];
  if (audience === "customer") return common;
  const made = [...(await staging.source.list("populations")).files, ...(await staging.source.list("reports")).files];
  return [
    ...common,
    textMember("reports/audit.html", renderAuditHtml(report)),
    textMember("reports/audit.json", renderAuditJson(report)),
    ...made.map((path) => ({ path, open: () => staging.source.stream(path) })),
  ];
}

function bagInfo({
  report,
  size,
  origin,
  audience,
}: {
  readonly report: AuditReport;
  readonly size: number;
  readonly origin: string;
  readonly audience: Audience;
}): Readonly<Record<string, string>> {
  return {
    "Source-Organization": report.organisation,
    "External-Description": `Evidence of ${report.period.from} to ${report.period.to}, for a${audience === "auditor" ? "n auditor" : " customer"}`,
    "External-Identifier": `${origin} ${size}`,
    "Bagging-Date": report.as_of.slice(0, 10),
    "Bag-Software-Agent": `Lookback ${report.lookback}`,
  };
}

async function recordExport({
  open: { evidence },
  at,
  recipient,
  audience,
  size,
  zip,
}: {
  readonly open: OpenWorkspace;
  readonly at: Instant;
  readonly recipient: string;
  readonly audience: Audience;
  readonly size: number;
  readonly zip: { readonly sha256: string; readonly sizeBytes: number };
}): Promise<void> {
  const words = canonicalJson({ schema: "lookback/recipient/1", recipient, audience, log_size: size });
  const { sha256: blob } = await evidence.putBlob([Buffer.from(words, "utf8")]);
  const pack = parseSha256(zip.sha256);
  if (pack === undefined) throw new TypeError("a digest has another shape than SHA-256");
  await evidence.append({ type: "export", stream: "exports", at, pack, size: zip.sizeBytes, recipient: blob });
  await evidence.publish();
}

function notSigned(size: number): AppError {
  return new AppError({
    code: "bad-usage",
    message: `no head of ${size} records was signed`,
    fix: "Name a size from log/checkpoints of the evidence folder, or leave --size out.",
  });
}

function notTested(size: number): AppError {
  return new AppError({
    code: "bad-usage",
    message: `no result is among the first ${size} records`,
    fix: "Leave --size out: lookback pack then performs the tests and records their results.",
  });
}

function notTheSame(test: string, size: number): AppError {
  return new AppError({
    code: "store-damaged",
    message: `the result of ${test} among the first ${size} records cannot be had again from the evidence of its time`,
    fix: "Use the version of Lookback that recorded it, or leave --size out to test and record anew.",
  });
}
