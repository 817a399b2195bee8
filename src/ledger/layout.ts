import { assert } from "../base/assert.js";
import type { Sha256 } from "../base/digest.js";

/**
 * Where everything stands inside the evidence folder: one shape on disk, in a mirror and in a pack.
 *
 * Three positions are named for files that other parts add and that nothing else may use: `<checkpoint>.tsr` and
 * `.tsr2` hold the complete time-stamp responses over the bytes of the checkpoint file, `.cosig` the lines of
 * witnesses. Keys of encrypted blobs (class `enc`) stand in `keys/`, roots of time-stamp authorities and the witness
 * policy in `trust/`.
 */
export const LAYOUT = {
  journal: "journal",
  /** Files on their way to a name; whatever is left here belongs to a process that died. */
  temporary: "temporary",
  blobs: "blobs/sha256",
  log: "log",
  checkpoint: "log/checkpoint",
  checkpoints: "log/checkpoints",
  tiles: "log/tile",
  keys: "keys",
  logKey: "keys/log.key",
  /** Wraps the data keys, unless the configuration names another place for it. */
  masterKey: "keys/master.key",
  /** Wrapped keys of sealed blobs. Unlike everything else it changes: destroying a key here is how evidence is erased. */
  keyring: "keys/data.keyring",
  /** Seals documents; its certificate, which is public, in PEM. */
  sealKey: "keys/seal.key",
  sealCertificate: "keys/seal.crt",
  trust: "trust",
  logVerifierKey: "trust/log.vkey",
  /** Roots of time-stamp authorities with their windows. */
  stampTrust: "trust/time-stamps.json",
  lockPrefix: "lock.",
} as const;

/** What may stand beside a checkpoint file. */
const CHECKPOINT_COMPANIONS = [".tsr", ".tsr2", ".cosig"] as const;

/** `blobs/sha256/ab/<64 hex>`. */
export function blobPath(digest: Sha256): string {
  return `${LAYOUT.blobs}/${digest.slice(0, 2)}/${digest}`;
}

/** `log/checkpoints/000000000616`: twelve digits, so that names sort by size. */
export function checkpointPath(size: number): string {
  assert(Number.isSafeInteger(size) && 0 <= size && size < 1e12, `no checkpoint of size ${size}`);
  return `${LAYOUT.checkpoints}/${String(size).padStart(12, "0")}`;
}

/** Size and companion suffix in the name of a file in `log/checkpoints`; `undefined` for any other name. */
export function parseCheckpointName(name: string): { readonly size: number; readonly companion: string } | undefined {
  const parts = /^(\d{12})(\.[a-z0-9]+)?$/.exec(name);
  if (parts === null) return undefined;
  const companion = parts[2] ?? "";
  const isKnown = companion === "" || CHECKPOINT_COMPANIONS.some((each) => each === companion);
  return isKnown ? { size: Number(parts[1]), companion } : undefined;
}
