import { pathProblem } from "./pack-path.js";
import { PackProblem } from "./pack-problem.js";

/** Bytes of a file by position; throws `ZIP_MISMATCH` past its end. */
export interface ByteReader {
  readonly size: number;
  read(position: number, length: number): Buffer;
}

/** A file in a zip archive as the central directory lists it. */
export interface ZipEntry {
  readonly path: string;
  readonly name: Buffer;
  readonly method: 0 | 8;
  readonly flags: number;
  readonly needed: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly offset: number;
  /** Where the next entry, or the central directory, begins. */
  end: number;
}

/** What an archive may hold before it is refused. */
export interface ZipLimits {
  readonly entries: number;
  readonly totalBytes: number;
  /** Unpacked bytes for each packed one, over the whole archive. */
  readonly ratio: number;
}

/** Far above what any pack holds, far below what harms a laptop. */
export const ZIP_LIMITS: ZipLimits = { entries: 500_000, totalBytes: 64 * 2 ** 30, ratio: 250 };

const RATIO_FROM_BYTES = 16 * 2 ** 20;
const DIRECTORY_BYTES_MAX = 512 * 2 ** 20;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const MAX16 = 0xffff;
const MAX32 = 0xffff_ffff;
/** Sizes after the data, and names in UTF-8: nothing else may be said of an entry. */
const FLAGS_ALLOWED = 0x0808;
const REGULAR = 0o100000;

/**
 * Reads the central directory of a zip archive strictly: nothing before the first entry, between entries, or after the
 * end; no comments, no encryption, no links or folders, only stored or deflated files.
 *
 * @throws PackProblem `ZIP_MISMATCH`, `ZIP_UNSUPPORTED`, `LIMIT`, `BAG_PATH` or `BAG_NOT_REGULAR`.
 */
export function readZipDirectory(reader: ByteReader, limits: ZipLimits = ZIP_LIMITS): readonly ZipEntry[] {
  const { count, offset, size } = endOfDirectory(reader);
  if (count > limits.entries || size > DIRECTORY_BYTES_MAX) {
    throw new PackProblem("LIMIT", "pack", `${count} files are more than a pack may hold (${limits.entries})`);
  }
  const bytes = reader.read(offset, size);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { entry, length } = entryAt(bytes, at);
    entries.push(entry);
    at += length;
    if (entries.length > count) throw mismatch("the directory lists more files than it counts");
  }
  if (entries.length !== count) throw mismatch("the directory lists fewer files than it counts");
  checkSizes(entries, { ...limits, packed: reader.size });
  placeEnds(entries, offset);
  return entries;
}

function endOfDirectory(reader: ByteReader): { count: number; offset: number; size: number } {
  if (reader.size < END_BYTES) throw mismatch("the file is too short for a zip archive");
  const end = reader.read(reader.size - END_BYTES, END_BYTES);
  if (end.readUInt32LE(0) !== 0x0605_4b50 || end.readUInt16LE(20) !== 0) {
    throw mismatch("the file does not end with the end of a zip directory");
  }
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0)
    throw unsupported("the archive is cut into several files");
  const [here, count] = [end.readUInt16LE(8), end.readUInt16LE(10)];
  const [size, offset] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  if (here !== count) throw mismatch("the directory counts its files twice, and differently");
  if (count !== MAX16 && size !== MAX32 && offset !== MAX32) {
    if (offset + size !== reader.size - END_BYTES) throw mismatch("the directory does not reach to its end");
    return { count, offset, size };
  }
  return largeDirectory(reader, { count, size, offset });
}

/** The directory of an archive too large for the old fields; each of them must agree or say that it is too small. */
function largeDirectory(
  reader: ByteReader,
  old: { readonly count: number; readonly size: number; readonly offset: number },
): { count: number; offset: number; size: number } {
  const locatorAt = reader.size - END_BYTES - LOCATOR_BYTES;
  const locator = reader.read(locatorAt, LOCATOR_BYTES);
  const endAt = locatorAt - END64_BYTES;
  if (locator.readUInt32LE(0) !== 0x0706_4b50 || locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) !== 1) {
    throw mismatch("the large directory cannot be found");
  }
  if (safe(locator, 8) !== endAt) throw mismatch("the large directory is not where the locator says");
  const end = reader.read(endAt, END64_BYTES);
  if (end.readUInt32LE(0) !== 0x0606_4b50 || safe(end, 4) !== END64_BYTES - 12)
    throw mismatch("the large directory is malformed");
  if (end.readUInt32LE(16) !== 0 || end.readUInt32LE(20) !== 0)
    throw unsupported("the archive is cut into several files");
  const [here, count, size, offset] = [safe(end, 24), safe(end, 32), safe(end, 40), safe(end, 48)];
  const agrees =
    here === count &&
    (old.count === MAX16 || old.count === count) &&
    (old.size === MAX32 || old.size === size) &&
    (old.offset === MAX32 || old.offset === offset);
  if (!agrees || offset + size !== endAt) throw mismatch("the two directories say different things");
  return { count, offset, size };
}

function entryAt(bytes: Buffer, at: number): { entry: ZipEntry; length: number } {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x0201_4b50) throw mismatch("the directory is malformed");
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
  const length = 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
  if (at + length > bytes.length) throw mismatch("the directory is cut off");
  const name = bytes.subarray(at + 46, at + 46 + (nameBytes ?? 0));
  const path = checkedPath(name);
  const extra = bytes.subarray(at + 46 + (nameBytes ?? 0), at + 46 + (nameBytes ?? 0) + (extraBytes ?? 0));
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  if ((flags & ~FLAGS_ALLOWED) !== 0) throw unsupported("it is encrypted or packed in a way that packs are not", path);
  if (method !== 0 && method !== 8) throw unsupported(`it is packed by method ${method}`, path);
  if (commentBytes !== 0) throw mismatch("the directory holds a comment", path);
  if (bytes.readUInt16LE(at + 34) !== 0) throw unsupported("the archive is cut into several files", path);
  checkRegular(bytes.readUInt32LE(at + 38) >>> 16, path);
  const sizes = sizesOf(bytes.subarray(at, at + 46), extra, path);
  if (method === 0 && sizes.packedBytes !== sizes.sizeBytes) throw mismatch("a stored file has two sizes", path);
  const [needed, time, date] = [6, 12, 14].map((field) => bytes.readUInt16LE(at + field));
  const entry = { path, name, method, flags, needed, time, date, crc: bytes.readUInt32LE(at + 16), end: 0 } as const;
  return { entry: { ...entry, needed: needed ?? 0, time: time ?? 0, date: date ?? 0, ...sizes }, length };
}

/** Sizes and place; those that do not fit stand in the one extra field that is allowed, in this order, and only those. */
function sizesOf(header: Buffer, extra: Buffer, path: string): Pick<ZipEntry, "sizeBytes" | "packedBytes" | "offset"> {
  const [packed, size, offset] = [20, 24, 42].map((field) => header.readUInt32LE(field));
  const large = [size, packed, offset].filter((value) => value === MAX32).length;
  const isRight =
    large === 0
      ? extra.length === 0
      : extra.length >= 4 + large * 8 && extra.readUInt16LE(0) === 1 && extra.readUInt16LE(2) + 4 === extra.length;
  if (!isRight) throw mismatch("it carries fields that packs do not have", path);
  let at = 4;
  const value = (field: number | undefined) => {
    if (field !== MAX32) return field ?? 0;
    at += 8;
    return safe(extra, at - 8);
  };
  const sizeBytes = value(size);
  const packedBytes = value(packed);
  return { sizeBytes, packedBytes, offset: value(offset) };
}

function checkedPath(name: Buffer): string {
  let path: string;
  try {
    path = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(name);
  } catch (cause) {
    if (cause instanceof TypeError) throw new PackProblem("BAG_PATH", "pack", "a name is not UTF-8");
    throw cause;
  }
  if (path.endsWith("/")) throw new PackProblem("BAG_NOT_REGULAR", path, "a folder stands where only files may");
  const problem = pathProblem(path);
  if (problem !== undefined) throw new PackProblem("BAG_PATH", JSON.stringify(path), problem);
  return path;
}

/** Archives made on systems without file modes have none. */
function checkRegular(mode: number, path: string): void {
  if (mode === 0 || (mode & 0o170000) === REGULAR) return;
  throw new PackProblem("BAG_NOT_REGULAR", path, "a link, folder or device stands where only files may");
}

function checkSizes(entries: readonly ZipEntry[], limits: ZipLimits & { readonly packed: number }): void {
  const total = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (total > limits.totalBytes) {
    throw new PackProblem("LIMIT", "pack", `${total} bytes unpacked are more than a pack may hold`);
  }
  if (total > RATIO_FROM_BYTES && total > limits.packed * limits.ratio) {
    throw new PackProblem("LIMIT", "pack", `${limits.packed} bytes would unpack to ${total}`);
  }
}

/** Entries stand one after the other from the first byte on; none shares a byte with another. */
function placeEnds(entries: readonly ZipEntry[], directoryAt: number): void {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  if (inOrder[0] !== undefined && inOrder[0].offset !== 0) throw mismatch("bytes stand before the first file");
  inOrder.forEach((entry, at) => {
    entry.end = inOrder[at + 1]?.offset ?? directoryAt;
    if (entry.end < entry.offset + 30 + entry.name.length + entry.packedBytes) {
      throw mismatch("two files share bytes", entry.path);
    }
  });
}

function safe(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw mismatch("a size is beyond all measure");
  return Number(value);
}

function mismatch(message: string, where = "pack"): PackProblem {
  return new PackProblem("ZIP_MISMATCH", where, message);
}

function unsupported(message: string, where = "pack"): PackProblem {
  return new PackProblem("ZIP_UNSUPPORTED", where, message);
}
