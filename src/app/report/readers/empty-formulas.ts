import { inflateRawSync } from "node:zlib";

const SHEET_CHARS_MAX = 256 * 1024 * 1024;
const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;

/**
 * Cells such as `sheet1 B4` that hold a formula whose result nobody stored: a spreadsheet would compute it, we do not,
 * so to us they are empty. Programs that write workbooks leave such cells. Sheets are named by their file in the
 * package, in its order. What is no package has none.
 */
export function emptyFormulas(bytes: Uint8Array): readonly string[] {
  return sheetFiles(Buffer.from(bytes)).flatMap(({ name, xml }) =>
    xml
      .split(/<c(?=[ >])/u)
      .slice(1)
      .flatMap((cell) => {
        const [own = ""] = cell.split("</c>");
        const isEmpty = /<f[ />]/u.test(own) && !/<v>|<v [^>]*>/u.test(own);
        return isEmpty ? [`${name} ${/ r="([A-Z]+\d+)"/u.exec(own)?.[1] ?? "?"}`] : [];
      }),
  );
}

function sheetFiles(bytes: Buffer): readonly { readonly name: string; readonly xml: string }[] {
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || end + 20 > bytes.length) return [];
  const files: { name: string; xml: string }[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let entries = bytes.readUInt16LE(end + 10); entries > 0 && at + CENTRAL_HEADER <= bytes.length; entries -= 1) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const path = bytes.subarray(at + CENTRAL_HEADER, at + CENTRAL_HEADER + nameLength).toString("latin1");
    const name = /^xl\/worksheets\/([^/]+)\.xml$/u.exec(path)?.[1];
    if (name !== undefined) files.push({ name, xml: unpacked(bytes, at) });
    at += CENTRAL_HEADER + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function unpacked(bytes: Buffer, entry: number): string {
  const [method, size, local] = [
    bytes.readUInt16LE(entry + 10),
    bytes.readUInt32LE(entry + 20),
    bytes.readUInt32LE(entry + 42),
  ];
  if (local + LOCAL_HEADER > bytes.length) return "";
  const start = local + LOCAL_HEADER + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + size);
  return (method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: SHEET_CHARS_MAX })).toString("utf8");
}
