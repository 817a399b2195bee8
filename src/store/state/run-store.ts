import { sql } from "kysely";
import { type Instant, instant } from "../../base/instant.js";
import type { StateDatabase } from "./state-database.js";
import type { AuditRunTable } from "./tables.js";

export type AuditRunRow = AuditRunTable;

export interface RunRequest {
  readonly id: string;
  readonly audit: string;
  /** Collects from the sources before it tests. */
  readonly collects: boolean;
  readonly by: string;
  readonly at: Instant;
}

export interface RunFailure {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** A run that broke its worker so often is not tried again. */
const ATTEMPTS_MAX = 3;

/** Any number; what matters is that every process of ours takes the same. */
const SCHEDULE_LOCK = 7_243_004;

/** Runs of audits: asked for, taken by one worker at a time, ended once. Any number of processes may share them. */
export class RunStore {
  readonly #db: StateDatabase["db"];

  constructor({ db }: Pick<StateDatabase, "db">) {
    this.#db = db;
  }

  /** Asks for a run; while one waits for the same audit, that one is the answer. */
  async request({ id, audit, collects, by, at }: RunRequest): Promise<AuditRunRow> {
    const made = await this.#db
      .insertInto("audit_run")
      .values({ id, audit, state: "queued", collects, requested_by: by, requested_at: at })
      .onConflict((conflict) =>
        conflict
          .column("audit")
          .where("state", "=", "queued")
          // A run that collects answers also for one that does not.
          .doUpdateSet({ collects: sql<boolean>`audit_run.collects or excluded.collects` }),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    return made;
  }

  /**
   * Asks for a run unless there is one of the same audit, collecting if this one does, that waits, is worked on, or was
   * asked for after `newerThan` (one that failed: after `failedAfter`). However many ask at once, one of them does.
   */
  async requestUnless({
    newerThan,
    failedAfter,
    ...asked
  }: RunRequest & { readonly newerThan: Instant; readonly failedAfter: Instant }): Promise<AuditRunRow | undefined> {
    return this.#db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(SCHEDULE_LOCK)})`.execute(transaction);
      const recent = await transaction
        .selectFrom("audit_run")
        .select("id")
        .where("audit", "=", asked.audit)
        .where("collects", ">=", asked.collects)
        .where((row) =>
          row.or([
            row("state", "in", ["queued", "running"]),
            row.and([row("state", "=", "done"), row("requested_at", ">", newerThan)]),
            row.and([row("state", "=", "failed"), row("requested_at", ">", failedAfter)]),
          ]),
        )
        .executeTakeFirst();
      return recent === undefined ? new RunStore({ db: transaction }).request(asked) : undefined;
    });
  }

  /**
   * Takes the run that waits longest, or one whose worker was not heard of since `silentSince`; `undefined` when there
   * is none. Two workers never take the same.
   */
  async take({
    worker,
    at,
    silentSince,
  }: {
    readonly worker: string;
    readonly at: Instant;
    readonly silentSince: Instant;
  }): Promise<AuditRunRow | undefined> {
    await this.#giveUp({ at, silentSince });
    return this.#db
      .updateTable("audit_run")
      .set((row) => ({
        state: "running",
        worker,
        started_at: at,
        beat_at: at,
        attempts: row("attempts", "+", 1),
        progress: "starting",
      }))
      .where("id", "=", (from) =>
        from
          .selectFrom("audit_run")
          .select("id")
          .where((row) =>
            row.or([
              row("state", "=", "queued"),
              row.and([row("state", "=", "running"), row("beat_at", "<", silentSince)]),
            ]),
          )
          .orderBy("requested_at")
          .orderBy("id")
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst();
  }

  /** Says that the worker lives and what it does. `false`: the run is no longer this worker's, so it must stop. */
  async beat(
    id: string,
    { worker, at, progress }: { worker: string; at: Instant; progress: string },
  ): Promise<boolean> {
    return this.#update(id, worker, { beat_at: at, progress });
  }

  /** Ends a run with what it found. `false`: another worker has it by now, and what was found is to be thrown away. */
  async finish(
    id: string,
    { worker, at, asOf, reportSha256 }: { worker: string; at: Instant; asOf: Instant; reportSha256: string },
  ): Promise<boolean> {
    const done = { state: "done", ended_at: at, as_of: asOf, report_sha256: reportSha256, progress: "" } as const;
    return this.#update(id, worker, done);
  }

  /** Ends a run that could not be done. */
  async fail(
    id: string,
    { worker, at, failure }: { worker: string; at: Instant; failure: RunFailure },
  ): Promise<boolean> {
    return this.#update(id, worker, { state: "failed", ended_at: at, progress: "", ...columnsOf(failure) });
  }

  /** Gives a run back that was stopped on purpose: whoever works next takes it up at once, and it was no attempt. */
  async release(id: string, { worker }: { readonly worker: string }): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("audit_run")
      .set((row) => ({
        beat_at: "",
        progress: "waiting for a worker",
        worker: null,
        attempts: row("attempts", "-", 1),
      }))
      .where("id", "=", id)
      .where("worker", "=", worker)
      .where("state", "=", "running")
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** Says that nobody works on anything: for a database that one process owns, when it has just opened it. */
  async orphan(): Promise<void> {
    await this.#db.updateTable("audit_run").set({ beat_at: "" }).where("state", "=", "running").execute();
  }

  async byId(id: string): Promise<AuditRunRow | undefined> {
    return this.#db.selectFrom("audit_run").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** Newest first. */
  async ofAudit(audit: string, limit: number): Promise<readonly AuditRunRow[]> {
    return this.#db
      .selectFrom("audit_run")
      .selectAll()
      .where("audit", "=", audit)
      .orderBy("requested_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
  }

  /** The newest run of an audit that ended well. */
  async latestDone(audit: string): Promise<AuditRunRow | undefined> {
    return this.#db
      .selectFrom("audit_run")
      .selectAll()
      .where("audit", "=", audit)
      .where("state", "=", "done")
      .orderBy("ended_at", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
  }

  /** How many runs are in which state. */
  async counts(): Promise<Readonly<Record<AuditRunTable["state"], number>>> {
    const rows = await this.#db
      .selectFrom("audit_run")
      .select(({ fn }) => ["state", fn.countAll<number>().as("count")])
      .groupBy("state")
      .execute();
    const none = { queued: 0, running: 0, done: 0, failed: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }

  /** When the newest finished run of any audit ended; `undefined` before the first. */
  async newestEnd(): Promise<Instant | undefined> {
    const rows = this.#db.selectFrom("audit_run").where("state", "=", "done");
    const { ended } = await rows.select(({ fn }) => fn.max("ended_at").as("ended")).executeTakeFirstOrThrow();
    return ended === null ? undefined : instant(ended);
  }

  /** Runs of which what they made is needed: those that go on, and the newest finished one of every audit. */
  async inUse(): Promise<readonly AuditRunRow[]> {
    const running = this.#db.selectFrom("audit_run").selectAll().where("state", "=", "running");
    const newest = this.#db
      .selectFrom("audit_run")
      .distinctOn("audit")
      .selectAll()
      .where("state", "=", "done")
      .orderBy("audit")
      .orderBy("ended_at", "desc")
      .orderBy("id", "desc");
    return [...(await running.execute()), ...(await newest.execute())];
  }

  async #giveUp({ at, silentSince }: { at: Instant; silentSince: Instant }): Promise<void> {
    await this.#db
      .updateTable("audit_run")
      .set({
        state: "failed",
        ended_at: at,
        progress: "",
        ...columnsOf({
          code: "worker-lost",
          message: `the worker stopped ${ATTEMPTS_MAX} times during this run`,
          fix: "Look into the server's log for what ended it (memory, most often), then start the run again.",
        }),
      })
      .where("state", "=", "running")
      .where("beat_at", "<", silentSince)
      .where("attempts", ">=", ATTEMPTS_MAX)
      .execute();
  }

  async #update(id: string, worker: string, set: Partial<AuditRunTable>): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("audit_run")
      .set(set)
      .where("id", "=", id)
      .where("worker", "=", worker)
      .where("state", "=", "running")
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }
}

function columnsOf({ code, message, fix }: RunFailure) {
  return { failure_code: code, failure_message: message, failure_fix: fix };
}
