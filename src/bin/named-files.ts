import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "../base/app-error.js";

const BYTES_MAX = 64 * 1024 * 1024;

/**
 * The bytes of a file that a person names; `-` is standard input.
 *
 * @throws AppError `not-found` when it cannot be opened, `bad-input` when it is larger than 64 MiB.
 */
export async function readNamed(path: string): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of path === "-" ? process.stdin : createReadStream(path)) {
      const bytes = Buffer.from(part);
      size += bytes.length;
      if (size > BYTES_MAX) throw tooLarge(path);
      parts.push(bytes);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new AppError({
      code: "not-found",
      message: `${path} cannot be read (${code})`,
      fix: "Check the path; use - to read from standard input.",
      cause,
    });
  }
  return Buffer.concat(parts);
}

/**
 * Writes text to a file that a person names, and makes its folder.
 *
 * @throws AppError `disk-failed` when that is not possible.
 */
export async function writeNamed(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new AppError({
      code: "disk-failed",
      message: `${path} cannot be written (${code})`,
      fix: "Name a file in a folder that you may write to.",
      cause,
    });
  }
}

function tooLarge(path: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `${path === "-" ? "standard input" : path} is larger than 64 MiB`,
    fix: "Hand in the part that holds the exceptions alone.",
  });
}
