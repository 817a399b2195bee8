import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import type { EvidenceSource } from "../source.js";
import { pathTwin } from "./pack-path.js";
import { PackProblem } from "./pack-problem.js";
import { type ByteReader, readZipDirectory, type ZipEntry, type ZipLimits } from "./zip-directory.js";

const PIECE_BYTES = 1_048_576;
const DESCRIPTOR_SIGNATURE = 0x0807_4b50;

/** An opened zip archive; files in it are read from the disk when asked for. */
export interface ZipSource extends EvidenceSource {
  close(): void;
}

/**
 * Opens a zip archive without unpacking it.
 *
 * @throws PackProblem when its directory is not that of a pack; reading a file throws it when the file is not what the
 * directory says.
 */
export function openZip(path: string, limits?: ZipLimits): ZipSource {
  const file = openSync(path, "r");
  try {
    return zipSource(byteReader(file), () => closeSync(file), limits);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** A zip archive read through `reader`. @throws PackProblem as {@link openZip}. */
export function zipSource(reader: ByteReader, close: () => void, limits?: ZipLimits): ZipSource {
  const entries = new Map<string, ZipEntry>();
  const twins = new Set<string>();
  for (const entry of readZipDirectory(reader, limits)) {
    const twin = pathTwin(entry.path);
    if (twins.has(twin)) throw new PackProblem("BAG_DUP", entry.path, "another file has this name");
    twins.add(twin);
    entries.set(entry.path, entry);
  }
  const paths = [...entries.keys()].sort();
  return {
    async list(folder) {
      const prefix = folder === "" ? "" : `${folder}/`;
      return { files: paths.filter((path) => path.startsWith(prefix)), others: [] };
    },
    has: async (path) => entries.has(path),
    async read(path) {
      const entry = entries.get(path);
      if (entry === undefined) return undefined;
      const pieces: Uint8Array[] = [];
      for await (const piece of unpacked(reader, entry)) pieces.push(piece);
      return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
    },
    stream(path) {
      const entry = entries.get(path);
      if (entry === undefined) throw new PackProblem("BAG_MISSING", path, "the file is not in the pack");
      return unpacked(reader, entry);
    },
    close,
  };
}

function byteReader(file: number): ByteReader {
  const { size } = fstatSync(file);
  return {
    size,
    read(position, length) {
      const buffer = Buffer.allocUnsafe(length);
      for (let done = 0; done < length; ) {
        const count = readSync(file, buffer, done, length - done, position + done);
        if (count === 0) throw new PackProblem("ZIP_MISMATCH", "pack", "the file is shorter than it says");
        done += count;
      }
      return buffer;
    },
  };
}

async function* unpacked(reader: ByteReader, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const from = dataStart(reader, entry);
  let [crc, size] = [0, 0];
  for await (const piece of entry.method === 0 ? packedPieces(reader, entry, from) : inflated(reader, entry, from)) {
    crc = crc32(piece, crc);
    size += piece.length;
    if (size > entry.sizeBytes) break;
    yield piece;
  }
  if (size !== entry.sizeBytes || crc !== entry.crc) {
    throw new PackProblem("ZIP_MISMATCH", entry.path, "the file is not the one that the directory lists");
  }
}

/** Where the packed bytes begin, once the header before them has said what the directory says. */
function dataStart(reader: ByteReader, entry: ZipEntry): number {
  const header = reader.read(entry.offset, 30 + entry.name.length);
  const hasDescriptor = (entry.flags & 0x0008) !== 0;
  const sizes = hasDescriptor ? [0, 0, 0] : [entry.crc, small(entry.packedBytes), small(entry.sizeBytes)];
  const expected = [entry.needed, entry.flags, entry.method, entry.time, entry.date];
  const extraBytes = header.readUInt16LE(28);
  const agrees =
    header.readUInt32LE(0) === 0x0403_4b50 &&
    expected.every((value, at) => header.readUInt16LE(4 + at * 2) === value) &&
    sizes.every((value, at) => header.readUInt32LE(14 + at * 4) === value) &&
    header.readUInt16LE(26) === entry.name.length &&
    header.subarray(30).equals(entry.name);
  const start = entry.offset + 30 + entry.name.length + extraBytes;
  if (!agrees || !endsRight(reader, entry, start + entry.packedBytes, hasDescriptor) || extraBytes !== 0) {
    throw new PackProblem("ZIP_MISMATCH", entry.path, "the header beside the file and the directory differ");
  }
  return start;
}

/** What follows the packed bytes: the next file, or first the sizes once more. */
function endsRight(reader: ByteReader, entry: ZipEntry, end: number, hasDescriptor: boolean): boolean {
  if (!hasDescriptor) return end === entry.end;
  const length = entry.end - end;
  if (length !== 16 && length !== 24) return false;
  const descriptor = reader.read(end, length);
  const sizeAt = (at: number) =>
    length === 16 ? descriptor.readUInt32LE(8 + at * 4) : Number(descriptor.readBigUInt64LE(8 + at * 8));
  return (
    descriptor.readUInt32LE(0) === DESCRIPTOR_SIGNATURE &&
    descriptor.readUInt32LE(4) === entry.crc &&
    sizeAt(0) === entry.packedBytes &&
    sizeAt(1) === entry.sizeBytes
  );
}

function small(size: number): number {
  return Math.min(size, 0xffff_ffff);
}

function* packedPieces(reader: ByteReader, { packedBytes }: ZipEntry, from: number): Generator<Buffer> {
  for (let at = 0; at < packedBytes; at += PIECE_BYTES) {
    yield reader.read(from + at, Math.min(PIECE_BYTES, packedBytes - at));
  }
}

async function* inflated(reader: ByteReader, entry: ZipEntry, from: number): AsyncGenerator<Uint8Array> {
  try {
    if (entry.packedBytes <= PIECE_BYTES && entry.sizeBytes <= 8 * PIECE_BYTES) {
      yield inflatedWhole(reader.read(from, entry.packedBytes), entry);
      return;
    }
    const inflate = createInflateRaw();
    const pieces = packedPieces(reader, entry, from);
    const feed = (): void => {
      const { value, done } = pieces.next();
      if (done === true) inflate.end();
      else inflate.write(value, () => feed());
    };
    feed();
    for await (const piece of inflate) yield Buffer.from(piece);
    if (inflate.bytesWritten !== entry.packedBytes) throw new RangeError("bytes after the end");
  } catch (cause) {
    if (cause instanceof PackProblem) throw cause;
    throw new PackProblem("ZIP_MISMATCH", entry.path, "the file cannot be unpacked");
  }
}

/** Refuses bytes after the end of the packed ones: they would be neither listed nor read. */
function inflatedWhole(packed: Buffer, { sizeBytes }: ZipEntry): Uint8Array {
  const inflated: unknown = inflateRawSync(packed, { maxOutputLength: sizeBytes + 1, info: true });
  if (!hasEngine(inflated) || inflated.engine.bytesWritten !== packed.length)
    throw new RangeError("bytes after the end");
  return inflated.buffer;
}

/** What `info: true` makes of the result. */
function hasEngine(
  value: unknown,
): value is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  return typeof value === "object" && value !== null && "engine" in value && "buffer" in value;
}
