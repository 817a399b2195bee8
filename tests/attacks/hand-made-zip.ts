import { crc32, deflateRawSync } from "node:zlib";
import { PackProblem } from "../../src/verify/pack/pack-problem.js";
import type { ByteReader } from "../../src/verify/pack/zip-directory.js";

/** One file of an archive that is made by hand, so that every field can lie. */
export interface HandMadeEntry {
  readonly name: string | Buffer;
  readonly bytes?: Buffer;
  readonly isDeflated?: boolean;
  /** Unix mode; a regular file without it. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** What the header beside the file says its name is. */
  readonly localName?: string;
  /** What the directory says its unpacked size is. */
  readonly size?: number;
  readonly extra?: Buffer;
  readonly crc?: number;
}

export interface HandMadeZip {
  readonly entries: readonly HandMadeEntry[];
  /** Bytes before the first file. */
  readonly before?: Buffer;
  /** Bytes after the end. */
  readonly after?: Buffer;
  /** How many files the end says there are. */
  readonly count?: number;
  /** Where each file begins, as the directory says; the truth when absent. */
  readonly offsets?: readonly number[];
}

/** An archive with exactly these fields. */
export function handMadeZip({ entries, before = Buffer.alloc(0), after, count, offsets }: HandMadeZip): Buffer {
  const locals: Buffer[] = [before];
  const central: Buffer[] = [];
  let offset = before.length;
  for (const [at, entry] of entries.entries()) {
    const fields = fieldsOf(entry);
    const local = Buffer.concat([localHeader(entry, fields), fields.packed]);
    central.push(centralHeader(entry, fields, offsets?.[at] ?? offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(count ?? entries.length, 8);
  end.writeUInt16LE(count ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end, after ?? Buffer.alloc(0)]);
}

/** Reads from memory as the archive's file would be read. */
export function readerOf(bytes: Buffer): ByteReader {
  return {
    size: bytes.length,
    read(position, length) {
      if (position < 0 || position + length > bytes.length) throw new PackProblem("ZIP_MISMATCH", "pack", "too short");
      return bytes.subarray(position, position + length);
    },
  };
}

interface Fields {
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
  readonly flags: number;
}

function fieldsOf({
  bytes = Buffer.from("text"),
  isDeflated = false,
  method,
  flags = 0x0800,
  size,
  crc,
}: HandMadeEntry): Fields {
  return {
    packed: isDeflated ? deflateRawSync(bytes) : bytes,
    size: size ?? bytes.length,
    crc: crc ?? crc32(bytes),
    method: method ?? (isDeflated ? 8 : 0),
    flags,
  };
}

function localHeader({ name, localName }: HandMadeEntry, { packed, size, crc, method, flags }: Fields): Buffer {
  const header = Buffer.alloc(30);
  const bytes = Buffer.from(localName ?? name);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(0x21, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(bytes.length, 26);
  return Buffer.concat([header, bytes]);
}

function centralHeader(
  { name, mode = 0o100644, extra = Buffer.alloc(0) }: HandMadeEntry,
  { packed, size, crc, method, flags }: Fields,
  offset: number,
): Buffer {
  const header = Buffer.alloc(46);
  const bytes = Buffer.from(name);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(0x033f, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt16LE(0x21, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed.length, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(bytes.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, bytes, extra]);
}
