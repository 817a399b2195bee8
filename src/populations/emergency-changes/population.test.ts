import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import {
  bypassRow,
  changeRow,
  forgeScope,
  landedRow,
  NOON,
  PERIOD,
  partyRow,
  peopleTables,
  personRows,
  repositoryScope,
  reviewRow,
} from "../changes/fake-rows.js";
import { emergencyChanges } from "./population.js";

const PEOPLE = peopleTables(["ann", "bob"].map((login) => personRows(login)));
const EMERGENCY = changeRow(1, { is_emergency: true, ticket_key: "INC-1" });

function deploymentRow(more: Partial<TableRow<"deployment">> = {}): TableRow<"deployment"> {
  return {
    id: "d1",
    repository: "acme/api",
    sha: "1a2b3c4d5e",
    environment: "production",
    is_production: true,
    trigger: "human",
    triggered_by_login: "ann",
    approved_by_login: null,
    approved_at: null,
    started_at: NOON,
    outcome: "success",
    is_rollback: false,
    ...more,
  };
}

function ticketRow(key: string, more: Partial<TableRow<"ticket">> = {}): TableRow<"ticket"> {
  return {
    id: key,
    key,
    kind: "Emergency",
    summary: "",
    created_at: NOON + 7,
    resolved_at: null,
    status: "Open",
    reporter_employee_no: null,
    beneficiary_employee_no: null,
    system: null,
    entitlements: null,
    labels: "",
    links: "",
    ...more,
  };
}

function decisionRow(ticket_key: string, by: string | null, decided_at: number): TableRow<"ticket_approval"> {
  return {
    id: `${ticket_key} ${by} ${decided_at}`,
    ticket_key,
    approver_employee_no: by,
    is_manager_or_owner: null,
    decision: "approved",
    decided_at,
    mechanism: "comment",
  };
}

function checkRow(sha: string, conclusion: string, completed_at: number, name = "test"): TableRow<"check_result"> {
  return {
    id: `${sha} ${name} ${completed_at}`,
    repository: "acme/api",
    sha,
    name,
    conclusion,
    started_at: null,
    completed_at,
  };
}

async function items(tables: TableRows, isCarryIn = false) {
  const all = { scope: [repositoryScope(), forgeScope()], ...PEOPLE, ...tables };
  return populate(emergencyChanges, { tables: all, period: PERIOD, isCarryIn });
}

async function one(tables: TableRows) {
  const found = await items(tables);
  expect(found).toHaveLength(1);
  return found[0];
}

describe("emergencies", () => {
  it("are all bypassed merges, pushes, rewrites, labelled changes and manual deployments, each once", async () => {
    const found = await items({
      change: [changeRow(1), changeRow(2, { is_emergency: true }), changeRow(3, { is_emergency: true })],
      landed_commit: [
        landedRow("1a2b3c4d5e"),
        landedRow("2b3c4d5e6f", { is_rewrite: true }),
        landedRow("3c4d5e6f70", { is_initial_import: true }),
        landedRow("merge-1"),
      ],
      protection_bypass: [bypassRow("merge-3")],
      deployment: [
        deploymentRow(),
        deploymentRow({ id: "d2", trigger: "pipeline" }),
        deploymentRow({ id: "d3", is_production: false }),
      ],
    });
    expect(found.map(({ kind, label }) => `${kind} ${label}`).sort()).toEqual([
      "bypassed_merge acme/api#3",
      "direct_push acme/api@1a2b3c4 (direct push)",
      "emergency_change acme/api#2",
      "manual_deployment acme/api@1a2b3c4 to production (by hand)",
      "rewrite acme/api@2b3c4d5 (history rewrite)",
    ]);
  });

  it("are carried in from the month before while nobody has reviewed them", async () => {
    const change = (merged_at: number) => [changeRow(1, { is_emergency: true, merged_at })];
    const review = (submitted_at: number) => [reviewRow(1, "bob", { submitted_at })];
    const at = PERIOD.start - DAY_MS;
    expect(await items({ change: change(at) })).toEqual([]);
    expect(await items({ change: change(at) }, true)).toHaveLength(1);
    expect(await items({ change: change(PERIOD.start - 31 * DAY_MS - 1) }, true)).toEqual([]);
    expect(await items({ change: change(at), review: review(PERIOD.start - 1) }, true)).toEqual([]);
    expect(await items({ change: change(at), review: review(PERIOD.start) }, true)).toHaveLength(1);
  });
});

describe("a declaration", () => {
  it("is the ticket or incident a change names, that a reason names, or that names the item", async () => {
    const declared = async (tables: TableRows) => (await one(tables))?.declaredAt;
    const push = { landed_commit: [landedRow("1a2b3c4d5e")] };
    expect(await declared({ change: [EMERGENCY] })).toBe(null);
    expect(await declared({ change: [EMERGENCY], ticket: [ticketRow("INC-1")] })).toBe(NOON + 7);
    expect(
      await declared({ protection_bypass: [bypassRow("x", { reason: "INC-1" })], ticket: [ticketRow("INC-1")] }),
    ).toBe(NOON + 7);
    for (const links of ["1a2b3c4d5e", "acme/api@1a2b3c4d5e"]) {
      expect(await declared({ ...push, ticket: [ticketRow("OPS-1", { links })] })).toBe(NOON + 7);
    }
    expect(await declared({ deployment: [deploymentRow()], ticket: [ticketRow("OPS-1", { links: "d1" })] })).toBe(
      NOON + 7,
    );
    expect(await declared({ change: [EMERGENCY], ticket: [ticketRow("OPS-1", { links: "acme/api#1" })] })).toBe(
      NOON + 7,
    );
  });
});

describe("approval and review", () => {
  const facts = async (tables: TableRows) => {
    const item = await one(tables);
    return [item?.approvedAt, item?.reviewedAt, item?.hasSelfApproval, item?.unmatchedActors];
  };
  const change = [EMERGENCY];
  const change_party = [partyRow(1, "ann")];

  it("come from the forge, before or after the merge, by somebody who did not write the change", async () => {
    const by = (login: string, more: Partial<TableRow<"review">>) => ({
      change,
      change_party,
      review: [reviewRow(1, login, more)],
    });
    expect(await facts(by("bob", { submitted_at: NOON + 9 }))).toEqual([NOON + 9, NOON + 9, false, 0]);
    expect(await facts(by("bob", { submitted_at: NOON - 9 }))).toEqual([NOON - 9, NOON - 9, false, 0]);
    expect(await facts(by("bob", { submitted_at: NOON + 9, state: "changes_requested" }))).toEqual([
      null,
      NOON + 9,
      false,
      0,
    ]);
    expect(await facts(by("bob", { submitted_at: NOON + 9, state: "commented" }))).toEqual([null, null, false, 0]);
    expect(await facts(by("bob", { submitted_at: NOON + 9, commit_sha: "old" }))).toEqual([null, null, false, 0]);
    expect(await facts(by("ann", { submitted_at: NOON + 9 }))).toEqual([null, null, true, 0]);
  });

  it("stand until the same reviewer's next word, before and after the merge apart", async () => {
    const words = async (...review: TableRow<"review">[]) => {
      const item = await one({ change, change_party, review });
      return [item?.approvedAt, item?.reviewedAt, item?.unplacedApprovedAt, item?.approvers];
    };
    const said = (state: TableRow<"review">["state"], submitted_at: number | null, login = "bob") =>
      reviewRow(1, login, { state, submitted_at });
    const approved = said("approved", NOON + 5);
    expect(await words(approved, said("changes_requested", NOON + 6))).toEqual([null, NOON + 5, null, 0]);
    expect(await words(approved, said("changes_requested", NOON + 5))).toEqual([null, NOON + 5, null, 0]);
    expect(await words(approved, said("changes_requested", NOON + 4))).toEqual([NOON + 5, NOON + 4, null, 1]);
    expect(await words(approved, said("dismissed", NOON + 6))).toEqual([null, NOON + 5, null, 0]);
    expect(await words(approved, said("changes_requested", NOON + 6, "ann"))).toEqual([NOON + 5, NOON + 5, null, 1]);
    expect(await words(said("approved", NOON), said("changes_requested", NOON + 6))).toEqual([NOON, NOON, null, 1]);
    expect(await words(approved, said("approved", NOON + 9))).toEqual([NOON + 5, NOON + 5, null, 1]);
    expect(await words(approved, said("unknown", NOON + 6))).toEqual([null, null, NOON + 5, 0]);
  });

  it("stay open where no commit or no time is stated", async () => {
    const placed = async (more: Partial<TableRow<"review">>) => {
      const item = await one({ change, change_party, review: [reviewRow(1, "bob", more)] });
      return [item?.approvedAt, item?.unplacedApprovedAt, item?.unplacedReviewedAt];
    };
    expect(await placed({ submitted_at: NOON + 9, commit_sha: null })).toEqual([null, NOON + 9, NOON + 9]);
    expect(await placed({ submitted_at: null })).toEqual([null, NOON, NOON]);
    expect(await placed({ submitted_at: NOON + 9 })).toEqual([NOON + 9, null, null]);
  });

  it("come from the ticket: before the event it approves, after it reviews too", async () => {
    const ticket = [ticketRow("INC-1")];
    const by = (employee: string | null, at: number) => ({
      change,
      change_party,
      ticket,
      ticket_approval: [decisionRow("INC-1", employee, at)],
    });
    expect(await facts(by("E-bob", NOON - 1))).toEqual([NOON - 1, null, false, 0]);
    expect(await facts(by("E-bob", NOON))).toEqual([NOON, NOON, false, 0]);
    expect(await facts(by("E-ann", NOON))).toEqual([null, null, true, 0]);
    expect((await one(by(null, NOON)))?.unnamedApprovedAt).toBe(NOON);
  });

  it("know who pushed or deployed, and leave open who an unknown one is", async () => {
    const landed_commit = [landedRow("1a2b3c4d5e", { committer_email: "noreply@github.com" })];
    expect(await facts({ landed_commit })).toEqual([null, null, false, 0]);
    expect(await facts({ landed_commit: [landedRow("1a2b3c4d5e", { author_email: "zoe@home.example" })] })).toEqual([
      null,
      null,
      false,
      1,
    ]);
    const approved = { approved_by_login: "bob", approved_at: NOON - 5 };
    expect(await facts({ deployment: [deploymentRow(approved)] })).toEqual([NOON - 5, null, false, 0]);
    expect(await facts({ deployment: [deploymentRow({ ...approved, triggered_by_login: null })] })).toEqual([
      NOON - 5,
      null,
      false,
      1,
    ]);
    expect(
      (await one({ landed_commit: [landedRow("1a2b3c4d5e", { author_email: null, committer_email: null })] }))
        ?.unmatchedActors,
    ).toBe(1);
    expect(await facts({ deployment: [deploymentRow({ ...approved, approved_at: null })] })).toEqual([
      NOON - 1,
      null,
      false,
      0,
    ]);
    expect(await facts({ deployment: [deploymentRow({ ...approved, approved_by_login: "ann" })] })).toEqual([
      null,
      null,
      true,
      0,
    ]);
    expect(
      (await one({ deployment: [deploymentRow({ ...approved, approved_by_login: "zoe" })] }))?.unmatchedApprovedAt,
    ).toBe(NOON - 5);
  });
});

describe("tests afterwards", () => {
  it("are the last runs of each check from the event on", async () => {
    const tested = async (...check_result: TableRow<"check_result">[]) => {
      const item = await one({ change: [EMERGENCY], check_result });
      return [item?.testedAt, item?.failedChecks];
    };
    expect(await tested(checkRow("merge-1", "success", NOON - 1))).toEqual([null, 0]);
    expect(await tested(checkRow("merge-1", "success", NOON))).toEqual([NOON, 0]);
    expect(await tested(checkRow("head-1", "failure", NOON), checkRow("merge-1", "success", NOON + 1))).toEqual([
      NOON + 1,
      0,
    ]);
    expect(await tested(checkRow("merge-1", "success", NOON), checkRow("merge-1", "failure", NOON, "build"))).toEqual([
      NOON,
      1,
    ]);
  });
});
