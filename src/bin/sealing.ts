import { join, resolve } from "node:path";
import type { Workspace } from "../app/workspace/schema.js";
import { AppError } from "../base/app-error.js";
import { LAYOUT } from "../ledger/layout.js";
import { realDisk } from "../store/blobs/disk.js";
import { makeMasterKey, readMasterKey, requireMasterKey } from "../store/keys/master-key.js";
import type { SealingOptions } from "../store/ledger/open-evidence-store.js";

/** Where the keys of a workspace's sealed evidence stand. @throws AppError `bad-config` for a variable that is not set. */
export function sealingOf(root: string, { confidential }: Pick<Workspace, "confidential">): SealingOptions {
  const { evidence, master_key, second_copy } = confidential;
  return {
    master: masterSource(root, master_key),
    isOn: evidence === "all",
    ...(second_copy === undefined ? {} : { secondKeyring: resolve(root, second_copy) }),
  };
}

function masterSource(root: string, named: Workspace["confidential"]["master_key"]): SealingOptions["master"] {
  if (named === undefined) return { file: join(root, ".lookback", "evidence", LAYOUT.masterKey) };
  if ("file" in named) return { file: resolve(root, named.file) };
  const text = process.env[named.env];
  if (text !== undefined) return requireMasterKey(text, `the environment variable ${named.env}`);
  throw new AppError({
    code: "bad-config",
    message: `the environment variable ${named.env}, which holds the master key, is not set`,
    fix: "Set it to 64 hexadecimal digits, or name another place under `confidential` in lookback.yaml.",
  });
}

/**
 * The master key for looking at evidence; empty when it is not to be had: whoever verifies then checks ciphertexts only,
 * and is told so.
 */
export async function masterForVerifying(
  root: string,
  workspace: () => Promise<Pick<Workspace, "confidential">>,
): Promise<{ readonly master?: Uint8Array }> {
  try {
    const { master } = sealingOf(root, await workspace());
    const key = "file" in master ? await readMasterKey(master.file) : master;
    return key === undefined ? {} : { master: key };
  } catch (error) {
    if (error instanceof AppError && (error.code === "bad-config" || error.code === "not-found")) return {};
    throw error;
  }
}

/** The master key in a file that a person names; made, for its owner alone, when it is not there. */
export async function masterKeyAt(file: string): Promise<{ readonly master: Uint8Array; readonly path: string }> {
  const path = resolve(file);
  return { path, master: (await readMasterKey(path)) ?? (await makeMasterKey(path, realDisk)) };
}
