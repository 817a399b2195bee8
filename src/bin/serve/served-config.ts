import { join } from "node:path";
import type { Workspace } from "../../app/workspace/schema.js";
import { readWorkspace } from "../open-workspace.js";
import { fileLook } from "./file-look.js";

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
    const seen = await fileLook(join(this.#root, "lookback.yaml"));
    if (this.#held?.seen === seen) return this.#held.workspace;
    const held = { seen, workspace: readWorkspace(this.#root) };
    this.#held = held;
    held.workspace.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
    return held.workspace;
  }
}
