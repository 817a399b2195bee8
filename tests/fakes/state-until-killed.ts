import { writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { lockOwner } from "../../src/bin/lock-owner.js";
import { openEmbeddedState } from "../../src/store/state/state-database.js";

/**
 * Writes row after row to the embedded state database for as long as it lives and prints the place of each that was
 * committed. Its parent kills it. Run with: folder, file of the worker, number of the run.
 */
const [folder = "", worker = "", run = "0"] = process.argv.slice(2);
const { db } = await openEmbeddedState({ folder, owner: lockOwner(), worker: pathToFileURL(worker) });
for (let position = Number(run) * 100_000; ; position += 1) {
  await db
    .insertInto("log_record")
    .values({ position, stream: "s", n: position + 1, type: "run", at: "2026-01-01T00:00:00.000Z", leaf_hash: "00" })
    .execute();
  writeSync(1, `${position}\n`);
}
