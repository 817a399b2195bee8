import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { ApiTokenTable } from "./sign-in-tables.js";
import type { StateDatabase } from "./state-database.js";

export type ApiTokenRow = ApiTokenTable;

export type NewApiToken = Omit<ApiTokenTable, "last_used_at" | "revoked_at">;

/** Tokens by which programs ask: only their digests are kept. */
export class TokenStore {
  readonly #db: StateDatabase["db"];

  constructor({ db }: Pick<StateDatabase, "db">) {
    this.#db = db;
  }

  async add(token: NewApiToken): Promise<void> {
    await this.#db
      .insertInto("api_token")
      .values({ ...token, last_used_at: null, revoked_at: null })
      .execute();
  }

  /** Newest first, those that ended among them. */
  async ofPerson(person: string): Promise<readonly ApiTokenRow[]> {
    const rows = this.#db.selectFrom("api_token").selectAll().where("person_id", "=", person);
    return rows.orderBy("created_at", "desc").orderBy("id").execute();
  }

  /** Whatever became of it: whoever asks decides whether it still holds. */
  async byHash(hash: Sha256): Promise<ApiTokenRow | undefined> {
    return this.#db.selectFrom("api_token").selectAll().where("token_hash", "=", hash).executeTakeFirst();
  }

  async used(id: string, at: Instant): Promise<void> {
    await this.#db.updateTable("api_token").set({ last_used_at: at }).where("id", "=", id).execute();
  }

  /** `false`: the person has no token of that id that still holds. */
  async revoke(person: string, id: string, at: Instant): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("api_token")
      .set({ revoked_at: at })
      .where("person_id", "=", person)
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }
}
