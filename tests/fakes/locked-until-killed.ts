import { writeSync } from "node:fs";
import { lockFolder } from "../../src/store/ledger/lock.js";

/**
 * Holds the lock of a folder as a process of another container for as long as it lives; prints its process id once it
 * has it, or `refused`. Its parent kills it. Run with: folder, name of the container's space of process ids.
 */
const [folder = "", namespace = ""] = process.argv.slice(2);
const owner = { processId: process.pid, bootId: "boot", namespace, startedAt: "1", isAlive: () => true };
const isHeld = await lockFolder(folder, owner).then(
  () => true,
  () => false,
);
writeSync(1, isHeld ? `${process.pid}\n` : "refused\n");
setInterval(() => undefined, 1_000);
