import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { type Envelope, signStatement } from "../../ledger/attestation/envelope.js";
import type { Statement } from "../../ledger/attestation/statement.js";
import type { Checkpoint, LogSigner } from "../../ledger/checkpoint.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { type LogKeys, openHead } from "../../ledger/log-keys.js";
import { readLogKeys, readLogSigner } from "./log-key-files.js";

/** Signs statements with the key of a log, and reads the heads that the log has signed. Writes nothing. */
export class Attester {
  readonly #folder: string;
  readonly #keys: LogKeys;
  readonly #signer: LogSigner;

  private constructor(folder: string, keys: LogKeys, signer: LogSigner) {
    this.#folder = folder;
    this.#keys = keys;
    this.#signer = signer;
  }

  /** @throws AppError `store-damaged` when the key is missing or another one than the log's. */
  static async open(folder: string): Promise<Attester> {
    const keys = await readLogKeys(folder);
    return new Attester(folder, keys, await readLogSigner(folder, keys));
  }

  /** Sizes at which the log was signed, smallest first. */
  async sizes(): Promise<readonly number[]> {
    const names = await readdir(join(this.#folder, LAYOUT.checkpoints));
    const heads = names.map(parseCheckpointName).flatMap((name) => (name?.companion === "" ? [name.size] : []));
    return heads.sort((a, b) => a - b);
  }

  /** The signed head of this size. @throws AppError `store-damaged` when it is not one. */
  async head(size: number): Promise<Checkpoint> {
    const path = checkpointPath(size);
    const opened = openHead(await readFile(join(this.#folder, path), "utf8"), this.#keys);
    if (opened.ok && opened.checkpoint.size === size) return opened.checkpoint;
    throw new AppError({
      code: "store-damaged",
      message: `${path} is not a head of ${size} records that this log signed`,
      fix: "Restore the evidence folder from a copy. Nothing was changed; run lookback verify for the whole picture.",
    });
  }

  sign(statement: Statement): Envelope {
    return signStatement(statement, this.#signer);
  }

  /** The key that checks what is signed, in the form that other tools read. */
  publicKeyPem(): string {
    return this.#signer.publicKey.export({ format: "pem", type: "spki" }).toString();
  }
}
