/**
 * The classic shape of a PDF file, as far as a seal needs it: revisions one after the other, each ending in a
 * cross-reference table, a trailer and `%%EOF`. Other shapes (cross-reference streams, linearised files) are refused:
 * nothing here is a general reader.
 */

/** One revision: what was appended to the one before. */
export interface Revision {
  /** Where it ends: the file up to here is whole. */
  readonly end: number;
  /** Where its cross-reference table stands. */
  readonly tableAt: number;
  /** Offsets of the objects that it holds, by number. */
  readonly objects: ReadonlyMap<number, number>;
  readonly trailer: Trailer;
}

/** What a trailer says; `id` is kept as it is written. */
export interface Trailer {
  readonly size: number;
  readonly root: number;
  readonly info: number;
  readonly id: string;
  readonly previous: number | undefined;
}

/** The bytes are not a PDF of this shape. Caught where a file is judged. */
export class PdfShapeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PdfShapeError";
  }
}

const REVISIONS_MAX = 64;
const OBJECTS_MAX = 1_000_000;
const ENTRY_BYTES = 20;
const TRAILER_BYTES_MAX = 2_048;
const DICTIONARY_BYTES_MAX = 65_536;

/** The revisions of a file, oldest first; the last one ends where the file does. @throws PdfShapeError */
export function readRevisions(bytes: Uint8Array): readonly Revision[] {
  const tail = /startxref\n(\d{1,10})\n%%EOF\n$/.exec(textAt(bytes, Math.max(0, bytes.length - 40), bytes.length));
  if (tail === null) throw new PdfShapeError("the file does not end as a PDF does");
  const found: Revision[] = [];
  for (let at: number | undefined = Number(tail[1]); at !== undefined; at = found[0]?.trailer.previous) {
    if (found.length === REVISIONS_MAX) throw new PdfShapeError(`more than ${REVISIONS_MAX} revisions`);
    const later = found[0];
    const revision = readRevision(bytes, at);
    if (later !== undefined && revision.end > later.tableAt) throw new PdfShapeError("revisions overlap");
    found.unshift(revision);
  }
  if (found.at(-1)?.end !== bytes.length) throw new PdfShapeError("something stands behind the last revision");
  return found;
}

/** The dictionary of an object as text, without its brackets, as the newest of these revisions has it. @throws PdfShapeError */
export function dictionaryOf(bytes: Uint8Array, revisions: readonly Revision[], number: number): string {
  const at = revisions.findLast(({ objects }) => objects.has(number))?.objects.get(number);
  if (at === undefined) throw new PdfShapeError(`object ${number} is missing`);
  const text = textAt(bytes, at, at + DICTIONARY_BYTES_MAX);
  const parts = /^(\d+) 0 obj\n<<\n([\s\S]*?)\n>>\nendobj\n/.exec(text);
  if (parts === null || Number(parts[1]) !== number) throw new PdfShapeError(`object ${number} is no dictionary`);
  return parts[2] ?? "";
}

function readRevision(bytes: Uint8Array, tableAt: number): Revision {
  if (textAt(bytes, tableAt, tableAt + 5) !== "xref\n") throw new PdfShapeError("a cross-reference table is missing");
  const objects = new Map<number, number>();
  let at = tableAt + 5;
  for (;;) {
    const head = /^(\d{1,7}) (\d{1,7})\n/.exec(textAt(bytes, at, at + 20));
    if (head === null) break;
    at = readEntries(bytes, at + head[0].length, { first: Number(head[1]), count: Number(head[2]) }, objects);
  }
  const text = textAt(bytes, at, at + TRAILER_BYTES_MAX);
  const parts = /^trailer\n<<\n([\s\S]*?)\n>>\nstartxref\n(\d{1,10})\n%%EOF\n/.exec(text);
  if (parts === null || Number(parts[2]) !== tableAt) throw new PdfShapeError("a trailer is missing or misplaced");
  return { end: at + parts[0].length, tableAt, objects, trailer: readTrailer(parts[1] ?? "") };
}

function readEntries(
  bytes: Uint8Array,
  start: number,
  { first, count }: { readonly first: number; readonly count: number },
  objects: Map<number, number>,
): number {
  if (objects.size + count > OBJECTS_MAX) throw new PdfShapeError(`more than ${OBJECTS_MAX} objects`);
  for (let index = 0; index < count; index += 1) {
    const at = start + index * ENTRY_BYTES;
    const entry = /^(\d{10}) (\d{5}) ([fn]) \n$/.exec(textAt(bytes, at, at + ENTRY_BYTES));
    if (entry === null) throw new PdfShapeError("a line of a cross-reference table is malformed");
    if (entry[3] === "n") objects.set(first + index, Number(entry[1]));
  }
  return start + count * ENTRY_BYTES;
}

function readTrailer(text: string): Trailer {
  const number = (pattern: RegExp) => {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) throw new PdfShapeError("a trailer lacks an entry");
    return Number(found);
  };
  const id = /^\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]$/m.exec(text)?.[0];
  if (id === undefined) throw new PdfShapeError("a trailer has no id");
  const previous = /^\/Prev (\d{1,10})$/m.exec(text)?.[1];
  return {
    size: number(/^\/Size (\d{1,7})$/m),
    root: number(/^\/Root (\d{1,7}) 0 R$/m),
    info: number(/^\/Info (\d{1,7}) 0 R$/m),
    id,
    previous: previous === undefined ? undefined : Number(previous),
  };
}

/** Bytes as text of one character each. */
export function textAt(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1", from, Math.min(to, bytes.length));
}
