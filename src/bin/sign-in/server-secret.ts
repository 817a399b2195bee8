import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../base/app-error.js";

const LENGTH_MIN = 32;

/**
 * The secret by which cookies are signed and second steps encrypted: what the environment says, or one that is made
 * once, for the server's own user alone. Processes that start together end up with the same.
 *
 * @throws AppError `bad-config` for one that is too short, `disk-failed` when it can be neither read nor made.
 */
export async function serverSecret(root: string, fromEnvironment: string | undefined): Promise<string> {
  if (fromEnvironment !== undefined) return longEnough(fromEnvironment, "LOOKBACK_SECRET");
  const folder = join(root, ".lookback", "server");
  const path = join(folder, "secret");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await makeSecret(path);
  } catch (error) {
    if (!isThere(error)) throw diskFailed(error);
  }
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw diskFailed(error);
  });
  return longEnough(text.trim(), path);
}

/** Written aside and then given its name, so that whoever reads it reads all of it; who comes second keeps the first. */
async function makeSecret(path: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(aside, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    await link(aside, path);
  } finally {
    await unlink(aside);
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function longEnough(secret: string, where: string): string {
  if (secret.length >= LENGTH_MIN) return secret;
  throw new AppError({
    code: "bad-config",
    message: `the secret of the server in ${where} is shorter than ${LENGTH_MIN} characters`,
    fix: "Give at least 32 characters that nobody can guess, such as: openssl rand -base64 32",
  });
}

function diskFailed(cause: unknown): AppError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  return new AppError({
    code: "disk-failed",
    message: `the secret of the server cannot be kept in .lookback/server (${code})`,
    fix: "Check the permissions of that folder, or hand the secret in as LOOKBACK_SECRET.",
    cause,
  });
}
