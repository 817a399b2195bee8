import type { WorkspaceReader } from "../../app/serving/audits.js";

/** When each source was last read to its end, as the log says; looks only at records that are new since the last time. */
export class LastCollections {
  readonly #reader: WorkspaceReader;
  readonly #endedAt = new Map<string, number>();
  #next = 0;

  constructor(reader: WorkspaceReader) {
    this.#reader = reader;
  }

  /** Milliseconds since each source of the configuration was last read to its end; without those that never were. */
  ages(now: number): Promise<ReadonlyMap<string, number>> {
    return this.#reader.read(async ({ evidence, workspace }) => {
      for await (const { index, record } of evidence.records(this.#next)) {
        this.#next = index + 1;
        if (record.type === "run" && record.outcome === "complete")
          this.#endedAt.set(record.stream, Date.parse(record.at));
      }
      return new Map(
        workspace.sources.flatMap(({ id }) => {
          const endedAt = this.#endedAt.get(id);
          return endedAt === undefined ? [] : [[id, now - endedAt] as const];
        }),
      );
    });
  }
}
