import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS, day } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { NOON, PERIOD, peopleTables, personRows } from "../changes/fake-rows.js";
import { cloudWrites } from "./population.js";

function writeRow(more: Partial<TableRow<"config_change">> = {}): TableRow<"config_change"> {
  return {
    id: "e1",
    account_ref: "111111111111",
    region: "eu-central-1",
    at: NOON,
    service: "s3.amazonaws.com",
    action: "PutBucketAcl",
    resource: "bucket-a",
    principal: "ann",
    role: null,
    actor_kind: "human",
    channel: "console",
    channel_basis: "flag",
    is_configuration: true,
    is_production: true,
    change_key: null,
    ...more,
  };
}

function scopeRow(kind: string, key: string, attribute = "", more: Partial<TableRow<"scope">> = {}): TableRow<"scope"> {
  return { id: `${kind} ${key}`, kind, key, attribute, from_at: 0, to_at: null, ...more };
}

function ticketRow(key: string, more: Partial<TableRow<"ticket">> = {}): TableRow<"ticket"> {
  return {
    id: key,
    key,
    kind: "Change",
    summary: "",
    created_at: NOON - DAY_MS,
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

function decisionRow(ticket_key: string, by: string | null, more: Partial<TableRow<"ticket_approval">> = {}) {
  return {
    id: `${ticket_key} ${by} ${more.decision}`,
    ticket_key,
    approver_employee_no: by,
    is_manager_or_owner: null,
    decision: "approved",
    decided_at: NOON - 5,
    mechanism: "transition",
    ...more,
  };
}

function findingRow(more: Partial<TableRow<"drift_finding">> = {}): TableRow<"drift_finding"> {
  return {
    id: "f1",
    resource: "bucket-a",
    detector: "terraform",
    began_at: null,
    opened_at: NOON + 5,
    closed_at: null,
    accepted_at: null,
    accepted_by: null,
    ticket_key: null,
    ...more,
  };
}

const people = [personRows("ann"), personRows("bob")];
const PEOPLE = peopleTables(people);
const CLOUD = { ...PEOPLE, account: PEOPLE.account.map((each) => ({ ...each, system: "aws" })) };

async function items(config_change: readonly TableRow<"config_change">[], more: TableRows = {}, isCarryIn = false) {
  const { scope = [], ...tables } = more;
  const all = { ...CLOUD, scope: [scopeRow("system", "aws", "cloud"), ...scope], config_change, ...tables };
  return populate(cloudWrites, { tables: all, period: PERIOD, isCarryIn });
}

describe("manual writes", () => {
  it("are configuration writes on production by people or unknown actors, each event once", async () => {
    const rows = [
      writeRow(),
      writeRow({ id: "e2", actor_kind: "unknown" }),
      writeRow({ id: "e2", actor_kind: "unknown" }),
      writeRow({ id: "service", actor_kind: "service" }),
      writeRow({ id: "pipeline", actor_kind: "pipeline" }),
      writeRow({ id: "run", is_configuration: false }),
      writeRow({ id: "staging", is_production: false }),
      writeRow({ id: "first", at: PERIOD.start }),
      writeRow({ id: "before", at: PERIOD.start - 1 }),
      writeRow({ id: "after", at: PERIOD.end }),
    ];
    const found = (await items(rows)).map(({ itemId, actorKind }) => `${itemId} ${actorKind}`);
    expect(found).toEqual(["111111111111 first human", "111111111111 e1 human", "111111111111 e2 unknown"]);
  });

  it("leave out ignored actions while the list says so, and know the pipeline's roles", async () => {
    const listed = (key: string, to_at: number | null = null) => ({
      scope: [scopeRow("ignored_action", key, "", { to_at })],
    });
    expect(await items([writeRow()], listed("PutBucketAcl"))).toEqual([]);
    expect(await items([writeRow()], listed("s3.amazonaws.com:PutBucketAcl", NOON + 1))).toEqual([]);
    expect(await items([writeRow()], listed("PutBucketAcl", NOON))).toHaveLength(1);
    const pipeline = async (to_at: number | null) => {
      const scope = [scopeRow("pipeline_role", "role/deploy", "", { to_at })];
      return (await items([writeRow({ role: "role/deploy" })], { scope }))[0]?.isPipelineRole;
    };
    expect([await pipeline(null), await pipeline(NOON)]).toEqual([true, false]);
  });

  it("know the ticket or incident they name, and whose approval it has", async () => {
    const facts = async (more: TableRows, key: string | null = "OPS-1") => {
      const [item] = await items([writeRow({ change_key: key })], more);
      return [item?.declaredAt, item?.approvedAt, item?.selfApprovedAt, item?.unnamedApprovedAt, item?.rejectedAt];
    };
    const ticket = [ticketRow("OPS-1")];
    const opened = NOON - DAY_MS;
    expect(await facts({})).toEqual([null, null, null, null, null]);
    expect(await facts({ ticket })).toEqual([opened, null, null, null, null]);
    expect(await facts({ ticket: [ticketRow("OPS-2", { links: "e1" })] }, null)).toEqual([
      opened,
      null,
      null,
      null,
      null,
    ]);
    const ticket_approval = [decisionRow("OPS-1", "E-bob"), decisionRow("OPS-1", "E-bob", { decision: "rejected" })];
    expect(await facts({ ticket, ticket_approval })).toEqual([opened, NOON - 5, null, null, NOON - 5]);
    expect(await facts({ ticket, ticket_approval: [decisionRow("OPS-1", "E-ann")] })).toEqual([
      opened,
      null,
      NOON - 5,
      null,
      null,
    ]);
    expect(await facts({ ticket, ticket_approval: [decisionRow("OPS-1", null)] })).toEqual([
      opened,
      null,
      null,
      NOON - 5,
      null,
    ]);
  });

  it("leave open whether two persons acted where one of them is unknown", async () => {
    const approvals = async (principal: string, by: string) => {
      const tables = { ticket: [ticketRow("OPS-1")], ticket_approval: [decisionRow("OPS-1", by)] };
      const [item] = await items([writeRow({ principal, change_key: "OPS-1" })], tables);
      return [item?.approvedAt, item?.unmatchedApprovedAt, item?.selfApprovedAt];
    };
    expect(await approvals("ann", "E-bob")).toEqual([NOON - 5, null, null]);
    expect(await approvals("root", "E-bob")).toEqual([null, NOON - 5, null]);
    expect(await approvals("ann", "E-9")).toEqual([null, NOON - 5, null]);
    expect(await approvals("ann", "E-ann")).toEqual([null, null, NOON - 5]);
  });

  it("are by whom the name of an assumed role's session tells", async () => {
    const by = async (session: string) => {
      const principal = `arn:aws:sts::111111111111:assumed-role/operator/${session}`;
      return (await items([writeRow({ principal })]))[0]?.isPersonKnown;
    };
    expect(await by("ann")).toBe(true);
    expect(await by("Ann@OPS-1")).toBe(true);
    expect(await by("i-0123456789")).toBe(false);
    expect(await by("")).toBe(false);
  });

  it("are linked to the first finding of their resource that was not resolved before them", async () => {
    const drift = async (...drift_finding: TableRow<"drift_finding">[]) => {
      const [item] = await items([writeRow()], { drift_finding });
      return [item?.driftOpenedAt, item?.driftResolvedAt];
    };
    expect(await drift()).toEqual([null, null]);
    expect(await drift(findingRow({ closed_at: NOON + 9 }), findingRow({ id: "f2", opened_at: NOON + 6 }))).toEqual([
      NOON + 5,
      NOON + 9,
    ]);
    expect(await drift(findingRow({ opened_at: NOON - 5, closed_at: NOON - 1 }))).toEqual([null, null]);
    const accepted = { accepted_at: NOON + 8, accepted_by: "E-2" };
    expect(await drift(findingRow({ closed_at: NOON + 9, ...accepted }))).toEqual([NOON + 5, NOON + 8]);
    expect(await drift(findingRow({ ...accepted, accepted_by: null }))).toEqual([NOON + 5, null]);
    expect(await drift(findingRow({ resource: "bucket-b" }))).toEqual([null, null]);
  });

  it("know the first finding after them too, whatever older one was still open", async () => {
    const older = findingRow({ opened_at: NOON - 5, closed_at: NOON + 1 });
    const own = async (...drift_finding: TableRow<"drift_finding">[]) => {
      const [item] = await items([writeRow()], { drift_finding });
      return [item?.driftOpenedAt, item?.driftResolvedAt, item?.ownDriftOpenedAt, item?.ownDriftResolvedAt];
    };
    expect(await own(older)).toEqual([NOON - 5, NOON + 1, null, null]);
    expect(await own(findingRow({ opened_at: NOON, closed_at: NOON + 3 }))).toEqual([NOON, NOON + 3, NOON, NOON + 3]);
    expect(
      await own(older, findingRow({ id: "f2", opened_at: NOON + 2 }), findingRow({ id: "f3", opened_at: NOON + 1 })),
    ).toEqual([NOON - 5, NOON + 1, NOON + 1, null]);
  });

  it("know the next successful drift run", async () => {
    const run = (ran_at: number, outcome = "success") => ({
      id: `${ran_at}`,
      job: "drift",
      due_day: day("2026-02-02"),
      ran_at,
      outcome,
    });
    const [item] = await items([writeRow()], {
      scheduled_run: [run(NOON), run(NOON + 1, "failure"), run(NOON + 3), run(NOON + 2)],
    });
    expect(item?.nextRunAt).toBe(NOON + 2);
  });

  it("are carried in only while their drift is unresolved on the first day", async () => {
    const before = [writeRow({ at: PERIOD.start - DAY_MS })];
    const open = (closed_at: number | null) => ({
      drift_finding: [findingRow({ opened_at: PERIOD.start - 5, closed_at })],
    });
    expect(await items(before, {}, true)).toEqual([]);
    expect(await items(before, open(PERIOD.start - 1), true)).toEqual([]);
    expect(await items(before, open(PERIOD.start), true)).toHaveLength(1);
    expect(await items(before, open(null), true)).toHaveLength(1);
  });
});
