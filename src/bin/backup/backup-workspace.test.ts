import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { changeCompany } from "../../../tests/fakes/change-company.js";
import { workspaceFolder } from "../../../tests/fakes/workspace-folder.js";
import { instant } from "../../base/instant.js";
import { backupWorkspace } from "./backup-workspace.js";

/** Backs up a workspace of which only this stands below `.lookback`; gives the code of the refusal. */
async function refusalOf(file: string): Promise<unknown> {
  const root = await workspaceFolder({ ...changeCompany({ changes: 0 }), [`.lookback/${file}`]: "x" });
  const target = `${root}-backup`;
  const world = {
    ...{ root, env: {}, databaseUrl: undefined, signal: new AbortController().signal },
    ...{ at: instant("2026-07-06T08:00:00.000Z"), worker: new URL("file:///nowhere.js") },
  };
  const refused = await backupWorkspace(target, { keys: true, progress: () => undefined }, world).catch(
    (error) => error,
  );
  expect(existsSync(join(target, "manifest.json"))).toBe(false);
  return [refused.code, refused.message];
}

it.each(["server", "served/run-1/reports/audit.json"])(
  "refuses to leave out the database of a server that was started, which left %s",
  async (file) => {
    const elsewhere = "a server was started on this workspace, and its database is not here";
    expect(await refusalOf(file)).toEqual(["bad-usage", elsewhere]);
  },
);

it("looks no further for a database where no server was ever started: it is the ledger that is missing", async () => {
  expect(await refusalOf("spill/x")).toEqual(["not-found", expect.stringContaining("there is no ledger")]);
});
