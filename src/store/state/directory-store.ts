import type { Transaction } from "kysely";
import { z } from "zod";
import { type Instant, instant, instantOf, msOf } from "../../base/instant.js";
import {
  addPerson,
  endSessions,
  forgetCredentials,
  type Member,
  membersOf,
  withPeople,
  writeMember,
} from "./people-store.js";
import type { StateDatabase } from "./state-database.js";
import type { StateTables } from "./tables.js";

/** Of what an identity provider says of a person: what is kept beside their names. */
export const DirectoryProfile = z.strictObject({
  formatted: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  displayName: z.string().nullable(),
  emails: z.array(z.strictObject({ value: z.string(), type: z.string().nullable(), primary: z.boolean().nullable() })),
});
export type DirectoryProfile = z.infer<typeof DirectoryProfile>;

/** What an identity provider says of a person, in its own words. */
export interface DirectorySaying {
  readonly userName: string;
  readonly externalId: string | null;
  readonly profile: DirectoryProfile;
}

/** Somebody of the workspace, also one who was removed or whom no identity provider knows. */
export interface DirectoryUser {
  readonly member: Member;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** `null`: no identity provider has said anything of them. */
  readonly said: DirectorySaying | null;
  /** The identity provider made the person here: they have no other past than it knows. */
  readonly isBrought: boolean;
}

export interface DirectoryGroup {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  /** Ids of people, in order. */
  readonly members: readonly string[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Everybody and every group, the longest known first. */
export interface Directory {
  readonly users: readonly DirectoryUser[];
  readonly groups: readonly DirectoryGroup[];
}

/** What is to be written, in one piece. */
export interface DirectoryChange {
  /** As they are to be from now on; those who are not known yet are made. */
  readonly users: readonly DirectoryUser[];
  readonly groups: readonly DirectoryGroup[];
  /** Ids of groups that there are no more. */
  readonly goneGroups: readonly string[];
  /** Ids of people who are signed out everywhere. */
  readonly signedOut: readonly string[];
  /** Ids of people whose tokens are revoked. */
  readonly tokensRevoked: readonly string[];
  /** Ids of people of whom every way in is forgotten. */
  readonly forgotten: readonly string[];
}

/** People and groups as an identity provider provisions them. */
export class DirectoryStore {
  readonly #state: Pick<StateDatabase, "db">;

  constructor(state: Pick<StateDatabase, "db">) {
    this.#state = state;
  }

  /** Everything as it is at one moment. */
  read(): Promise<Directory> {
    return this.#state.db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute((transaction) => directoryOf(transaction));
  }

  /** Decides on everybody as they are, and writes what was decided before anybody else decides. */
  change<T>(
    decide: (directory: Directory) => { readonly change: DirectoryChange; readonly answer: T },
    at: Instant,
  ): Promise<T> {
    return withPeople(this.#state, async (transaction) => {
      const before = await directoryOf(transaction);
      const { change, answer } = decide(before);
      const known = new Set(before.users.map(({ member }) => member.id));
      for (const id of change.forgotten) await forgetCredentials(transaction, id);
      for (const user of change.users) await writeUser(transaction, user, { isNew: !known.has(user.member.id), at });
      for (const id of change.goneGroups)
        await transaction.deleteFrom("directory_group").where("id", "=", id).execute();
      for (const group of change.groups) await writeGroup(transaction, group);
      for (const id of change.signedOut) await endSessions(transaction, id);
      for (const id of change.tokensRevoked) await revokeTokens(transaction, id, at);
      return answer;
    });
  }

  /**
   * Joins an account at single sign-on to the one person whom the provider brought here under this id of its own, unless
   * either has another already. Who was here before joins the two themselves: a provider cannot take them over.
   */
  async join(
    externalId: string,
    account: { readonly id: string; readonly provider: string; readonly subject: string; readonly at: Instant },
  ): Promise<void> {
    await withPeople(this.#state, async (transaction) => {
      const rows = transaction
        .selectFrom("directory_user")
        .select("person_id")
        .where("external_id", "=", externalId)
        .where("is_brought", "=", true);
      const [found, ...more] = await rows.execute();
      if (found === undefined || more.length > 0) return;
      const known = await transaction
        .selectFrom("sign_in_account")
        .select("id")
        .where("provider_id", "=", account.provider)
        .where((each) => each.or([each("account_id", "=", account.subject), each("person_id", "=", found.person_id)]))
        .execute();
      if (known.length > 0) return;
      const since = new Date(msOf(account.at));
      await transaction
        .insertInto("sign_in_account")
        .values({
          ...{ id: account.id, account_id: account.subject, provider_id: account.provider, password: null },
          ...{ person_id: found.person_id, created_at: since, updated_at: since },
        })
        .execute();
    });
  }
}

async function directoryOf(transaction: Transaction<StateTables>): Promise<Directory> {
  const members = new Map((await membersOf(transaction)).map((member) => [member.id, member]));
  const people = await transaction
    .selectFrom("person")
    .leftJoin("directory_user", "directory_user.person_id", "person.id")
    .select(["person.id", "person.name", "person.email", "person.created_at"])
    .select([
      "person.updated_at as changed_at",
      "user_name",
      "external_id",
      "is_brought",
      "profile",
      "directory_user.updated_at",
    ])
    .orderBy("person.created_at")
    .orderBy("person.id")
    .execute();
  const users = people.flatMap((row) => {
    const member = members.get(row.id);
    if (member === undefined) return [];
    return [
      {
        ...{ member, name: row.name, email: row.email, createdAt: instantOf(row.created_at.getTime()) },
        updatedAt: row.updated_at === null ? instantOf(row.changed_at.getTime()) : instant(row.updated_at),
        ...{ said: sayingOf(row), isBrought: row.is_brought ?? false },
      },
    ];
  });
  return { users, groups: await groupsOf(transaction) };
}

function sayingOf(row: {
  readonly user_name: string | null;
  readonly external_id: string | null;
  readonly profile: string | null;
}): DirectorySaying | null {
  if (row.user_name === null || row.profile === null) return null;
  const profile = DirectoryProfile.parse(JSON.parse(row.profile));
  return { userName: row.user_name, externalId: row.external_id, profile };
}

async function groupsOf(transaction: Transaction<StateTables>): Promise<readonly DirectoryGroup[]> {
  const rows = await transaction
    .selectFrom("directory_group")
    .selectAll()
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const members = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
  const all = transaction.selectFrom("directory_member").selectAll().orderBy("person_id");
  for (const { group_id, person_id } of await all.execute()) members.get(group_id)?.push(person_id);
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, externalId: row.external_id, members: members.get(row.id) ?? [] },
    ...{ createdAt: instant(row.created_at), updatedAt: instant(row.updated_at) },
  }));
}

async function writeUser(
  transaction: Transaction<StateTables>,
  { member, name, email, said, isBrought }: DirectoryUser,
  { isNew, at }: { readonly isNew: boolean; readonly at: Instant },
): Promise<void> {
  const { id } = member;
  if (isNew) await addPerson(transaction, { id, name, email }, at);
  else {
    const changed = { name, email, updated_at: new Date(msOf(at)) };
    await transaction.updateTable("person").set(changed).where("id", "=", id).execute();
  }
  await writeMember(transaction, member);
  if (said === null) return;
  const row = {
    ...{ person_id: id, user_name: said.userName, user_name_key: said.userName.toLowerCase(), updated_at: at },
    ...{ external_id: said.externalId, profile: JSON.stringify(said.profile), is_brought: isBrought },
  };
  await transaction
    .insertInto("directory_user")
    .values(row)
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(row))
    .execute();
}

async function writeGroup(transaction: Transaction<StateTables>, group: DirectoryGroup): Promise<void> {
  const { id, name, externalId, members, createdAt, updatedAt } = group;
  const row = {
    ...{ id, name, name_key: name.toLowerCase(), external_id: externalId },
    ...{ created_at: createdAt, updated_at: updatedAt },
  };
  await transaction
    .insertInto("directory_group")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  await transaction.deleteFrom("directory_member").where("group_id", "=", id).execute();
  for (let from = 0; from < members.length; from += ROWS_AT_ONCE) {
    const rows = members.slice(from, from + ROWS_AT_ONCE).map((person) => ({ group_id: id, person_id: person }));
    await transaction.insertInto("directory_member").values(rows).execute();
  }
}

/** PostgreSQL takes so many values with one statement, and more than that no longer. */
const ROWS_AT_ONCE = 1_000;

async function revokeTokens(transaction: Transaction<StateTables>, person: string, at: Instant): Promise<void> {
  await transaction
    .updateTable("api_token")
    .set({ revoked_at: at })
    .where("person_id", "=", person)
    .where("revoked_at", "is", null)
    .execute();
}
