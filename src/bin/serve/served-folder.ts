import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AuditRunRow } from "../../store/state/run-store.js";

/** So many runs keep their reports and lists; older ones are made again from evidence by whoever asks. */
const KEPT_MAX = 12;

/** Where finished runs keep what they made: one folder each, below the workspace's data. */
export class ServedFolder {
  readonly #folder: string;

  constructor(root: string) {
    this.#folder = join(root, ".lookback", "served");
  }

  /** Each attempt has its own: what a lost worker still writes is nobody's. */
  of({ id, attempts }: Pick<AuditRunRow, "id" | "attempts">): string {
    return join(this.#folder, `${id}.${attempts}`);
  }

  async discard(run: Pick<AuditRunRow, "id" | "attempts">): Promise<void> {
    await rm(this.of(run), { recursive: true, force: true });
  }

  /** Takes away what no run of these left behind, beyond the newest. Ids begin with the moment they were asked for. */
  async prune(inUse: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const old = names
      .filter((name) => !inUse.has(name))
      .sort()
      .reverse()
      .slice(KEPT_MAX);
    for (const name of old) await rm(join(this.#folder, name), { recursive: true, force: true });
  }
}
