import { createPrivateKey, generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { addMonths, day, type Instant, instant } from "../../base/instant.js";
import { parseVerifierKey } from "../../ledger/checkpoint.js";
import { LAYOUT } from "../../ledger/layout.js";
import type { SealKey } from "../../ledger/pdf/cades.js";
import { sealCertificate } from "../../ledger/pdf/seal-certificate.js";
import { createForGood, type Disk, diskError, isErrno, realDisk } from "../blobs/disk.js";

/** The key that documents are sealed with, and the log whose documents they are. */
export interface OpenSealKey {
  readonly key: SealKey;
  readonly origin: string;
}

const VALID_MONTHS = 120;

/**
 * The seal key of an evidence folder, made with a certificate of its own where there is none yet. A crash between the
 * two leaves the key, for which a certificate is then made: nothing was sealed with it before.
 *
 * @param at our clock, from which a new certificate is valid, for ten years.
 * @throws AppError `store-damaged` when key and certificate do not fit each other; `disk-failed`.
 */
export async function openSealKey(
  folder: string,
  { at, disk = realDisk }: { readonly at: Instant; readonly disk?: Disk },
): Promise<OpenSealKey> {
  const origin = await originOf(folder);
  const known = await readPart(folder, LAYOUT.sealKey);
  const pem =
    known ?? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
  const privateKey = createPrivateKey(pem);
  if (known === undefined) {
    if ((await readPart(folder, LAYOUT.sealCertificate)) !== undefined) throw damaged(`${LAYOUT.sealKey} is missing`);
    await create(folder, disk, { path: LAYOUT.sealKey, text: pem.toString(), mode: 0o600 });
  }
  const stored = await readPart(folder, LAYOUT.sealCertificate);
  if (stored !== undefined) {
    const certificate = new X509Certificate(stored);
    if (!certificate.checkPrivateKey(privateKey)) throw damaged("the seal's certificate is that of another key");
    return { key: { privateKey, certificate: certificate.raw }, origin };
  }
  const serial = BigInt(`0x01${randomBytes(15).toString("hex")}`);
  const name = `${origin} document seal`;
  const certificate = sealCertificate({ privateKey, name, serial, from: wholeSecond(at), to: endOf(at) });
  const text = new X509Certificate(certificate).toString();
  await create(folder, disk, { path: LAYOUT.sealCertificate, text, mode: 0o444 });
  return { key: { privateKey, certificate }, origin };
}

async function create(
  folder: string,
  disk: Disk,
  { path, text, mode }: { readonly path: string; readonly text: string; readonly mode: number },
): Promise<void> {
  const temporary = join(folder, LAYOUT.temporary, `seal-${randomBytes(8).toString("hex")}`);
  try {
    await createForGood(disk, { temporary, target: join(folder, path), bytes: Buffer.from(text), mode });
  } catch (error) {
    throw diskError("storing the seal key", error);
  }
}

async function originOf(folder: string): Promise<string> {
  const verifier = parseVerifierKey(((await readPart(folder, LAYOUT.logVerifierKey)) ?? "").trimEnd());
  if (verifier === undefined) throw damaged(`${LAYOUT.logVerifierKey} is missing or unreadable`);
  return verifier.origin;
}

async function readPart(folder: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, path), "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Certificates know no milliseconds. */
function wholeSecond(at: Instant): Instant {
  return instant(`${at.slice(0, 19)}.000Z`);
}

function endOf(at: Instant): Instant {
  return instant(`${addMonths(day(at.slice(0, 10)), VALID_MONTHS)}T00:00:00.000Z`);
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Restore keys/ of the evidence folder from a copy. A new key would have another fingerprint than the log names.",
  });
}
