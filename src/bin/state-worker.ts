import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../base/assert.js";
import { serveDatabase } from "../store/state/embedded/serve-database.js";

// The thread of the embedded state database.
assert(parentPort !== null, "the state database runs in a thread of its own");
await serveDatabase(parentPort, workerData);
