import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PassThrough, Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

/** A file of an archive, opened when its turn comes. */
export interface ZipMember {
  readonly path: string;
  open(): AsyncIterable<Uint8Array>;
}

/** Without a zone, so that every machine writes the same bytes: the first day that a zip archive can name. */
const NO_TIME = new Date(1980, 0, 1);
const MODE = 0o100644;

/**
 * Writes members as a zip archive, one after the other, never more than a piece of one in memory. Names, order and bytes
 * of the members decide every byte of the archive, as long as the same version of Node packs them. It stands under its
 * name only when it is whole.
 */
export async function writeZip(
  target: string,
  members: Iterable<ZipMember>,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const temporary = `${target}.new`;
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const counting = new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece);
      sizeBytes += piece.length;
      done(null, piece);
    },
  });
  try {
    await pipeline(zipOf(members), counting, createWriteStream(temporary, { flush: true }));
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { sha256: hash.digest("hex"), sizeBytes };
}

/** The same archive as it is written, piece by piece, for whoever takes it away at once. It breaks off where a member does. */
export function zipStream(members: Iterable<ZipMember>): ReadableStream<Uint8Array> {
  return Readable.toWeb(zipOf(members));
}

function zipOf(members: Iterable<ZipMember>): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  zip.on("error", (error: Error) => out.destroy(error));
  const options = { mtime: NO_TIME, mode: MODE, forceDosTimestamp: true, compress: true, compressionLevel: 9 };
  for (const { path, open } of members) {
    zip.addReadStreamLazy(path, options, (opened) => {
      const input = Readable.from(open(), { objectMode: false });
      input.on("error", (error) => out.destroy(error));
      opened(null, input);
    });
  }
  zip.end();
  return out;
}
