import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { BadBytes } from "./bad-bytes.js";

const GZIP_LAYERS_MAX = 2;

/** What can be opened again and again: the stored bytes of one capture. */
export type Open = () => AsyncIterable<Uint8Array>;

/** The bytes with gzip removed, however the file is named. Streams; a damaged archive throws BadBytes. */
export async function plainBytes(open: Open): Promise<Open> {
  let plain = open;
  for (let layer = 0; layer < GZIP_LAYERS_MAX; layer += 1) {
    const head = await headOf(plain, 2);
    if (head[0] !== 0x1f || head[1] !== 0x8b) return plain;
    const packed = plain;
    plain = () => gunzip(packed());
  }
  return plain;
}

/** The first `count` bytes, fewer when there are no more. */
export async function headOf(open: Open, count: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open()) {
    parts.push(chunk);
    length += chunk.byteLength;
    if (length >= count) break;
  }
  return Buffer.concat(parts).subarray(0, count);
}

/** All bytes in memory, for formats that cannot be streamed. @throws BadBytes beyond `limit`. */
export async function allBytes(open: Open, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open()) {
    parts.push(chunk);
    length += chunk.byteLength;
    if (length > limit) {
      throw new BadBytes(
        `the file has more than ${limit / 1_048_576} MiB, too many for a format that is read as a whole`,
        "Split the export, or export it as NDJSON or CSV: those are streamed.",
      );
    }
  }
  return Buffer.concat(parts);
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed);
  const unpacked = createGunzip();
  source.once("error", (error) => unpacked.destroy(error));
  try {
    for await (const chunk of source.pipe(unpacked)) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    if (isZlibError(error)) {
      throw new BadBytes("the gzip archive is damaged or cut off", "Download or export the file again.");
    }
    throw error;
  } finally {
    source.destroy();
  }
}

function isZlibError(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && /^(Z_|ERR_TRAILING)/.test(error.code)
  );
}
