import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "../../app/workspace/schema.js";
import { readWorkspace } from "../open-workspace.js";

interface Held {
  /** What the file looked like when it was read. */
  readonly seen: string;
  readonly workspace: Promise<Workspace>;
}

/** `lookback.yaml` as it is now: looked at each time, read and checked again only when it is another file. */
export class ServedConfig {
  readonly #root: string;
  #held: Held | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws AppError `bad-config`, or `not-found` without the file. */
  async read(): Promise<Workspace> {
    const seen = await lookOf(join(this.#root, "lookback.yaml"));
    if (this.#held?.seen === seen) return this.#held.workspace;
    const held = { seen, workspace: readWorkspace(this.#root) };
    this.#held = held;
    held.workspace.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
    return held.workspace;
  }
}

/** A file that is not there looks like nothing: reading it says so. */
async function lookOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? "" : `${found.ino}:${found.size}:${found.mtimeNs}:${found.ctimeNs}`;
}
