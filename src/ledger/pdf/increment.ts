import { assert } from "../../base/assert.js";
import type { Instant } from "../../base/instant.js";
import { dictionaryOf, PdfShapeError, type Revision, readRevisions } from "./revisions.js";

/** What is appended: a signature with a claimed time, or a time-stamp over the whole document. */
export type IncrementKind =
  | { readonly kind: "signature"; readonly claimedAt: Instant }
  | { readonly kind: "time-stamp" };

/** A file with room for a signature: everything but the hole is what will be signed. */
export interface Increment {
  /** The file as it was, and the increment with zeros in the hole. */
  readonly bytes: Uint8Array;
  /** From the `<` of the hexadecimal text up to and with its `>`. */
  readonly hole: { readonly from: number; readonly to: number };
}

/**
 * Appends a signature field to a PDF as an incremental update; not a byte of the file before is touched. The same file
 * and options give the same bytes, so that a reader can make the increment again and compare: a seal holds nothing
 * that is not written here.
 *
 * @param contentsBytes room for the signature.
 * @throws PdfShapeError when the file is not of the shape that this program writes.
 */
export function appendIncrement(
  file: Uint8Array,
  what: IncrementKind,
  { contentsBytes }: { readonly contentsBytes: number },
): Increment {
  const revisions = readRevisions(file);
  const last = revisions.at(-1);
  assert(last !== undefined, "a file has a revision");
  const { trailer } = last;
  const form = formOf(file, revisions);
  const [value, field] = [trailer.size, trailer.size + 1];
  const formNumber = form?.number ?? trailer.size + 2;
  const page = firstPage(file, revisions);
  const objects = new Map<number, string>([
    [value, valueText(what, contentsBytes)],
    [field, fieldText({ field: revisions.length, value, page })],
    [formNumber, `/SigFlags 3\n/Fields [${[...(form?.fields ?? []), `${field} 0 R`].join(" ")}]`],
    [page, withAnnotation(dictionaryOf(file, revisions, page), field)],
  ]);
  if (form === undefined) objects.set(trailer.root, withForm(dictionaryOf(file, revisions, trailer.root), formNumber));
  const size = Math.max(trailer.size, ...[...objects.keys()].map((number) => number + 1));
  return assembled(file, { objects, value, trailer: { ...trailer, size, previous: last.tableAt } });
}

/** Puts the signature into the hole; what is left of the hole stays zero. */
export function fillHole({ bytes, hole }: Increment, signature: Uint8Array): Uint8Array {
  const room = (hole.to - hole.from - 2) / 2;
  assert(signature.length <= room, `a signature of ${signature.length} bytes, and room for ${room}`);
  const filled = Buffer.from(bytes);
  filled.write(Buffer.from(signature).toString("hex"), hole.from + 1, "latin1");
  return filled;
}

/** What a signature covers: the file without the hole. */
export function signedBytes(file: Uint8Array, { from, to }: Increment["hole"]): Uint8Array {
  return Buffer.concat([file.subarray(0, from), file.subarray(to)]);
}

/** The four numbers of a signature over a file of this length. */
export function byteRange(length: number, { from, to }: Increment["hole"]): string {
  return `0 ${from} ${to} ${length - to}`;
}

const BYTE_RANGE_WIDTH = 40;
const RANGE_LINE = "/ByteRange [";

function valueText(what: IncrementKind, contentsBytes: number): string {
  const zeros = "0".repeat(2 * contentsBytes);
  const room = `${RANGE_LINE}${" ".repeat(BYTE_RANGE_WIDTH)}\n/Contents <${zeros}>`;
  if (what.kind === "time-stamp") {
    return `/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.RFC3161\n${room}`;
  }
  const digits = what.claimedAt.slice(0, 19).replaceAll(/[-T:]/g, "");
  return `/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (D:${digits}Z)\n${room}`;
}

function fieldText({ field, value, page }: { field: number; value: number; page: number }): string {
  return `/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (seal-${field})\n/V ${value} 0 R\n/P ${page} 0 R\n/Rect [0 0 0 0]\n/F 132`;
}

/** The form of an earlier seal: its number and its fields. */
function formOf(
  file: Uint8Array,
  revisions: readonly Revision[],
): { readonly number: number; readonly fields: readonly string[] } | undefined {
  const root = revisions.at(-1)?.trailer.root ?? 0;
  const named = /^\/AcroForm (\d{1,7}) 0 R$/m.exec(dictionaryOf(file, revisions, root))?.[1];
  if (named === undefined) return undefined;
  const fields = /^\/SigFlags 3\n\/Fields \[((?:\d+ 0 R ?)+)\]$/.exec(
    dictionaryOf(file, revisions, Number(named)),
  )?.[1];
  if (fields === undefined) throw new PdfShapeError("the document has a form of another kind");
  return { number: Number(named), fields: fields.match(/\d+ 0 R/g) ?? [] };
}

function firstPage(file: Uint8Array, revisions: readonly Revision[]): number {
  const root = dictionaryOf(file, revisions, revisions.at(-1)?.trailer.root ?? 0);
  const pages = /^\/Pages (\d{1,7}) 0 R$/m.exec(root)?.[1];
  const first = /^\/Kids \[(\d{1,7}) 0 R/m.exec(dictionaryOf(file, revisions, Number(pages)))?.[1];
  if (first === undefined) throw new PdfShapeError("the document has no page");
  return Number(first);
}

function withAnnotation(page: string, field: number): string {
  const known = /^\/Annots \[((?:\d+ 0 R ?)+)\]$/m;
  if (known.test(page)) return page.replace(known, (_, all: string) => `/Annots [${all} ${field} 0 R]`);
  if (page.includes("/Annots")) throw new PdfShapeError("the first page has annotations of another kind");
  return `${page}\n/Annots [${field} 0 R]`;
}

/** The extension is that of CAdES signatures in PDF 1.7 (ETSI EN 319 142-1). */
function withForm(root: string, form: number): string {
  if (/\/(AcroForm|Extensions)\b/.test(root)) throw new PdfShapeError("the document has a form of another kind");
  return `${root}\n/AcroForm ${form} 0 R\n/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 2 >> >>`;
}

function assembled(
  file: Uint8Array,
  { objects, value, trailer }: { objects: ReadonlyMap<number, string>; value: number; trailer: Revision["trailer"] },
): Increment {
  const offsets = new Map<number, number>();
  let text = "";
  for (const [number, dictionary] of objects) {
    offsets.set(number, file.length + text.length);
    text += `${number} 0 obj\n<<\n${dictionary}\n>>\nendobj\n`;
  }
  const tableAt = file.length + text.length;
  text += `xref\n${tableText(offsets)}trailer\n<<\n/Size ${trailer.size}\n/Root ${trailer.root} 0 R\n/Info ${trailer.info} 0 R\n${trailer.id}\n/Prev ${trailer.previous}\n>>\nstartxref\n${tableAt}\n%%EOF\n`;
  const valueAt = (offsets.get(value) ?? 0) - file.length;
  const contents = text.indexOf("/Contents <", valueAt) + "/Contents ".length;
  const hole = { from: file.length + contents, to: file.length + text.indexOf(">", contents) + 1 };
  const range = byteRange(file.length + text.length, hole);
  const rangeAt = text.indexOf(RANGE_LINE, valueAt) + RANGE_LINE.length;
  const filled = text.slice(0, rangeAt) + `${range}]`.padEnd(BYTE_RANGE_WIDTH) + text.slice(rangeAt + BYTE_RANGE_WIDTH);
  return { bytes: Buffer.concat([file, Buffer.from(filled, "latin1")]), hole };
}

/** Numbers that follow each other share a head. */
function tableText(offsets: ReadonlyMap<number, number>): string {
  const numbers = [...offsets.keys()].sort((a, b) => a - b);
  const groups: number[][] = [];
  for (const number of numbers) {
    const group = groups.at(-1);
    if (group !== undefined && group.at(-1) === number - 1) group.push(number);
    else groups.push([number]);
  }
  return groups
    .map((group) => {
      const lines = group.map((number) => `${String(offsets.get(number)).padStart(10, "0")} 00000 n \n`);
      return `${group[0]} ${group.length}\n${lines.join("")}`;
    })
    .join("");
}
