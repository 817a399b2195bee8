import { sql } from "kysely";
import { expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { migrate } from "../../src/store/state/migrate.js";
import { MIGRATIONS } from "../../src/store/state/migrations/registry.js";
import { onEveryDatabase } from "./databases.js";

onEveryDatabase((newDatabase) => {
  it("makes each change once and all of them or none, and says which it has made", async () => {
    const open = await newDatabase();
    const { db, close } = await open();
    const next = { name: "9998-more", sql: "create table more (id integer); insert into more values (1);" };
    const broken = { name: "9999-broken", sql: "create table even_more (id integer); select nothing_of_that_name" };
    await expect(migrate(db, [...MIGRATIONS, next, broken])).rejects.toMatchObject({ code: "42703" });
    await migrate(db, [...MIGRATIONS, next]);
    await migrate(db, [...MIGRATIONS, next]);
    const made = await db.selectFrom("migration").selectAll().orderBy("name").execute();
    expect(made).toEqual([...MIGRATIONS, next].map((each) => ({ name: each.name, sha256: sha256(each.sql) })));
    expect((await sql`select id from more`.execute(db)).rows).toEqual([{ id: 1 }]);
    await close();
    // An older version does not touch what a newer one made.
    await expect(open()).rejects.toMatchObject({
      code: "state-failed",
      message: "the state database has the change 9998-more, which this version does not know",
    });
  });

  it("refuses a change whose text is another than the one that was made", async () => {
    const { db, close } = await (await newDatabase())();
    const edited = MIGRATIONS.map((each) => ({ ...each, sql: `${each.sql}\n` }));
    await expect(migrate(db, edited)).rejects.toMatchObject({
      code: "state-failed",
      message: `the change ${MIGRATIONS[0]?.name} was made by another text than this version has`,
    });
    await close();
  });
});
