import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { leafBytes } from "../leaf.js";
import type { LedgerRecord } from "../record.js";

/** Bytes that a source answered with in one run, as the log knows them. */
export interface ReceivedBytes {
  /** Place of the record that says so. */
  readonly record: number;
  /** When the record was made, by our clock. */
  readonly at: Instant;
  /** Place of the evidence record that holds the bytes: an earlier one when they were the same as before. */
  readonly heldBy: number;
  readonly source: string;
  /** Name inside the source; absent where it may not stand in the open. */
  readonly key: string | undefined;
  /** Of the bytes as they are stored, which is how the log names them: sealed evidence by its ciphertext. */
  readonly sha256: Sha256;
  readonly isSealed: boolean;
  /** What collected the bytes when they first came. */
  readonly connector: string;
  readonly version: number;
  readonly observedAt: Instant;
}

/** How reading one source ended. */
export interface SourceEnd {
  readonly source: string;
  readonly record: number;
  /** SHA-256 of the record itself. */
  readonly sha256: Sha256;
  readonly captures: number;
  /** Code of what went wrong; `undefined` when the source was read to its end. */
  readonly failure: string | undefined;
}

/** One run of collecting, source by source. */
export interface CollectionRun {
  /** When its first record was made, by our clock. */
  readonly at: Instant;
  /** Places of its first and its last record. */
  readonly first: number;
  readonly last: number;
  readonly received: readonly ReceivedBytes[];
  readonly ended: readonly SourceEnd[];
  /** Sources that answered, and whose end was never recorded: the program was stopped. */
  readonly unfinished: readonly string[];
}

type Evidence = Extract<LedgerRecord, { type: "evidence" }>;
type RunRecord = Extract<LedgerRecord, { type: "run" }>;

interface OpenRun {
  readonly at: Instant;
  readonly first: number;
  last: number;
  readonly received: ReceivedBytes[];
  readonly ended: SourceEnd[];
}

/**
 * The runs of a log in order, from all its records from the first one on. Sources are read one after the other and each
 * once: a run ends where a source is met again or another one begins before its end, and at every signed head. So a
 * longer log has the same signed runs and more behind them.
 *
 * @param sizes sizes at which the log was signed, smallest first.
 * @throws when a record points at evidence that is not there: such a log does not pass its start-up.
 */
export async function* collectionRuns(
  records: AsyncIterable<{ readonly index: number; readonly record: LedgerRecord }>,
  sizes: readonly number[],
): AsyncGenerator<CollectionRun> {
  const evidence = new Map<number, Evidence>();
  let open: OpenRun | undefined;
  let heads = 0;
  for await (const { index, record } of records) {
    if (record.type !== "evidence" && record.type !== "run") continue;
    if (record.type === "evidence") evidence.set(index, record);
    const headsBefore = heads;
    while (index >= (sizes[heads] ?? Number.POSITIVE_INFINITY)) heads += 1;
    const cut = open === undefined ? index : heads > headsBefore ? index : startOfNext(record, index, open);
    if (open !== undefined && cut !== undefined) {
      const [before, after] = cutAt(open, cut);
      if (before !== undefined) yield closed(before);
      open = after;
    }
    open ??= { at: record.at, first: index, last: index, received: [], ended: [] };
    open.last = index;
    note(record, index, { open, evidence });
  }
  if (open !== undefined) yield closed(open);
}

/** Where the next run begins when this record is not of the open one alone; `undefined` when it is. */
function startOfNext(record: Evidence | RunRecord, index: number, { received, ended }: OpenRun): number | undefined {
  const isOver = (source: string) => ended.some((end) => end.source === source);
  if (isOver(record.stream)) return index;
  const last = received.at(-1)?.source;
  if (last !== undefined && last !== record.stream && !isOver(last)) return index;
  if (record.type !== "run" || record.outcome === "unchanged") return undefined;
  // An end counts what its run received: what stands before that is of one that was stopped.
  const own = received.filter(({ source }) => source === record.stream);
  const excess = own.length - record.captures;
  return excess <= 0 ? undefined : (own[excess]?.record ?? index);
}

/** The open run up to a place, and what of it stands from there on. */
function cutAt(open: OpenRun, place: number): readonly [OpenRun | undefined, OpenRun | undefined] {
  const before = open.received.filter(({ record }) => record < place);
  const after = open.received.filter(({ record }) => record >= place);
  const [first] = after;
  const last = Math.max(before.at(-1)?.record ?? -1, open.ended.at(-1)?.record ?? -1);
  return [
    last < 0 ? undefined : { ...open, received: before, last },
    first && { at: first.at, first: first.record, last: open.last, received: after, ended: [] },
  ];
}

function note(
  record: Evidence | RunRecord,
  index: number,
  { open, evidence }: { readonly open: OpenRun; readonly evidence: ReadonlyMap<number, Evidence> },
): void {
  const own = { record: index, at: record.at };
  if (record.type === "evidence") {
    open.received.push(receivedAs(record, { ...own, heldBy: index, observedAt: record.source.observedAt }));
    return;
  }
  if (record.outcome === "unchanged") {
    const held = evidence.get(record.same);
    if (held === undefined) throw new Error(`record ${index} points at record ${record.same}, which is no evidence`);
    open.received.push(receivedAs(held, { ...own, heldBy: record.same, observedAt: record.observedAt }));
    return;
  }
  open.ended.push({
    source: record.stream,
    record: index,
    sha256: sha256(leafBytes(record)),
    captures: record.captures,
    failure: record.outcome === "failed" ? record.failure : undefined,
  });
}

function receivedAs(
  { source, sha256: digest, class: kind }: Evidence,
  place: Pick<ReceivedBytes, "record" | "at" | "heldBy" | "observedAt">,
): ReceivedBytes {
  const { sourceId, key, connector, version } = source;
  return { ...place, source: sourceId, key, sha256: digest, isSealed: kind === "enc", connector, version };
}

function closed(run: OpenRun): CollectionRun {
  const ended = new Set(run.ended.map(({ source }) => source));
  const sources = new Set(run.received.map(({ source }) => source));
  return { ...run, unfinished: [...sources].filter((source) => !ended.has(source)) };
}
