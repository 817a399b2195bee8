import { describe, expect, it } from "vitest";
import { type ReadFile, readFixture } from "../../src/connectors/exports/fixture.js";
import { type Delivery, realDeliveries, recordedExchanges } from "../fakes/real-input.js";

const entry = { repository: "Codertocat/Hello-World" };

async function readDelivery({ event, payload }: Delivery, key: string): Promise<ReadFile> {
  return readFixture("github-webhook-deliveries", { event, payload }, { entry, key });
}

describe("deliveries that GitHub made", () => {
  it("are all read: one record each, none rejected; what no control rests on says so", async () => {
    const deliveries = realDeliveries();
    const byEvent: Record<string, string[]> = {};
    let [kept, rows] = [0, 0];
    for (const [at, delivery] of deliveries.entries()) {
      const file = await readDelivery(delivery, `deliveries/${at}.json`);
      expect([at, delivery.event, file.rejects]).toEqual([at, delivery.event, []]);
      kept += file.kept;
      const tables = file.items.flatMap((item) => (item.kind === "kept" ? item.rows.map(({ table }) => table) : []));
      rows += tables.length;
      if (tables.length > 0) byEvent[delivery.event] = [...(byEvent[delivery.event] ?? []), ...tables];
    }
    expect(kept).toBe(deliveries.length);
    // Of 29 deliveries of pull requests none closes a merged one, so none is a change.
    expect([deliveries.length, rows, byEvent]).toEqual([
      329,
      11,
      {
        check_run: ["check_result", "check_result", "check_result"],
        deployment: ["deployment", "deployment", "deployment", "deployment"],
        pull_request_review: ["review", "review", "review", "review"],
      },
    ]);
  });

  it("give rows that are true of what they say", async () => {
    const one = async (event: string, action: string) => {
      const delivery = realDeliveries().find((each) => each.event === event && each.payload.action === action);
      return delivery === undefined ? undefined : readDelivery(delivery, "one.json");
    };
    const dismissed = (await one("pull_request_review", "dismissed"))?.rows("review") ?? [];
    expect(dismissed.map((row) => [row.reviewer_login, row.state, row.is_bot, row.merged_at])).toEqual([
      ["Codertocat", "dismissed", false, null],
    ]);
    const run = (await one("check_run", "completed"))?.rows("check_result") ?? [];
    expect(run.map((row) => [row.repository, row.name, row.conclusion, row.sha])).toEqual([
      ["Codertocat/Hello-World", "Octocoders-linter", "failure", "ec26c3e57ca3a959ca5aad62de7213c562f8c821"],
    ]);
    const deployed = (await one("deployment", "created"))?.rows("deployment") ?? [];
    expect(deployed.map((row) => [row.environment, row.is_production, row.outcome, row.trigger])).toEqual([
      ["production", true, "unknown", "human"],
    ]);
  });
});

describe("recorded exchanges with the GitHub API", () => {
  it("that were refused are gaps, with no row and no reject", async () => {
    const refused = [
      ...recordedExchanges("branch-protection"),
      ...recordedExchanges("errors"),
      ...recordedExchanges("release-assets-conflict"),
    ].filter(({ status }) => status >= 400);
    const seen = [];
    for (const exchange of refused) {
      const file = await readFixture("github-pulls", { headers: {}, ...exchange }, { entry });
      const gaps = file.coverage.map((row) => [row.is_complete, row.reason]);
      seen.push([exchange.status, file.kept, file.rejects.length, gaps]);
    }
    expect(seen).toEqual([
      [404, 0, 0, [[false, "error"]]],
      [422, 0, 0, [[false, "error"]]],
      [422, 0, 0, [[false, "error"]]],
    ]);
  });

  it("that answer something else than asked are rejected row by row, and prove nothing", async () => {
    const pages = recordedExchanges("paginate-issues");
    const seen = [];
    for (const page of pages) {
      const file = await readFixture("github-pulls", { headers: {}, ...page }, { entry });
      seen.push([file.kept, file.rejects.length, file.coverage.map((row) => row.is_complete)]);
    }
    expect(seen).toEqual([
      [0, 3, [false]],
      [0, 3, [false]],
      [0, 3, [false]],
      [0, 3, [false]],
      [0, 1, [false]],
    ]);
  });
});
