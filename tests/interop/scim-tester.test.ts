import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { listen } from "../../src/bin/serve/listen.js";
import { type ScimWorld, scimWorld } from "../scim/scim-world.js";
import { type EmbeddedDatabases, embeddedDatabases } from "../state/databases.js";
import { withTool } from "./external-tool.js";

const run = promisify(execFile);

let embedded: EmbeddedDatabases;
let world: ScimWorld;
beforeAll(async () => {
  embedded = await embeddedDatabases("scim-tester");
  const folder = await embedded.newFolder();
  world = await scimWorld(() => embedded.open(folder));
});
afterAll(async () => {
  await world.state.close();
  await embedded.remove();
});

/**
 * The one thing that the tester would have otherwise: that `active` can be taken away. Without it nobody could say
 * whether the person is let in, so it is refused.
 */
const KEPT = "active has to be there";

describe("SCIM and a tester that nobody here wrote", () => {
  withTool("scim2", "scim2-tester finds no fault", findsNoFault, { isRare: true });
});

async function findsNoFault(): Promise<void> {
  const listening = await listen({ port: 0, host: "127.0.0.1" }, (request) => world.fetch(request));
  const token = await world.token(world.ownerId, ["provision:people"]);
  try {
    const { stdout } = await run("scim2", ["--url", `${listening.origin}/scim/v2`, "test", "--verbose"], {
      env: { ...process.env, SCIM_CLI_HEADERS: `Authorization: Bearer ${token}` },
    }).catch((error) => error);
    const results = String(stdout)
      .split(/^(?=(?:SUCCESS|ERROR|SKIPPED|CRITICAL|ACCEPTABLE|DEVIATION)\b)/m)
      .slice(1);
    expect(results.length).toBeGreaterThan(60);
    expect(results.filter((result) => !result.startsWith("SUCCESS") && !result.includes(KEPT))).toEqual([]);
  } finally {
    await listening.close();
  }
}
