import { rm } from "node:fs/promises";
import { captured, configOf, makeLongRepository, normalised } from "../../src/connectors/git/repository-fixture.js";

const COMMITS = 100_000;

/** Reads and normalises a history of 100,000 commits. */
export async function benchGit(): Promise<string> {
  const path = await makeLongRepository(COMMITS);
  try {
    const config = configOf(path);
    const start = performance.now();
    const captures = await captured(config);
    const read = (performance.now() - start) / 1_000;
    const rows = (await normalised(captures, config)).length;
    const seconds = (performance.now() - start) / 1_000;
    return `git: ${COMMITS.toLocaleString("en")} commits read in ${read.toFixed(1)} s, read and normalised in ${seconds.toFixed(1)} s (${rows.toLocaleString("en")} answers)`;
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
