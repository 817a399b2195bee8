import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { addPerson, type Member, membersOf, type Person, personOf, withPeople, writeMember } from "./people-store.js";
import type { OneTimeLinkTable } from "./sign-in-tables.js";
import type { StateDatabase } from "./state-database.js";

export type OneTimeLinkRow = OneTimeLinkTable;

/** Whoever was let in by a link or an invitation. */
export interface Entered {
  readonly person: Person;
  readonly isNew: boolean;
}

/** Links that sign somebody in once. */
export class LinkStore {
  readonly #state: Pick<StateDatabase, "db">;

  constructor(state: Pick<StateDatabase, "db">) {
    this.#state = state;
  }

  /** Makes a link. Earlier ones of the same person, and those that make the first owner, hold no more. */
  async add(link: { hash: Sha256; person: string | null; at: Instant; expiresAt: Instant }): Promise<void> {
    await this.#state.db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("one_time_link")
        .set({ replaced_at: link.at })
        .where("used_at", "is", null)
        .where("replaced_at", "is", null)
        .where((row) => row.or([row("person_id", "is", null), row("person_id", "=", link.person)]))
        .execute();
      await transaction
        .insertInto("one_time_link")
        .values({
          ...{ token_hash: link.hash, person_id: link.person, created_at: link.at, expires_at: link.expiresAt },
          ...{ used_at: null, replaced_at: null },
        })
        .execute();
    });
  }

  /** Whatever became of it. */
  async byHash(hash: Sha256): Promise<OneTimeLinkRow | undefined> {
    return this.#state.db.selectFrom("one_time_link").selectAll().where("token_hash", "=", hash).executeTakeFirst();
  }

  /**
   * Uses a link up, if `decide` has no objection; makes the first owner where it belongs to nobody yet. Two who follow
   * the same link at once: one is let in.
   *
   * @throws whatever `decide` throws; AppError `refused` where somebody has the address already. Then nothing is used up.
   */
  async use(
    hash: Sha256,
    {
      at,
      owner,
      decide,
    }: {
      readonly at: Instant;
      readonly owner: Person;
      decide(link: OneTimeLinkRow | undefined, members: readonly Member[]): void;
    },
  ): Promise<Entered> {
    return withPeople(this.#state, async (transaction) => {
      const rows = transaction.selectFrom("one_time_link").selectAll().where("token_hash", "=", hash);
      const link = await rows.executeTakeFirst();
      decide(link, await membersOf(transaction));
      await transaction.updateTable("one_time_link").set({ used_at: at }).where("token_hash", "=", hash).execute();
      const known = link?.person_id == null ? undefined : await personOf(transaction, link.person_id);
      if (known !== undefined) return { person: known, isNew: false };
      await addPerson(transaction, owner, at);
      await writeMember(transaction, { ...OWNER, id: owner.id });
      return { person: owner, isNew: true };
    });
  }
}

const OWNER: Omit<Member, "id"> = {
  ...{ role: "owner", status: "active", givenBy: "person", isDisabled: false },
  ...{ audits: [], isFieldworker: false, expiresAt: null },
};
