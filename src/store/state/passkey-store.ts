import type { Instant } from "../../base/instant.js";
import type { PasskeyTable } from "./sign-in-tables.js";
import type { StateDatabase } from "./state-database.js";

export type PasskeyRow = PasskeyTable;

/** Public keys of authenticators, by which people sign in without a password. */
export class PasskeyStore {
  readonly #db: StateDatabase["db"];

  constructor({ db }: Pick<StateDatabase, "db">) {
    this.#db = db;
  }

  async add(passkey: Omit<PasskeyTable, "last_used_at">): Promise<void> {
    await this.#db
      .insertInto("passkey")
      .values({ ...passkey, last_used_at: null })
      .execute();
  }

  /** Oldest first. */
  async ofPerson(person: string): Promise<readonly PasskeyRow[]> {
    const rows = this.#db.selectFrom("passkey").selectAll().where("person_id", "=", person);
    return rows.orderBy("created_at").orderBy("id").execute();
  }

  async byCredential(credential: string): Promise<PasskeyRow | undefined> {
    return this.#db.selectFrom("passkey").selectAll().where("credential_id", "=", credential).executeTakeFirst();
  }

  async used(id: string, { at, counter }: { readonly at: Instant; readonly counter: number }): Promise<void> {
    await this.#db.updateTable("passkey").set({ last_used_at: at, counter }).where("id", "=", id).execute();
  }

  /** `false`: the person has none of that id. */
  async remove(person: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("passkey")
      .where("person_id", "=", person)
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}
