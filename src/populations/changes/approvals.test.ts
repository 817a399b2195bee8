import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import {
  changeRow,
  forgeScope,
  NOON,
  PERIOD,
  partyRow,
  peopleTables,
  personRows,
  repositoryScope,
  reviewRow,
} from "./fake-rows.js";
import { type ChangeItem, changes } from "./population.js";

const PEOPLE = peopleTables(["ann", "bob", "cyd"].map((login) => personRows(login)));

/** The counts of `acme/api#1`, zeros left out. */
async function counts(tables: TableRows): Promise<Record<string, number>> {
  const items = await populate(changes, {
    tables: { scope: [repositoryScope(), forgeScope()], change: [changeRow(1)], ...PEOPLE, ...tables },
    period: PERIOD,
  });
  expect(items).toHaveLength(1);
  return Object.fromEntries(items.flatMap(countsOf));
}

function countsOf(item: ChangeItem): [string, number][] {
  return Object.entries(item).flatMap(([name, value]) =>
    /Approvals$|Reviews$|Requests$|Authors$/.test(name) && typeof value === "number" && value > 0
      ? [[name, value]]
      : [],
  );
}

const INDEPENDENT = { independentApprovals: 1, authorisedApprovals: 1 };

describe("approvals by person", () => {
  it("counts an approval on the head by another person", async () => {
    expect(await counts({ change_party: [partyRow(1, "ann")], review: [reviewRow(1, "bob")] })).toEqual(INDEPENDENT);
  });

  it("counts at the very moment of the merge; one ms later it is late", async () => {
    const at = async (submitted_at: number) => counts({ review: [reviewRow(1, "bob", { submitted_at })] });
    expect(await at(NOON)).toEqual(INDEPENDENT);
    expect(await at(NOON + 1)).toEqual({ lateApprovals: 1, lateAuthorisedApprovals: 1 });
  });

  it("counts every author, committer, co-author and pusher as the author, by login, person or address", async () => {
    const self = async (party: Parameters<typeof partyRow>) =>
      counts({ change_party: [partyRow(1, "ann"), partyRow(...party)], review: [reviewRow(1, "Bob")] });
    expect(await self([1, "bob", { role: "co_author" }])).toEqual({ selfApprovals: 1 });
    expect(await self([1, null, { role: "committer", email: "bob@acme.example" }])).toEqual({ selfApprovals: 1 });
    const twoAccounts = peopleTables([personRows("ann"), personRows("ann-2", { id: "x", work_email: null }, "ann")]);
    expect(await counts({ ...twoAccounts, review: [reviewRow(1, "ann-2")] })).toEqual({ selfApprovals: 1 });
  });

  it("does not take the forge, which commits what its web interface merges, for an author", async () => {
    const change_party = [
      partyRow(1, "ann"),
      partyRow(1, "web-flow", { role: "committer", email: "noreply@github.com" }),
      partyRow(1, null, { role: "committer", email: "noreply@github.com" }),
    ];
    expect(await counts({ change_party, review: [reviewRow(1, "bob")] })).toEqual(INDEPENDENT);
    const author = [partyRow(1, "ann"), partyRow(1, null, { role: "author", email: "noreply@github.com" })];
    expect(await counts({ change_party: author, review: [] })).toEqual({ unmatchedAuthors: 1 });
  });

  it("leaves open who somebody without a person is", async () => {
    expect(await counts({ change_party: [partyRow(1, "ann")], review: [reviewRow(1, "zoe")] })).toEqual({
      unmatchedApprovals: 1,
    });
    expect(
      await counts({
        change_party: [partyRow(1, "ann"), partyRow(1, "zoe", { role: "author" })],
        review: [reviewRow(1, "bob")],
      }),
    ).toEqual({ ...INDEPENDENT, unmatchedAuthors: 1 });
    expect(await counts({ change: [changeRow(1, { author_login: null })] })).toEqual({ unmatchedAuthors: 1 });
    expect(await counts({ change_party: [partyRow(1, "zoe")], review: [reviewRow(1, "zoe")] })).toEqual({
      selfApprovals: 1,
      unmatchedAuthors: 1,
    });
  });
});

describe("a reviewer's standing", () => {
  const standing = (...reviews: Parameters<typeof reviewRow>[]) =>
    counts({ review: reviews.map((each) => reviewRow(...each)) });
  const later = NOON - 1_000;

  it("is the last word before the merge; comments take nothing back", async () => {
    expect(await standing([1, "bob"], [1, "bob", { state: "commented", submitted_at: later }])).toEqual(INDEPENDENT);
    expect(await standing([1, "bob"], [1, "bob", { state: "dismissed", submitted_at: later }])).toEqual({});
    expect(
      await standing([1, "bob"], [1, "bob", { state: "changes_requested", submitted_at: later, is_code_owner: true }]),
    ).toEqual({ openChangeRequests: 1 });
    expect(
      await standing(
        [1, "bob", { state: "changes_requested", is_code_owner: true }],
        [1, "bob", { submitted_at: later }],
      ),
    ).toEqual(INDEPENDENT);
    expect(await standing([1, "bob"], [1, "bob", { state: "changes_requested", submitted_at: NOON + 1 }])).toEqual(
      INDEPENDENT,
    );
  });

  it("is stale on another commit, unplaced on an unknown one or at an unknown time", async () => {
    expect(await standing([1, "bob", { commit_sha: "old" }])).toEqual({ staleApprovals: 1 });
    expect(await standing([1, "bob", { commit_sha: null }])).toEqual({ unplacedApprovals: 1 });
    expect(await standing([1, "bob", { submitted_at: null }])).toEqual({ unplacedApprovals: 1 });
    expect(await standing([1, "bob", { state: "unknown" }])).toEqual({ unknownReviews: 1 });
  });

  it("never comes from a bot, and one person counts once", async () => {
    expect(await standing([1, "bob", { is_bot: true }])).toEqual({});
    expect(await standing([1, "bob"], [1, "bob", { submitted_at: later }])).toEqual(INDEPENDENT);
    expect(await standing([1, "bob"], [1, "cyd"])).toEqual({ independentApprovals: 2, authorisedApprovals: 2 });
    const machine = personRows("bob");
    const account = [personRows("ann").account, { ...machine.account, account_type: "bot" }];
    expect(await counts({ account, review: [reviewRow(1, "bob")] })).toEqual({});
  });

  it("has authority only with write permission and in employment on the day", async () => {
    expect(await standing([1, "bob", { has_write_permission: false }])).toEqual({ independentApprovals: 1 });
    expect(await standing([1, "bob", { has_write_permission: null }])).toEqual({
      independentApprovals: 1,
      unprovenApprovals: 1,
    });
    const approvedAt = NOON - 3_600_000;
    const until = (end_at: number) =>
      counts({ ...peopleTables([personRows("ann"), personRows("bob", { end_at })]), review: [reviewRow(1, "bob")] });
    expect(await until(approvedAt)).toEqual({ independentApprovals: 1 });
    expect(await until(approvedAt + 1)).toEqual(INDEPENDENT);
  });
});

describe("facts of the change", () => {
  const facts = async (tables: TableRows) =>
    (
      await populate(changes, {
        tables: { scope: [repositoryScope(), forgeScope()], change: [changeRow(1)], ...PEOPLE, ...tables },
        period: PERIOD,
      })
    )[0];

  it("tells a change that only a bot wrote from one that a person added to", async () => {
    const change = [changeRow(1, { author_login: "renovate[bot]", title: "Bump x" })];
    const bot = partyRow(1, "renovate[bot]", { is_bot: true });
    const alone = await facts({ change, change_party: [bot] });
    expect([alone?.botAuthorLogin, alone?.botTitle, alone?.unmatchedAuthors]).toEqual(["renovate[bot]", "Bump x", 0]);
    const helped = await facts({ change, change_party: [bot, partyRow(1, "ann", { role: "author" })] });
    expect([helped?.botAuthorLogin, helped?.botTitle]).toEqual([null, null]);
  });

  it("knows an author who took the very commit to production by hand and alone", async () => {
    const deployment = {
      id: "d1",
      repository: "acme/api",
      sha: "merge-1",
      environment: "production",
      is_production: true,
      trigger: "human",
      triggered_by_login: "ann",
      approved_by_login: null,
      approved_at: null,
      started_at: NOON + 10,
      outcome: "success",
      is_rollback: false,
    };
    const change_party = [partyRow(1, "ann")];
    expect((await facts({ change_party, deployment: [deployment] }))?.authorDeployedAt).toBe(NOON + 10);
    expect(
      (await facts({ change_party, deployment: [{ ...deployment, approved_by_login: "bob" }] }))?.authorDeployedAt,
    ).toBe(null);
    expect(
      (await facts({ change_party, deployment: [{ ...deployment, triggered_by_login: "bob" }] }))?.authorDeployedAt,
    ).toBe(null);
    const people = peopleTables([personRows("ann"), personRows("ann-2", {}, "ann"), personRows("bob")]);
    const deployed = async (more: Partial<TableRow<"deployment">>, by = "ann") => {
      const rows = { change_party: [partyRow(1, by)], deployment: [{ ...deployment, ...more }] };
      const item = await facts({ ...people, ...rows });
      return [item?.authorDeployedAt, item?.unsureDeployedAt];
    };
    const at = NOON + 10;
    expect(await deployed({ approved_by_login: "ann-2" })).toEqual([at, null]);
    expect(await deployed({ approved_by_login: "bob" })).toEqual([null, null]);
    expect(await deployed({ approved_by_login: "zoe" })).toEqual([null, at]);
    expect(await deployed({ triggered_by_login: null })).toEqual([null, at]);
    expect(await deployed({ triggered_by_login: "zoe" })).toEqual([null, at]);
    expect(await deployed({ triggered_by_login: "bob" }, "zoe")).toEqual([null, at]);
    expect(await deployed({ triggered_by_login: "zoe" }, "zoe")).toEqual([at, null]);
  });
});
