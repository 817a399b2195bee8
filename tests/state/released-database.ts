import { readdir, readFile } from "node:fs/promises";
import { CompiledQuery } from "kysely";
import type { StateDatabase } from "../../src/store/state/state-database.js";
import { readRows, tablesOf } from "../../src/store/state/table-rows.js";

const FOLDER = "tests/state/released";

/** Versions of which it is known what a database of theirs looks like, with rows in it. */
export async function releasedVersions(): Promise<readonly string[]> {
  const names = await readdir(FOLDER);
  return names.flatMap((name) => (name.endsWith(".sql") ? [name.slice(0, -".sql".length)] : [])).sort();
}

/** Makes a bare database what one of that version is. */
export async function makeReleased({ db }: Pick<StateDatabase, "db">, version: string): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(await readFile(`${FOLDER}/${version}.sql`, "utf8")));
}

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** All rows of all tables, or of those, as the database spells them. */
export async function allRows({ db }: Pick<StateDatabase, "db">, only?: readonly string[]): Promise<Rows> {
  return db.transaction().execute(async (within) => {
    const rows: Record<string, Record<string, unknown>[]> = {};
    for (const table of await tablesOf(within)) {
      if (only !== undefined && !only.includes(table.name)) continue;
      const own: Record<string, unknown>[] = [];
      for await (const line of readRows(within, table)) own.push(JSON.parse(line));
      rows[table.name] = own;
    }
    return rows;
  });
}
