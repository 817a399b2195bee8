import { sql } from "kysely";
import { expect, it } from "vitest";
import { migrate } from "../../src/store/state/migrate.js";
import { MIGRATIONS } from "../../src/store/state/migrations/registry.js";
import type { StateDatabase } from "../../src/store/state/state-database.js";
import { onEveryDatabase } from "./databases.js";
import { allRows, makeReleased, type Rows, releasedVersions } from "./released-database.js";

const versions = await releasedVersions();

it("knows what the database of at least one version looks like", () => {
  expect(versions).toContain("0.1.0-pre");
});

onEveryDatabase((newDatabase, newBare) => {
  it.each(versions)(
    "a database of %s comes up to this version, keeps every row, and is like a new one",
    async (version) => {
      const old = await newBare();
      await makeReleased(old, version);
      const before = await allRows(old);
      // A table without a row would prove nothing.
      expect(Object.entries(before).flatMap(([name, rows]) => (rows.length === 0 ? [name] : []))).toEqual([]);
      await migrate(old.db, MIGRATIONS);
      const after = await allRows(old);
      expect(kept(before, after)).toEqual(before);
      const fresh = await (await newDatabase())();
      expect(await schemaOf(old)).toEqual(await schemaOf(fresh));
      await old.close();
      await fresh.close();
    },
  );
});

/** Of the rows there are now what stood in them before, by the columns of then; rows that came later left out. */
function kept(before: Rows, after: Rows): Rows {
  return Object.fromEntries(
    Object.entries(before).map(([table, rows]) => [
      table,
      (after[table] ?? []).slice(0, rows.length).map((row, at) => {
        const columns = Object.keys(rows[at] ?? {});
        return Object.fromEntries(columns.map((column) => [column, row[column]]));
      }),
    ]),
  );
}

/** Every column, constraint, index and counter, as the database describes it. */
async function schemaOf({ db }: StateDatabase): Promise<readonly unknown[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        a.attidentity, a.attgenerated, l.collname, pg_get_expr(d.adbin, d.adrelid)) as line
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v', 'S')
    union all
    select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = current_schema()::regnamespace
    union all
    select concat_ws(' ', 'index', indexdef) from pg_indexes where schemaname = current_schema()
    union all
    select concat_ws(' ', 'trigger', tgname, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    order by line
  `.execute(db);
  return rows.map(({ line }) => line);
}
