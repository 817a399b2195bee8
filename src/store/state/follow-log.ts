import { sql, type Transaction } from "kysely";
import type { EvidenceStore, StoredRecord } from "../ledger/contract.js";
import type { StateDatabase } from "./state-database.js";
import type { StateTables } from "./tables.js";

export interface FollowInput {
  readonly state: Pick<StateDatabase, "db">;
  readonly evidence: Pick<EvidenceStore, "records">;
  /** Name of the log, as its checkpoints carry it. */
  readonly origin: string;
}

export interface Followed {
  /** Records that were read into the database. */
  readonly added: number;
  /** The database had another log, or another past of this one: all of it was read again. */
  readonly isRebuilt: boolean;
}

const FOLLOW_LOCK = 7_243_003;
const ROWS_AT_ONCE = 1_000;

/**
 * Brings the database's list of records up to the log. Costs what is new; what does not fit the log is thrown away and
 * read anew, for the log is right. Processes that share a database wait for each other.
 */
export async function followLog({ state, evidence, origin }: FollowInput): Promise<Followed> {
  return state.db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(FOLLOW_LOCK)})`.execute(transaction);
    const last = await lastOf(transaction, origin);
    if (last !== undefined && (await isInLog(last, evidence))) {
      return { added: await readIn(transaction, evidence, last.position + 1), isRebuilt: false };
    }
    const { numDeletedRows } = await transaction.deleteFrom("log_record").executeTakeFirstOrThrow();
    await transaction.deleteFrom("log_origin").execute();
    await transaction.insertInto("log_origin").values({ place: 1, origin }).execute();
    return { added: await readIn(transaction, evidence, 0), isRebuilt: numDeletedRows > 0n };
  });
}

type Last = { readonly position: number; readonly leaf_hash: string };

/** The last record that was read from this very log. */
async function lastOf(transaction: Transaction<StateTables>, origin: string): Promise<Last | undefined> {
  const known = await transaction.selectFrom("log_origin").select("origin").executeTakeFirst();
  if (known?.origin !== origin) return undefined;
  return transaction
    .selectFrom("log_record")
    .select(["position", "leaf_hash"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
}

async function isInLog({ position, leaf_hash }: Last, evidence: FollowInput["evidence"]): Promise<boolean> {
  for await (const { leafHash } of evidence.records(position)) return hexOf(leafHash) === leaf_hash;
  return false;
}

async function readIn(
  transaction: Transaction<StateTables>,
  evidence: FollowInput["evidence"],
  from: number,
): Promise<number> {
  let rows: StateTables["log_record"][] = [];
  let added = 0;
  const write = async () => {
    if (rows.length === 0) return;
    await insertAll(transaction, rows);
    added += rows.length;
    rows = [];
  };
  for await (const record of evidence.records(from)) {
    rows.push(rowOf(record));
    if (rows.length === ROWS_AT_ONCE) await write();
  }
  await write();
  return added;
}

function rowOf({ index, record, leafHash }: StoredRecord): StateTables["log_record"] {
  const { stream, n, type, at } = record;
  return { position: index, stream, n, type, at, leaf_hash: hexOf(leafHash) };
}

/** As one parameter: a statement with a thousand rows of parameters is planned for longer than it runs. */
async function insertAll(
  transaction: Transaction<StateTables>,
  rows: readonly StateTables["log_record"][],
): Promise<void> {
  await sql`
    insert into log_record (position, stream, n, type, at, leaf_hash)
    select position, stream, n, type, at, leaf_hash
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (position bigint, stream text, n bigint, type text, at text, leaf_hash text)
  `.execute(transaction);
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex");
}
