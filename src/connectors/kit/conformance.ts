import { AppError } from "../../base/app-error.js";
import { assert } from "../../base/assert.js";
import { canonicalJson, type Json } from "../../base/canonical-json.js";
import { instant } from "../../base/instant.js";
import { bytesOf } from "../../base/pieces.js";
import type { Capture, ConnectorDefinition, Normalized, StoredCapture } from "./contract.js";
import { memoryCapture } from "./memory-capture.js";
import { previewSource } from "./preview.js";

/** Content of one stored thing, by its key. */
interface ConformanceFile {
  readonly key: string;
  readonly body: string;
}

/** What a part of the suite needs, or why this connector has no such thing. */
type ConformancePart<Part> = Part | { readonly none: string };

/** What a connector gives the suite to try it on: shapes of its own vendor, written for this. */
export interface ConformanceSubject {
  readonly connector: ConnectorDefinition;
  /** An entry of lookback.yaml; `collect` of it finds what `place` put into the folder. */
  readonly entry: object;
  /** Makes what is collected: at least two captures. */
  place(root: string): Promise<void>;
  /** Entries whose paths lead out of the workspace: each must be refused. */
  readonly escapes: ConformancePart<readonly object[]>;
  /** A complete answer that holds nothing. */
  readonly empty: ConformancePart<ConformanceFile>;
  /** One good row and one that cannot be read. */
  readonly malformed: ConformanceFile;
  /** A refusal of the source, stored in place of rows. */
  readonly denied: ConformancePart<ConformanceFile>;
  /** Rows of which one is of something inactive and one of something deleted. */
  readonly inactive: ConformancePart<{ readonly file: ConformanceFile; readonly rows: number }>;
  /** The n-th row of a long file, and what stands before the first. */
  readonly long: ConformancePart<{ readonly head: string; row(index: number): string; readonly bytesAheadMax: number }>;
}

/** One promise of every connector. `run` throws when it is broken; `root` is an empty folder of its own. */
export interface ConformanceCheck {
  readonly name: string;
  run(subject: ConformanceSubject, root: string): Promise<void>;
}

const OBSERVED_AT = instant("2026-07-02T09:00:00.000Z");
const CONTEXT = { sourceId: "conformance", zone: "UTC" };
const LONG_ROWS = 100_000;

/** What every registered connector is held to. */
export const CONFORMANCE: readonly ConformanceCheck[] = [
  { name: "an empty answer is a complete, evidenced zero", run: emptyIsZero },
  { name: "a malformed row is a reject with its place, and the rest is kept", run: malformedIsRejected },
  { name: "a refusal of the source is a gap, not an empty list", run: refusalIsGap },
  { name: "inactive and deleted things are in the rows", run: inactiveIncluded },
  { name: "two runs give the same bytes", run: twoRunsSame },
  { name: "the order of files changes no row", run: orderDoesNotMatter },
  { name: "collect gives the same captures twice, in the same order", run: collectIsStable },
  { name: "an abort stops the reading", run: abortStops },
  { name: "nothing outside the workspace is read", run: noEscape },
  { name: "100,000 rows stream: little is read ahead of what is used", run: longStreams },
];

async function emptyIsZero({ connector, entry, empty }: ConformanceSubject): Promise<void> {
  if (isNone(empty)) return;
  const items = await normalized(connector, entry, stored(empty));
  assert(rowsIn(items).length === 0 && countOf(items, "rejected") === 0, "no row and no reject");
  const coverage = coverageIn(items);
  assert(coverage.length > 0, "there is coverage");
  assert(
    coverage.every((row) => row.is_complete && row.item_count === 0),
    "coverage is complete with no item",
  );
}

async function malformedIsRejected({ connector, entry, malformed }: ConformanceSubject): Promise<void> {
  const items = await normalized(connector, entry, stored(malformed));
  const rejects = items.flatMap((item) => (item.kind === "rejected" ? [item] : []));
  assert(rejects.length === 1 && countOf(items, "kept") === 1, "one reject, one kept");
  assert(
    rejects.every(({ pointer, reason, fix }) => pointer !== "" && reason !== "" && fix !== ""),
    "it says where, why and what to do",
  );
  assert(
    coverageIn(items).every((row) => !row.is_complete && row.reason === "rejects"),
    "coverage says so",
  );
}

async function refusalIsGap({ connector, entry, denied }: ConformanceSubject): Promise<void> {
  if (isNone(denied)) return;
  const items = await normalized(connector, entry, stored(denied));
  assert(countOf(items, "kept") === 0, "nothing is kept");
  const coverage = coverageIn(items);
  assert(coverage.length > 0, "there is coverage");
  assert(
    coverage.every((row) => !row.is_complete && row.reason !== null && row.item_count === 0),
    "it is a gap with a reason",
  );
}

async function inactiveIncluded({ connector, entry, inactive }: ConformanceSubject): Promise<void> {
  if (isNone(inactive)) return;
  const items = await normalized(connector, entry, stored(inactive.file));
  assert(rowsIn(items).length === inactive.rows, `there are ${inactive.rows} rows, not ${rowsIn(items).length}`);
}

async function twoRunsSame(subject: ConformanceSubject, root: string): Promise<void> {
  for (const capture of await placed(subject, root)) {
    const first = await normalized(subject.connector, subject.entry, capture);
    const second = await normalized(subject.connector, subject.entry, capture);
    assert(first.length > 0 && textOf(first) === textOf(second), `${capture.key} gives the same twice`);
  }
}

async function orderDoesNotMatter(subject: ConformanceSubject, root: string): Promise<void> {
  const { connector, entry } = subject;
  const captures = await placed(subject, root);
  const rowsOf = async (ordered: readonly StoredCapture[]): Promise<string> => {
    const rows: string[] = [];
    for (const capture of ordered) rows.push(...rowsIn(await normalized(connector, entry, capture)));
    return rows.sort().join("\n");
  };
  assert((await rowsOf(captures)) === (await rowsOf([...captures].reverse())), "rows are the same in either order");
  const preview = await previewSource(captures, (each, context) => connector.normalize(each, entry, context), CONTEXT);
  assert(preview.kept > 0 && preview.rejected === 0 && preview.files.length === captures.length, "all is kept");
}

async function collectIsStable(subject: ConformanceSubject, root: string): Promise<void> {
  const first = (await placed(subject, root)).map(({ key }) => key);
  const second = (await collectedAll(subject, root)).map(({ key }) => key);
  assert(first.length > 1 && new Set(first).size === first.length, "there are captures, each with a key of its own");
  assert(first.join() === second.join(), "the same captures in the same order");
}

async function abortStops(subject: ConformanceSubject, root: string): Promise<void> {
  await subject.place(root);
  const controller = new AbortController();
  let seen = 0;
  try {
    for await (const capture of collected(subject, root, controller.signal)) {
      seen += 1;
      await bytesOf(capture.body);
      controller.abort();
    }
  } catch (error) {
    assert(controller.signal.aborted && error instanceof Error, "it ends with the abort");
    assert(seen === 1, "nothing is handed over after the abort");
    return;
  }
  assert(false, "the reading went on to its end");
}

async function noEscape({ connector, escapes }: ConformanceSubject, root: string): Promise<void> {
  if (isNone(escapes)) return;
  for (const entry of escapes) {
    let seen = 0;
    let isRefused = false;
    try {
      const context = { root, signal: new AbortController().signal, progress: () => undefined };
      for await (const capture of connector.collect(entry, context)) seen += (await bytesOf(capture.body)).length;
    } catch (error) {
      isRefused = error instanceof AppError;
    }
    assert(isRefused && seen === 0, `refused: ${JSON.stringify(entry)}`);
  }
}

async function longStreams({ connector, entry, long: part }: ConformanceSubject): Promise<void> {
  if (isNone(part)) return;
  const long = part;
  let pulled = 0;
  async function* open(): AsyncGenerator<Uint8Array> {
    pulled = 0;
    let part = long.head;
    for (let index = 0; index < LONG_ROWS; index += 1) {
      part += long.row(index);
      if (part.length < 16_384 && index < LONG_ROWS - 1) continue;
      const bytes = Buffer.from(part, "utf8");
      pulled += bytes.length;
      part = "";
      yield bytes;
    }
  }
  let used = long.head.length;
  let kept = 0;
  const capture = { ...stored({ key: "long", body: "" }), open };
  for await (const item of connector.normalize(capture, entry, CONTEXT)) {
    if (item.kind !== "kept") continue;
    used += long.row(kept).length;
    kept += 1;
    assert(pulled - used <= long.bytesAheadMax, `row ${kept}: ${pulled - used} bytes were read ahead`);
  }
  assert(kept === LONG_ROWS, `${kept} of ${LONG_ROWS} rows are kept`);
}

function isNone(part: object): part is { readonly none: string } {
  return "none" in part;
}

function stored({ key, body }: ConformanceFile): StoredCapture {
  return memoryCapture({ sourceId: CONTEXT.sourceId, key, body, observedAt: OBSERVED_AT });
}

async function normalized(
  connector: ConnectorDefinition,
  entry: object,
  capture: StoredCapture,
): Promise<readonly Normalized[]> {
  const items: Normalized[] = [];
  for await (const item of connector.normalize(capture, entry, CONTEXT)) items.push(item);
  return items;
}

async function placed(subject: ConformanceSubject, root: string): Promise<readonly StoredCapture[]> {
  await subject.place(root);
  return collectedAll(subject, root);
}

async function collectedAll(subject: ConformanceSubject, root: string): Promise<readonly StoredCapture[]> {
  const captures: StoredCapture[] = [];
  for await (const capture of collected(subject, root, new AbortController().signal)) {
    const { key, observedAt } = capture;
    captures.push(memoryCapture({ sourceId: CONTEXT.sourceId, key, body: await bytesOf(capture.body), observedAt }));
  }
  return captures;
}

function collected(
  { connector, entry }: ConformanceSubject,
  root: string,
  signal: AbortSignal,
): AsyncIterable<Capture> {
  return connector.collect(entry, { root, signal, progress: () => undefined });
}

function rowsIn(items: readonly Normalized[]): readonly string[] {
  return items.flatMap((item) =>
    item.kind === "kept" ? item.rows.map(({ table, row }) => `${table} ${textOf(row)}`) : [],
  );
}

function coverageIn(items: readonly Normalized[]) {
  return items.flatMap((item) => (item.kind === "coverage" ? [item.row] : []));
}

function countOf(items: readonly Normalized[], kind: Normalized["kind"]): number {
  return items.filter((item) => item.kind === kind).length;
}

/** One spelling per value, so that equal texts are equal values. */
function textOf(value: unknown): string {
  const plain: Json = JSON.parse(JSON.stringify(value));
  return canonicalJson(plain);
}
