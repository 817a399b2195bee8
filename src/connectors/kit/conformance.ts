import { assert } from "../../base/assert.js";
import { canonicalJson, type Json } from "../../base/canonical-json.js";
import { instant } from "../../base/instant.js";
import type { Capture, ConnectorDefinition, Normalized, StoredCapture } from "./contract.js";
import { memoryCapture } from "./memory-capture.js";
import { previewSource } from "./preview.js";

/** Content of one stored thing, by its key. */
export interface ConformanceFile {
  readonly key: string;
  readonly body: string;
}

/** What a connector gives the suite to try it on: shapes of its own vendor, written for this. */
export interface ConformanceSubject {
  readonly connector: ConnectorDefinition;
  /** An entry of lookback.yaml; `collect` of it finds what `place` put into the folder. */
  readonly entry: object;
  /** Entries whose paths lead out of the workspace: each must be refused. */
  readonly escapes: readonly object[];
  /** Files in two or more parts, whose order must not matter. */
  readonly healthy: readonly ConformanceFile[];
  /** A complete answer that holds nothing. */
  readonly empty: ConformanceFile;
  /** One good row and one that cannot be read. */
  readonly malformed: ConformanceFile;
  /** A refusal of the source, stored in place of rows. */
  readonly denied: ConformanceFile;
  /** Rows of which one is of something inactive and one of something deleted. */
  readonly inactive: { readonly file: ConformanceFile; readonly rows: number };
  /** The n-th row of a long file, with everything before the first and after the last. */
  readonly long: { readonly head: string; row(index: number): string; readonly bytesAheadMax: number };
}

/** A folder for the suite, made and removed by the test that runs it. */
export interface ConformanceFolder {
  readonly root: string;
  place(file: ConformanceFile): Promise<void>;
}

/** One promise of every connector. `run` throws when it is broken. */
export interface ConformanceCheck {
  readonly name: string;
  run(subject: ConformanceSubject, folder: ConformanceFolder): Promise<void>;
}

const OBSERVED_AT = instant("2026-07-02T09:00:00.000Z");
const LONG_ROWS = 100_000;

/** What every registered connector is held to. */
export const CONFORMANCE: readonly ConformanceCheck[] = [
  { name: "an empty answer is a complete, evidenced zero", run: emptyIsZero },
  { name: "a malformed row is a reject with its place, and the rest is kept", run: malformedIsRejected },
  { name: "a refusal of the source is a gap, not an empty list", run: refusalIsGap },
  { name: "inactive and deleted things are in the rows", run: inactiveIncluded },
  { name: "two runs give the same bytes", run: twoRunsSame },
  { name: "the order of files changes no row", run: orderDoesNotMatter },
  { name: "collect gives the same captures twice, in the order of their keys", run: collectIsStable },
  { name: "an abort stops the reading", run: abortStops },
  { name: "nothing outside the workspace is read", run: noEscape },
  { name: "100,000 rows stream: little is read ahead of what is used", run: longStreams },
];

async function emptyIsZero({ connector, entry, empty }: ConformanceSubject): Promise<void> {
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
  const items = await normalized(connector, entry, stored(inactive.file));
  assert(rowsIn(items).length === inactive.rows, `there are ${inactive.rows} rows, not ${rowsIn(items).length}`);
}

async function twoRunsSame({ connector, entry, healthy }: ConformanceSubject): Promise<void> {
  for (const file of healthy) {
    const [first, second] = [
      await normalized(connector, entry, stored(file)),
      await normalized(connector, entry, stored(file)),
    ];
    assert(first.length > 0 && textOf(first) === textOf(second), `${file.key} gives the same twice`);
  }
}

async function orderDoesNotMatter({ connector, entry, healthy }: ConformanceSubject): Promise<void> {
  const rowsOf = async (files: readonly ConformanceFile[]): Promise<string> => {
    const rows: string[] = [];
    for (const file of files)
      for (const row of rowsIn(await normalized(connector, entry, stored(file)))) rows.push(row);
    return rows.sort().join("\n");
  };
  assert((await rowsOf(healthy)) === (await rowsOf([...healthy].reverse())), "rows are the same in either order");
  const preview = await previewSource(
    healthy.map(stored),
    (capture, context) => connector.normalize(capture, entry, context),
    { sourceId: "conformance", zone: "UTC" },
  );
  assert(
    preview.kept > 0 && preview.rejected === 0 && preview.files.length === healthy.length,
    "every file is kept whole",
  );
}

async function collectIsStable(subject: ConformanceSubject, folder: ConformanceFolder): Promise<void> {
  for (const file of [...subject.healthy].reverse()) await folder.place(file);
  const keys = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const capture of collected(subject, folder, new AbortController().signal)) {
      found.push(`${capture.key} ${capture.observedAt} ${(await bytesOf(capture)).toString("base64")}`);
    }
    return found;
  };
  const [first, second] = [await keys(), await keys()];
  assert(first.length === subject.healthy.length, "every file is a capture");
  assert(first.join() === second.join() && first.join() === [...first].sort().join(), "the same, in order");
}

async function abortStops(subject: ConformanceSubject, folder: ConformanceFolder): Promise<void> {
  for (const file of subject.healthy) await folder.place(file);
  const controller = new AbortController();
  let seen = 0;
  try {
    for await (const capture of collected(subject, folder, controller.signal)) {
      seen += 1;
      await bytesOf(capture);
      controller.abort();
    }
  } catch (error) {
    assert(error instanceof Error && error.name === "AbortError", "it ends with the abort");
    assert(seen === 1, "nothing is handed over after the abort");
    return;
  }
  assert(false, "the reading went on to its end");
}

async function noEscape({ connector, escapes }: ConformanceSubject, folder: ConformanceFolder): Promise<void> {
  for (const entry of escapes) {
    let seen = 0;
    let isRefused = false;
    try {
      const context = { root: folder.root, signal: new AbortController().signal, progress: () => undefined };
      for await (const capture of connector.collect(entry, context)) seen += (await bytesOf(capture)).length;
    } catch (error) {
      isRefused = error instanceof Error && error.name === "AppError";
    }
    assert(isRefused && seen === 0, `refused: ${JSON.stringify(entry)}`);
  }
}

async function longStreams({ connector, entry, long }: ConformanceSubject): Promise<void> {
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
  for await (const item of connector.normalize(capture, entry, { sourceId: "conformance", zone: "UTC" })) {
    if (item.kind !== "kept") continue;
    used += long.row(kept).length;
    kept += 1;
    assert(pulled - used <= long.bytesAheadMax, `row ${kept}: ${pulled - used} bytes were read ahead`);
  }
  assert(kept === LONG_ROWS, `${kept} of ${LONG_ROWS} rows are kept`);
}

function stored({ key, body }: ConformanceFile): StoredCapture {
  return memoryCapture({ sourceId: "conformance", key, body, observedAt: OBSERVED_AT });
}

async function normalized(
  connector: ConnectorDefinition,
  entry: object,
  capture: StoredCapture,
): Promise<readonly Normalized[]> {
  const items: Normalized[] = [];
  for await (const item of connector.normalize(capture, entry, { sourceId: "conformance", zone: "UTC" }))
    items.push(item);
  return items;
}

function collected(
  { connector, entry }: ConformanceSubject,
  { root }: ConformanceFolder,
  signal: AbortSignal,
): AsyncIterable<Capture> {
  return connector.collect(entry, { root, signal, progress: () => undefined });
}

async function bytesOf(capture: Capture): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of capture.body) parts.push(part);
  return Buffer.concat(parts);
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
