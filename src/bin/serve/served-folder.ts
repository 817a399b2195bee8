import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../base/digest.js";
import type { AuditRunRow } from "../../store/state/run-store.js";

/** So many runs keep their reports and lists; older ones are made again from evidence by whoever asks. */
const KEPT_MAX = 12;

/** What of a run says where its files are. */
type RunPlace = Pick<AuditRunRow, "id" | "attempts" | "worker">;

/** Where finished runs keep what they made: one folder each, below the workspace's data. */
export class ServedFolder {
  readonly #folder: string;

  constructor(root: string) {
    this.#folder = join(root, ".lookback", "served");
  }

  /** Each attempt of each worker has its own: what a lost worker still writes is nobody's. */
  of(run: RunPlace): string {
    return join(this.#folder, nameOf(run));
  }

  async discard(run: RunPlace): Promise<void> {
    await rm(this.of(run), { recursive: true, force: true });
  }

  /** Takes away what other runs than these left behind, beyond the newest. Ids begin with the moment they were asked for. */
  async prune(inUse: readonly RunPlace[]): Promise<void> {
    const used = new Set(inUse.map(nameOf));
    const names = await readdir(this.#folder).catch(() => []);
    const old = names
      .filter((name) => !used.has(name))
      .sort()
      .reverse()
      .slice(KEPT_MAX);
    for (const name of old) await rm(join(this.#folder, name), { recursive: true, force: true });
  }
}

function nameOf({ id, attempts, worker }: RunPlace): string {
  return `${id}.${attempts}.${sha256(worker ?? "").slice(0, 12)}`;
}
