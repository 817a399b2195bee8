import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import {
  changeRow,
  forgeScope,
  landedRow,
  NOON,
  PERIOD,
  peopleTables,
  personRows,
  repositoryScope,
} from "../changes/fake-rows.js";
import { deployments } from "./population.js";

function deploymentRow(more: Partial<TableRow<"deployment">> = {}): TableRow<"deployment"> {
  return {
    id: "d1",
    repository: "acme/api",
    sha: "1a2b3c4d5e",
    environment: "production",
    is_production: true,
    trigger: "human",
    triggered_by_login: "Ann",
    approved_by_login: null,
    approved_at: null,
    started_at: NOON,
    outcome: "success",
    is_rollback: false,
    ...more,
  };
}

const PEOPLE = peopleTables([personRows("ann"), personRows("bob"), personRows("ann-2", {}, "ann")]);

async function items(deployment: readonly TableRow<"deployment">[], more: TableRows = {}) {
  const tables = { scope: [repositoryScope(), forgeScope()], ...PEOPLE, deployment, ...more };
  return populate(deployments, { tables, period: PERIOD });
}

describe("production deployments", () => {
  it("are in from the first moment of the period to the last, other environments out", async () => {
    const at = (id: string, started_at: number) => deploymentRow({ id, started_at });
    const rows = [
      at("before", PERIOD.start - 1),
      at("first", PERIOD.start),
      at("last", PERIOD.end - 1),
      at("after", PERIOD.end),
      deploymentRow({ id: "staging", environment: "staging", is_production: false }),
    ];
    expect((await items(rows)).map(({ itemId }) => itemId)).toEqual(["first", "last"]);
  });

  it("are called by commit and environment, also where the artefact is unknown", async () => {
    const rows = [deploymentRow(), deploymentRow({ id: "d2", repository: null, sha: null, triggered_by_login: null })];
    expect((await items(rows)).map(({ label, unit, actor }) => [label, unit, actor])).toEqual([
      ["acme/api@1a2b3c4 to production", "acme/api", "ann"],
      ["unknown artefact to production", null, null],
    ]);
  });

  it("know when their commit landed, in whichever month, and only on a protected branch", async () => {
    const landed = async (more: TableRows) => {
      const [item] = await items([deploymentRow()], more);
      return [item?.landedAt, item?.landedLo];
    };
    const months = NOON - 70 * DAY_MS;
    expect(await landed({})).toEqual([null, null]);
    expect(await landed({ landed_commit: [landedRow("1a2b3c4d5e", { landed_hi: months })] })).toEqual([months, null]);
    expect(
      await landed({ landed_commit: [landedRow("1a2b3c4d5e", { landed_hi: months, landed_basis: "forge" })] }),
    ).toEqual([months, months]);
    expect(await landed({ landed_commit: [landedRow("1a2b3c4d5e", { branch: "develop" })] })).toEqual([null, null]);
    expect(await landed({ change: [changeRow(1, { merge_sha: "1a2b3c4d5e" })] })).toEqual([NOON, NOON]);
  });

  it("compare approver and starter by person", async () => {
    const approver = async (more: Partial<TableRow<"deployment">>) => (await items([deploymentRow(more)]))[0]?.approver;
    expect(await approver({})).toBe("none");
    expect(await approver({ approved_by_login: "bob" })).toBe("other");
    expect(await approver({ approved_by_login: "ANN" })).toBe("self");
    expect(await approver({ approved_by_login: "ann-2" })).toBe("self");
    expect(await approver({ approved_by_login: "zoe" })).toBe("unmatched");
    expect(await approver({ approved_by_login: "bob", triggered_by_login: "zoe" })).toBe("unmatched");
    expect(await approver({ approved_by_login: "bob", triggered_by_login: null })).toBe("unmatched");
  });

  it("know the earlier good deployment that a rollback returns to", async () => {
    const earlier = (more: Partial<TableRow<"deployment">>) =>
      deploymentRow({ id: "d0", trigger: "pipeline", started_at: NOON - 40 * DAY_MS, ...more });
    const back = deploymentRow({ is_rollback: true });
    const good = async (before: TableRow<"deployment">) => (await items([back, before])).at(-1)?.earlierGoodAt;
    expect(await good(earlier({}))).toBe(NOON - 40 * DAY_MS);
    expect(await good(earlier({ outcome: "failure" }))).toBe(null);
    expect(await good(earlier({ trigger: "human" }))).toBe(null);
    expect(await good(earlier({ trigger: "human", approved_by_login: "bob" }))).toBe(NOON - 40 * DAY_MS);
    expect(await good(earlier({ trigger: "human", approved_by_login: "ann-2" }))).toBe(null);
    expect(await good(earlier({ sha: "other" }))).toBe(null);
    expect(await good(earlier({ started_at: NOON }))).toBe(null);
    const unmatched = async (more: Partial<TableRow<"deployment">>) => {
      const item = (await items([back, earlier({ trigger: "human", approved_by_login: "bob", ...more })])).at(-1);
      return [item?.earlierGoodAt, item?.earlierUnmatchedAt];
    };
    const at = NOON - 40 * DAY_MS;
    expect(await unmatched({})).toEqual([at, null]);
    expect(await unmatched({ approved_by_login: "zoe" })).toEqual([null, at]);
    expect(await unmatched({ triggered_by_login: null })).toEqual([null, at]);
  });
});
