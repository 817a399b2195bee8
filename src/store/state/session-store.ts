import { type Instant, instantOf, msOf } from "../../base/instant.js";
import { endSessions } from "./people-store.js";
import type { StateDatabase } from "./state-database.js";

/** A session at a browser, as its person sees it. */
export interface BrowserSession {
  readonly id: string;
  /** How it began: link, invitation, password, passkey, single-sign-on. */
  readonly method: string;
  readonly startedAt: Instant;
  readonly expiresAt: Instant;
  readonly address: string | null;
  readonly browser: string | null;
}

/** Sessions at browsers: better-auth begins them; they are listed and ended here. */
export class SessionStore {
  readonly #db: StateDatabase["db"];

  constructor({ db }: Pick<StateDatabase, "db">) {
    this.#db = db;
  }

  /** Those of a person that go on at `at`, newest first. */
  async ofPerson(person: string, at: Instant): Promise<readonly BrowserSession[]> {
    const rows = await this.#db
      .selectFrom("sign_in_session")
      .selectAll()
      .where("person_id", "=", person)
      .where("expires_at", ">", new Date(msOf(at)))
      .orderBy("created_at", "desc")
      .orderBy("id")
      .execute();
    return rows.map((row) => ({
      id: row.id,
      method: row.method ?? "unknown",
      startedAt: instantOf(row.created_at.getTime()),
      expiresAt: instantOf(row.expires_at.getTime()),
      address: row.ip_address === "" ? null : row.ip_address,
      browser: row.user_agent === "" ? null : row.user_agent,
    }));
  }

  /** Ends one session of a person. `false`: they have none of that id. */
  async end(person: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("sign_in_session")
      .where("person_id", "=", person)
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  /** Ends all but one. */
  async endOthers(person: string, but: string): Promise<void> {
    await this.#db.deleteFrom("sign_in_session").where("person_id", "=", person).where("id", "<>", but).execute();
  }

  async endAll(person: string): Promise<void> {
    await endSessions(this.#db, person);
  }
}
