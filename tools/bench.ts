// Measures, as ratios within one run: the whole catalogue over a company and ten times that, testing items against asking the population engine the same question, re-running
// after 1 % new data, appending to the ledger against raw SHA-256, verifying a pack against hashing its files, and the server under mixed reads. Usage: npm run bench [-- sizes: 1000000 10000000]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchCatalogue } from "./bench/catalogue.js";
import { benchGit } from "./bench/git.js";
import { BENCH } from "./bench/kinds.js";
import { benchLedger } from "./bench/ledger.js";
import { benchPack } from "./bench/pack.js";
import { benchPopulation } from "./bench/populations.js";
import { benchServe } from "./bench/serve.js";

const sizes = process.argv.slice(2).map(Number).filter(Number.isSafeInteger);
const folder = await mkdtemp(join(tmpdir(), "lookback-bench-"));
try {
  console.log(await benchCatalogue());
  for (const size of sizes.length > 0 ? sizes : [1_000_000, 10_000_000]) {
    for (const kind of BENCH.kinds) console.log(await benchPopulation({ folder, kind, size }));
  }
  console.log(await benchLedger(folder));
  console.log(await benchPack(folder));
  console.log(await benchGit());
  console.log(await benchServe(folder));
} finally {
  await rm(folder, { recursive: true, force: true });
}
