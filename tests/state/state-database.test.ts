import { expect, it } from "vitest";
import { onEveryDatabase } from "./databases.js";

const ROW = { stream: "s", type: "run", at: "2026-01-01T00:00:00.000Z", leaf_hash: "00" };

onEveryDatabase((newDatabase) => {
  it("keeps what was written when it is opened again, whole numbers as numbers", async () => {
    const open = await newDatabase();
    const first = await open();
    const position = Number.MAX_SAFE_INTEGER;
    await first.db
      .insertInto("log_record")
      .values({ ...ROW, position, n: 1 })
      .execute();
    await first.close();
    const second = await open();
    expect(await second.db.selectFrom("log_record").selectAll().execute()).toEqual([{ ...ROW, position, n: 1 }]);
    await second.close();
  });

  it("takes all of a transaction, or nothing, while others ask", async () => {
    const { db, close } = await (await newDatabase())();
    const fails = db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("log_record")
        .values({ ...ROW, position: 1, n: 1 })
        .execute();
      await transaction
        .insertInto("log_record")
        .values({ ...ROW, position: 1, n: 2 })
        .execute();
    });
    const asked = Promise.all(Array.from({ length: 20 }, () => db.selectFrom("log_record").selectAll().execute()));
    await expect(fails).rejects.toMatchObject({ code: "23505" });
    expect((await asked).flat()).toEqual([]);
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("log_record")
        .values({ ...ROW, position: 1, n: 1 })
        .execute();
    });
    const { count } = await db
      .selectFrom("log_record")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
    await close();
  });

  it("orders text by its bytes, whatever the machine's language", async () => {
    const { db, close } = await (await newDatabase())();
    const streams = ["b", "B", "a", "Z", "é", "z"];
    for (const [n, stream] of streams.entries()) {
      await db
        .insertInto("log_record")
        .values({ ...ROW, stream, position: n, n: 1 })
        .execute();
    }
    const rows = await db.selectFrom("log_record").select("stream").orderBy("stream").execute();
    expect(rows.map(({ stream }) => stream)).toEqual(["B", "Z", "a", "b", "z", "é"]);
    await close();
  });
});
