import { assert } from "../../base/assert.js";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** 1980-01-01, midnight: the first moment that an archive can name. */
const FIRST_DAY = 0x0021;

/**
 * The archive with every entry dated 1980-01-01, in place. Whoever packs an archive writes the clock into it; nothing
 * else in a workbook tells the time, so without it the same sheets are the same bytes.
 *
 * @throws when the bytes are no plain archive: the library that packed them changed.
 */
export function withoutClock(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  let entry = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    assert(view.getUint32(entry, true) === DIRECTORY_ENTRY, "an archive's directory has as many entries as it says");
    const local = view.getUint32(entry + 42, true);
    assert(view.getUint32(local, true) === LOCAL_HEADER, "an archive's entry stands where its directory says");
    setDate(view, entry + 12);
    setDate(view, local + 10);
    entry +=
      46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return archive;
}

function setDate(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, FIRST_DAY, true);
}

/** Searched from the end, where a comment of any length may stand. */
function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new Error("assertion failed: a workbook is an archive");
}
