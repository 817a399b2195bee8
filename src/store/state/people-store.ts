import { type Insertable, type Kysely, sql, type Transaction } from "kysely";
import { AppError } from "../../base/app-error.js";
import { type Instant, instant, instantOf, msOf } from "../../base/instant.js";
import type { Role } from "../../model/roles.js";
import type { GivenBy, MemberStatus } from "./sign-in-tables.js";
import type { StateDatabase } from "./state-database.js";
import type { StateTables } from "./tables.js";

/** A person as far as rules look at them. */
export interface Member {
  readonly id: string;
  /** Null only while the person waits for one. */
  readonly role: Role | null;
  readonly status: MemberStatus;
  readonly givenBy: GivenBy;
  /** The identity provider says that the person is not to be let in, whatever owners say. */
  readonly isDisabled: boolean;
  /** Ids of the audits that an auditor was let into; of others always empty. */
  readonly audits: readonly string[];
  readonly isFieldworker: boolean;
  /** The first moment at which the person is no longer let in. */
  readonly expiresAt: Instant | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A person with what an owner sees of them. */
export interface ListedPerson extends Person, Omit<Member, "id"> {
  readonly passkeys: number;
  readonly hasPassword: boolean;
  readonly hasSecondStep: boolean;
  readonly hasSingleSignOn: boolean;
  readonly sessions: number;
  readonly lastSignInAt: Instant | null;
}

/** What is to be written about one person. */
export interface PeopleChange {
  readonly member: Member;
  readonly endsSessions: boolean;
  /** Also ends tokens and forgets passwords, passkeys, second steps and accounts at identity providers. */
  readonly forgetsCredentials: boolean;
}

const PEOPLE_LOCK = 7_243_004;

/** One after the other, in all processes: what rules decide on must not change before it is written. */
export function withPeople<T>(
  { db }: Pick<StateDatabase, "db">,
  use: (transaction: Transaction<StateTables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(PEOPLE_LOCK)})`.execute(transaction);
    return use(transaction);
  });
}

/** Who belongs to the workspace, and as what. */
export class PeopleStore {
  readonly #state: Pick<StateDatabase, "db">;

  constructor(state: Pick<StateDatabase, "db">) {
    this.#state = state;
  }

  /** Everybody who was not removed, the longest known first. */
  async list(at: Instant): Promise<readonly ListedPerson[]> {
    const members = new Map((await membersOf(this.#state.db)).map((member) => [member.id, member]));
    const { rows } = await listQuery(at).execute(this.#state.db);
    return rows.flatMap(({ id, name, email, last_sign_in_at: last, ...counts }) => {
      const member = members.get(id);
      if (member === undefined || member.status === "removed") return [];
      return [
        {
          ...{ ...member, id, name, email },
          passkeys: counts.passkeys,
          hasPassword: counts.passwords > 0,
          hasSecondStep: counts.second_steps > 0,
          hasSingleSignOn: counts.sign_on_accounts > 0,
          sessions: counts.sessions,
          lastSignInAt: last === null ? null : instantOf(last.getTime()),
        },
      ];
    });
  }

  async member(id: string): Promise<Member | undefined> {
    return (await membersOf(this.#state.db, id))[0];
  }

  async person(id: string): Promise<Person | undefined> {
    return personOf(this.#state.db, id);
  }

  /** Decides on everybody as they are, and writes what was decided before anybody else decides. */
  async change(decide: (members: readonly Member[]) => PeopleChange | undefined): Promise<Member | undefined> {
    return withPeople(this.#state, async (transaction) => {
      const change = decide(await membersOf(transaction));
      if (change === undefined) return undefined;
      await writeMember(transaction, change.member);
      if (change.endsSessions) await endSessions(transaction, change.member.id);
      if (change.forgetsCredentials) await forgetCredentials(transaction, change.member.id);
      return change.member;
    });
  }
}

type Reader = Kysely<StateTables>;

/** Everybody, also those who were removed; or one person alone. */
export async function membersOf(db: Reader, id?: string): Promise<readonly Member[]> {
  let rows = db.selectFrom("membership").selectAll().orderBy("person_id");
  let letIn = db.selectFrom("audit_member").selectAll().orderBy("audit");
  if (id !== undefined) {
    rows = rows.where("person_id", "=", id);
    letIn = letIn.where("person_id", "=", id);
  }
  const [members, audits] = [await rows.execute(), await letIn.execute()];
  return members.map(({ person_id, role, status, given_by, is_disabled, is_fieldworker, expires_at }) => ({
    ...{ id: person_id, role, status, givenBy: given_by, isDisabled: is_disabled, isFieldworker: is_fieldworker },
    audits: audits.filter((row) => row.person_id === person_id).map(({ audit }) => audit),
    expiresAt: expires_at === null ? null : instant(expires_at),
  }));
}

export async function personOf(db: Reader, id: string): Promise<Person | undefined> {
  return db.selectFrom("person").select(["id", "name", "email"]).where("id", "=", id).executeTakeFirst();
}

/** @throws AppError `refused` when somebody has the e-mail address already. */
export async function addPerson(
  transaction: Transaction<StateTables>,
  { id, name, email }: Person,
  at: Instant,
): Promise<void> {
  const same = await transaction.selectFrom("person").select("id").where("email", "=", email).executeTakeFirst();
  if (same !== undefined) {
    throw new AppError({
      code: "refused",
      message: "somebody with this e-mail address is known already",
      fix: "Sign in as that person, or take another address.",
    });
  }
  const since = new Date(msOf(at));
  await transaction
    .insertInto("person")
    .values({ id, name, email, email_verified: false, created_at: since, updated_at: since })
    .execute();
}

/** Writes what a person is to the workspace, whatever they were before. */
export async function writeMember(transaction: Transaction<StateTables>, member: Member): Promise<void> {
  const row: Insertable<StateTables["membership"]> = {
    person_id: member.id,
    role: member.role,
    status: member.status,
    given_by: member.givenBy,
    is_disabled: member.isDisabled,
    is_fieldworker: member.isFieldworker,
    expires_at: member.expiresAt,
  };
  await transaction
    .insertInto("membership")
    .values(row)
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(row))
    .execute();
  await transaction.deleteFrom("audit_member").where("person_id", "=", member.id).execute();
  if (member.audits.length === 0) return;
  const rows = member.audits.map((audit) => ({ person_id: member.id, audit }));
  await transaction.insertInto("audit_member").values(rows).execute();
}

export async function endSessions(db: Reader, person: string): Promise<void> {
  await db.deleteFrom("sign_in_session").where("person_id", "=", person).execute();
}

const FORGOTTEN = [
  "sign_in_account",
  "second_factor",
  "passkey",
  "api_token",
  "one_time_link",
  "directory_member",
  "directory_user",
] as const;

/** Everything by which a person could sign in or ask as themselves, and what an identity provider said of them. */
export async function forgetCredentials(transaction: Transaction<StateTables>, person: string): Promise<void> {
  await endSessions(transaction, person);
  for (const table of FORGOTTEN) {
    await transaction.deleteFrom(table).where("person_id", "=", person).execute();
  }
  await transaction.updateTable("person").set({ two_factor_enabled: false }).where("id", "=", person).execute();
}

interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passkeys: number;
  readonly passwords: number;
  readonly second_steps: number;
  readonly sign_on_accounts: number;
  readonly sessions: number;
  readonly last_sign_in_at: Date | null;
}

function listQuery(at: Instant) {
  return sql<ListRow>`
    select person.id, person.name, person.email,
      (select count(*) from passkey where person_id = person.id)::integer as passkeys,
      (select count(*) from sign_in_account where person_id = person.id and provider_id = 'credential')::integer
        as passwords,
      (select count(*) from second_factor where person_id = person.id and verified)::integer as second_steps,
      (select count(*) from sign_in_account where person_id = person.id and provider_id <> 'credential')::integer
        as sign_on_accounts,
      (select count(*) from sign_in_session where person_id = person.id and expires_at > ${at}::timestamptz)::integer
        as sessions,
      (select max(created_at) from sign_in_session where person_id = person.id) as last_sign_in_at
    from person
    order by person.created_at, person.id
  `;
}
