import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { StateDatabase } from "./state-database.js";

/** A write that somebody asked for under a key of their own. */
export interface KeyedWrite {
  readonly user: string;
  /** Name of the route. */
  readonly route: string;
  readonly key: string;
  /** Of the address and the body. */
  readonly asked: Sha256;
  readonly at: Instant;
}

/** What becomes of a write that was asked for under a key. */
export type BegunWrite =
  /** Nobody asked before: it is to be done now. */
  | { readonly state: "begun" }
  /** Somebody is doing it, or broke off while doing it. */
  | { readonly state: "running" }
  /** The key was used for something else. */
  | { readonly state: "other" }
  /** It was done. Without `answer`: it held a secret. */
  | { readonly state: "done"; readonly status: number; readonly answer: string | null };

/** Writes by their keys. Any number of processes may share them: one of them does each write. */
export class KeyedWriteStore {
  readonly #db: StateDatabase["db"];

  constructor({ db }: Pick<StateDatabase, "db">) {
    this.#db = db;
  }

  /** Takes the write, or says what became of it. A key that was taken at or before `forgotten` is a new one. */
  async begin({ user, route, key, asked, at }: KeyedWrite, forgotten: Instant): Promise<BegunWrite> {
    const anew = { asked_sha256: asked, begun_at: at, status: null, answer: null };
    // One statement: of those who ask at once, the database lets one through.
    const taken = await this.#db
      .insertInto("keyed_write")
      .values({ user_id: user, route, key, ...anew })
      .onConflict((conflict) =>
        conflict.columns(["user_id", "route", "key"]).doUpdateSet(anew).where("keyed_write.begun_at", "<=", forgotten),
      )
      .returning("begun_at")
      .executeTakeFirst();
    if (taken !== undefined) return { state: "begun" };
    const before = await this.#row({ user, route, key }).selectAll().executeTakeFirst();
    // Dropped between the two statements: whoever took it could not begin, and may be asked again.
    if (before === undefined) return { state: "running" };
    if (before.asked_sha256 !== asked) return { state: "other" };
    if (before.status === null) return { state: "running" };
    return { state: "done", status: before.status, answer: before.answer };
  }

  /** Keeps how a write that was begun was answered. */
  async end(
    { user, route, key, at }: Omit<KeyedWrite, "asked">,
    { status, answer }: { readonly status: number; readonly answer: string | null },
  ): Promise<void> {
    await this.#db
      .updateTable("keyed_write")
      .set({ status, answer })
      .where("user_id", "=", user)
      .where("route", "=", route)
      .where("key", "=", key)
      .where("begun_at", "=", at)
      .execute();
  }

  /** A write that was begun came to nothing: its key may be used again. */
  async drop({ user, route, key, at }: Omit<KeyedWrite, "asked">): Promise<void> {
    await this.#db
      .deleteFrom("keyed_write")
      .where("user_id", "=", user)
      .where("route", "=", route)
      .where("key", "=", key)
      .where("begun_at", "=", at)
      .execute();
  }

  /** Deletes what was begun at or before `forgotten`. */
  async sweep(forgotten: Instant): Promise<void> {
    await this.#db.deleteFrom("keyed_write").where("begun_at", "<=", forgotten).execute();
  }

  #row({ user, route, key }: Pick<KeyedWrite, "user" | "route" | "key">) {
    const rows = this.#db.selectFrom("keyed_write").where("user_id", "=", user);
    return rows.where("route", "=", route).where("key", "=", key);
  }
}
