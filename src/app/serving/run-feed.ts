import { canonicalJson } from "../../base/canonical-json.js";
import { sha256 } from "../../base/digest.js";
import type { AuditRunRow } from "../../store/state/run-store.js";

/** Somebody who follows the runs of an audit. */
export interface RunListener {
  /** What they had seen when they last listened, on whichever process. */
  readonly after: string | undefined;
  /** Called with runs that changed, oldest first, and a name for everything that was told so far. */
  tell(changed: readonly AuditRunRow[], id: string): void;
}

export interface RunFeedParts {
  /** The last runs of an audit, newest first. */
  read(audit: string): Promise<readonly AuditRunRow[]>;
  /** Calls every so many milliseconds until the returned function is called. */
  every(milliseconds: number, act: () => void): () => void;
  report(error: unknown): void;
}

const LOOK_MS = 1_000;

interface Channel {
  readonly listeners: Set<Told>;
  looking: Promise<void> | undefined;
}

interface Told {
  readonly listener: RunListener;
  /** What was told of each run last; `undefined` before the first look. */
  known: ReadonlyMap<string, string> | undefined;
}

/**
 * Tells of runs as they change, whichever process works on them: the table is looked at once a second for each audit
 * that anybody follows, however many do, and not at all while nobody does.
 */
export class RunFeed {
  readonly #parts: RunFeedParts;
  readonly #channels = new Map<string, Channel>();
  #stop: (() => void) | undefined;

  constructor(parts: RunFeedParts) {
    this.#parts = parts;
  }

  /** Tells at once where the runs stand, then of every change, until the returned function is called. */
  follow(audit: string, listener: RunListener): () => void {
    const channel: Channel = this.#channels.get(audit) ?? { listeners: new Set(), looking: undefined };
    const told: Told = { listener, known: undefined };
    channel.listeners.add(told);
    this.#channels.set(audit, channel);
    this.#stop ??= this.#parts.every(LOOK_MS, () => this.look());
    void this.#look(audit, channel);
    return () => {
      channel.listeners.delete(told);
      if (channel.listeners.size === 0) this.#channels.delete(audit);
      if (this.#channels.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  /** Looks now: this process has just changed something. */
  look(): void {
    for (const [audit, channel] of this.#channels) void this.#look(audit, channel);
  }

  /** While the table is being looked at, nobody looks again: what a slow database owes does not pile up. */
  #look(audit: string, channel: Channel): Promise<void> {
    channel.looking ??= this.#read(audit, channel).finally(() => {
      channel.looking = undefined;
    });
    return channel.looking;
  }

  async #read(audit: string, { listeners }: Channel): Promise<void> {
    try {
      const runs = [...(await this.#parts.read(audit))].reverse();
      const texts = new Map(runs.map((run) => [run.id, textOf(run)]));
      const id = sha256([...texts.values()].join("\n")).slice(0, 32);
      for (const told of listeners) {
        const { known, listener } = told;
        told.known = texts;
        if (known === undefined && listener.after === id) continue;
        const changed = runs.filter((run) => known?.get(run.id) !== texts.get(run.id));
        if (changed.length > 0) listener.tell(changed, id);
      }
    } catch (error) {
      this.#parts.report(error);
    }
  }
}

/** Everything of a run that a listener sees: that its worker lives is none of it. */
function textOf({ worker: _worker, beat_at: _beat, ...seen }: AuditRunRow): string {
  return canonicalJson({ ...seen });
}
