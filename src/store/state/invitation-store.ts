import type { Transaction } from "kysely";
import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { Entered } from "./link-store.js";
import { addPerson, forgetCredentials, type Member, type Person, withPeople, writeMember } from "./people-store.js";
import type { InvitationTable } from "./sign-in-tables.js";
import type { StateDatabase } from "./state-database.js";
import type { StateTables } from "./tables.js";

export type InvitationRow = InvitationTable;

export type NewInvitation = Omit<InvitationTable, "used_at" | "used_by" | "revoked_at">;

/** Invitations: links by which somebody becomes a person of the workspace, once. */
export class InvitationStore {
  readonly #state: Pick<StateDatabase, "db">;

  constructor(state: Pick<StateDatabase, "db">) {
    this.#state = state;
  }

  async add(invitation: NewInvitation): Promise<void> {
    await this.#state.db
      .insertInto("invitation")
      .values({ ...invitation, used_at: null, used_by: null, revoked_at: null })
      .execute();
  }

  /** Newest first. */
  async list(): Promise<readonly InvitationRow[]> {
    const rows = this.#state.db.selectFrom("invitation").selectAll();
    return rows.orderBy("created_at", "desc").orderBy("id").execute();
  }

  async byHash(hash: Sha256): Promise<InvitationRow | undefined> {
    return this.#state.db.selectFrom("invitation").selectAll().where("token_hash", "=", hash).executeTakeFirst();
  }

  /** `false`: there is none of that id that could still be accepted. */
  async revoke(id: string, at: Instant): Promise<boolean> {
    const { numUpdatedRows } = await this.#state.db
      .updateTable("invitation")
      .set({ revoked_at: at })
      .where("id", "=", id)
      .where("used_at", "is", null)
      .where("revoked_at", "is", null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  /**
   * Uses an invitation up, if `decide` has no objection, and makes the person. Somebody who was removed and is invited
   * again by their own address is the same person, with nothing left of how they signed in before.
   *
   * @throws whatever `decide` throws; AppError `refused` where somebody has the address already. Then nothing is used up.
   */
  async accept(
    hash: Sha256,
    input: {
      readonly at: Instant;
      readonly person: Person;
      decide(invitation: InvitationRow | undefined): Omit<Member, "id">;
    },
  ): Promise<Entered> {
    const { at, person, decide } = input;
    return withPeople(this.#state, async (transaction) => {
      const rows = transaction.selectFrom("invitation").selectAll().where("token_hash", "=", hash);
      const invitation = await rows.executeTakeFirst();
      const member = decide(invitation);
      // Whoever has a link that names nobody could otherwise take the place, and the past, of anybody who was removed.
      const removed = invitation?.email === person.email ? await removedPerson(transaction, person.email) : undefined;
      const id = removed?.id ?? person.id;
      if (removed === undefined) {
        await addPerson(transaction, person, at);
      } else {
        await forgetCredentials(transaction, id);
        await transaction.updateTable("person").set({ name: person.name }).where("id", "=", id).execute();
      }
      await writeMember(transaction, { ...member, id });
      await transaction
        .updateTable("invitation")
        .set({ used_at: at, used_by: id })
        .where("token_hash", "=", hash)
        .execute();
      return { person: { ...person, id }, isNew: removed === undefined };
    });
  }
}

async function removedPerson(
  transaction: Transaction<StateTables>,
  email: string,
): Promise<{ id: string } | undefined> {
  return transaction
    .selectFrom("person")
    .innerJoin("membership", "membership.person_id", "person.id")
    .select("person.id")
    .where("person.email", "=", email)
    .where("membership.status", "=", "removed")
    .executeTakeFirst();
}
