import { sign } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LogSigner, readCheckpoint, signerOf } from "../../src/ledger/checkpoint.js";
import { formatNoteKey, formatSignatureLine, keyIdOf, NOTE_TYPE } from "../../src/ledger/note.js";
import { cosign, type WitnessSigner } from "../../src/ledger/witness/cosignature.js";
import { formatPolicy, parsePolicy } from "../../src/ledger/witness/policy.js";
import { testWitness } from "../../src/ledger/witness/witness-fixture.js";
import type { Pin } from "../../src/verify/pin.js";
import { makeLog } from "./evidence-fixture.js";

/** The verifier's clock. */
export const NOW = Date.parse("2026-03-01T12:00:00.000Z");
/** When the newest head was cosigned, in seconds: an hour before. */
export const SECONDS = NOW / 1_000 - 3_600;
export const NEWEST = "log/checkpoints/000000000298";
export const OLDER = "log/checkpoints/000000000005";
/** A change of keys of which no witness is told. */
export const NOBODY_ASKED = async () => ({ outcomes: [], lacks: undefined });

/** The log of `makeLog`, both heads cosigned by two witnesses, and the pin of an auditor who saw the older head. */
export async function makeWatchedLog(): Promise<{ readonly folder: string; readonly pin: Pin }> {
  const folder = await makeLog();
  const witnesses = [testWitness(1), testWitness(2)];
  await writeFile(
    join(folder, `${OLDER}.cosig`),
    await cosignedBy(witnesses, { folder, path: OLDER, seconds: SECONDS - 3_600 }),
  );
  await writeFile(
    join(folder, `${NEWEST}.cosig`),
    await cosignedBy(witnesses, { folder, path: NEWEST, seconds: SECONDS }),
  );
  const verifierKey = (await readFile(join(folder, "trust/log.vkey"), "utf8")).trimEnd();
  const named = witnesses.map(({ key }) => ({ name: key.name, vkey: formatNoteKey(key) }));
  const text = formatPolicy({ logKey: verifierKey, witnesses: named, threshold: 1 });
  await writeFile(join(folder, "trust/witness-policy"), text);
  const policy = parsePolicy(text);
  if (!policy.ok) throw new Error(policy.reason);
  return { folder, pin: { verifierKey, head: await headOf(folder, OLDER), witnessPolicy: policy.policy } };
}

/** Lines of these witnesses over the head in a file. */
export async function cosignedBy(
  witnesses: readonly WitnessSigner[],
  { folder, path, seconds }: { readonly folder: string; readonly path: string; readonly seconds: number },
): Promise<string> {
  const read = readCheckpoint(await readFile(join(folder, path), "utf8"));
  if (!read.ok) throw new Error(read.problem);
  return witnesses.map((signer) => `${cosign(read.note.text, { signer, seconds })}\n`).join("");
}

/** Size and root in the file of a head. */
export async function headOf(
  folder: string,
  path: string,
): Promise<{ readonly size: number; readonly rootHex: string }> {
  const [, size, root = ""] = (await readFile(join(folder, path), "utf8")).split("\n");
  return { size: Number(size), rootHex: Buffer.from(root, "base64").toString("hex") };
}

export async function signerIn(folder: string): Promise<LogSigner> {
  return signerOf(await readFile(join(folder, "keys/log.key"), "utf8"));
}

/** Changes the text of a file, which may be read-only. */
export async function edit(folder: string, path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(join(folder, path), "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`nothing changed in ${path}`);
  await rm(join(folder, path));
  await writeFile(join(folder, path), changed);
}

/** Changes the newest head in both files that hold it. */
export async function editNewest(folder: string, change: (text: string) => string): Promise<void> {
  for (const path of ["log/checkpoint", NEWEST]) await edit(folder, path, change);
}

/** Other lines in the newest head, signed with the log's own key. */
export async function signAnew(folder: string, lines: (lines: readonly string[]) => readonly string[]): Promise<void> {
  const { origin, publicKey, privateKey } = await signerIn(folder);
  const keyId = keyIdOf({ name: origin, type: NOTE_TYPE.ed25519, publicKey });
  await editNewest(folder, (text) => {
    const changed = `${lines(text.split("\n").slice(0, 3)).join("\n")}\n`;
    const signature = sign(null, Buffer.from(changed), privateKey);
    return `${changed}\n${formatSignatureLine({ name: origin, keyId, signature })}\n`;
  });
}
