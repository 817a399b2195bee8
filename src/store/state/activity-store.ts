import type { StateDatabase } from "./state-database.js";
import type { ActivityTable } from "./tables.js";

/** One thing that somebody saw or did. */
export type NotedActivity = Omit<ActivityTable, "id" | "position">;

export type ActivityRow = ActivityTable;

/**
 * Who saw and did what, from the moment it is answered. The log of the ledger is where it belongs; until it is written
 * there it waits here, so that no answer waits for the ledger and nothing noted is lost.
 */
export class ActivityStore {
  readonly #db: StateDatabase["db"];

  constructor({ db }: Pick<StateDatabase, "db">) {
    this.#db = db;
  }

  /** Durable when it returns. */
  async note(activities: readonly NotedActivity[]): Promise<void> {
    if (activities.length === 0) return;
    await this.#db
      .insertInto("activity")
      .values([...activities])
      .execute();
  }

  /** What is not in the log yet, oldest first. */
  async unlogged(limit: number): Promise<readonly ActivityRow[]> {
    const rows = this.#db.selectFrom("activity").selectAll().where("position", "is", null);
    return rows.orderBy("id").limit(limit).execute();
  }

  /** How much is not in the log yet. */
  async unloggedCount(): Promise<number> {
    const rows = this.#db.selectFrom("activity").where("position", "is", null);
    return (await rows.select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow()).count;
  }

  /** The same for these numbers, however many: some are given out before others and stored after them. */
  async unloggedAmong({ first, last }: { first: number; last: number }): Promise<readonly ActivityRow[]> {
    const rows = this.#db.selectFrom("activity").selectAll().where("position", "is", null);
    return rows.where("id", ">=", first).where("id", "<=", last).orderBy("id").execute();
  }

  /** These are in the log now, in the record at that place. */
  async logged(ids: readonly number[], position: number): Promise<void> {
    if (ids.length === 0) return;
    await this.#db
      .updateTable("activity")
      .set({ position })
      .where("id", "in", [...ids])
      .execute();
  }

  /** The last place in the log of which an act here says that it stands there; `undefined` when none does. */
  async lastPosition(): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom("activity")
      .select(({ fn }) => fn.max("position").as("last"))
      .executeTakeFirst();
    return row?.last ?? undefined;
  }

  /** Adds acts that stand in the log at that place and are not here; returns how many. Those that are here are marked. */
  async relist(activities: readonly NotedActivity[], position: number): Promise<number> {
    const known = await this.#db
      .updateTable("activity")
      .set({ position })
      .where(
        "request_id",
        "in",
        activities.map(({ request_id }) => request_id),
      )
      .returning("request_id")
      .execute();
    const here = new Set(known.map(({ request_id }) => request_id));
    const missing = activities.filter(({ request_id }) => !here.has(request_id));
    if (missing.length === 0) return 0;
    await this.#db
      .insertInto("activity")
      .values(missing.map((act) => ({ ...act, position })))
      .execute();
    return missing.length;
  }

  /** Newest first, from before `before`; of one audit, one person, or all. */
  async list({
    limit,
    before,
    audit,
    user,
  }: {
    readonly limit: number;
    readonly before?: number | undefined;
    readonly audit?: string | undefined;
    readonly user?: string | undefined;
  }): Promise<readonly ActivityRow[]> {
    let rows = this.#db.selectFrom("activity").selectAll();
    if (before !== undefined) rows = rows.where("id", "<", before);
    if (audit !== undefined) rows = rows.where("audit", "=", audit);
    if (user !== undefined) rows = rows.where("user_id", "=", user);
    return rows.orderBy("id", "desc").limit(limit).execute();
  }
}
