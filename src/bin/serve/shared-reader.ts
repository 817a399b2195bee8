import type { WorkspaceReader } from "../../app/serving/audits.js";
import type { OpenWorkspace } from "../../app/workspace/open-workspace.js";
import { openWorkspace } from "../open-workspace.js";

/** What others wrote since is seen after so long. */
const FRESH_MS = 10_000;

interface Held {
  readonly open: Promise<OpenWorkspace>;
  readonly since: number;
  users: number;
}

/** One open workspace for all who read at the same time; opened anew once it is old, closed when nobody reads it. */
export class SharedReader implements WorkspaceReader {
  readonly #root: string;
  #held: Held | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  async read<T>(use: (open: OpenWorkspace) => Promise<T>): Promise<T> {
    const held = this.#fresh();
    held.users += 1;
    try {
      return await use(await held.open);
    } finally {
      held.users -= 1;
      await this.#closeIfUnused(held);
    }
  }

  async close(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) await this.#closeIfUnused(held);
  }

  #fresh(): Held {
    const held = this.#held;
    if (held !== undefined && Date.now() - held.since < FRESH_MS) return held;
    const made: Held = { open: openWorkspace(this.#root, "read"), since: Date.now(), users: 0 };
    this.#held = made;
    made.open.catch(() => {
      if (this.#held === made) this.#held = undefined;
    });
    if (held !== undefined) void this.#closeIfUnused(held);
    return made;
  }

  async #closeIfUnused(held: Held): Promise<void> {
    if (held.users > 0 || held === this.#held) return;
    const open = await held.open.catch(() => undefined);
    await open?.close();
  }
}
