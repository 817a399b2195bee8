import { addDays, DAY_MS, type Day, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { dayAt, endOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { daysBetween } from "../../moments.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { stayerAt } from "./rights.js";

type Run = TableRow<"reconciliation_run">;

/** Ways in which accounts are not compared with people, or what belongs to nobody stays. */
export const iam14Faults: readonly Fault[] = faultsOf("IAM-14", [
  {
    attribute: "A",
    id: "not-run",
    title: "No run was made on a day",
    plant: ofDay((rows, { id }) => removeRows(rows, "reconciliation_run", (row) => row.id === id), "not-performed"),
  },
  {
    attribute: "A",
    id: "did-not-start",
    title: "The run of a day is recorded as one that never started",
    plant: ofDay(changed({ ran_at: null, is_complete: false, failed_reason: "no connection" }), "not-performed"),
  },
  {
    attribute: "A",
    id: "incomplete",
    title: "A run read the listing of all systems but one, and was not repeated",
    plant: ofDay(changed({ is_complete: false, failed_reason: "one listing was refused" }), "incomplete"),
  },
  {
    attribute: "A",
    id: "undated",
    title: "A run is recorded without a time",
    plant: ofDay(changed({ ran_at: null }), "evidence-missing"),
  },
  {
    attribute: "A",
    id: "the-next-day",
    title: "The run of a day was made in the night after",
    plant: ofDay((rows, run) => changed({ ran_at: (run.ran_at ?? 0) + DAY_MS })(rows, run), "late"),
  },
  {
    attribute: "A",
    id: "repeated-too-late",
    title: "A run failed and was repeated 25 hours later",
    plant: ofDay((rows, run) => {
      changed({ is_complete: false, failed_reason: "time ran out" })(rows, run);
      addRows(rows, "reconciliation_run", { ...run, id: `${run.id} again`, ran_at: (run.ran_at ?? 0) + 25 * HOUR_MS });
    }, "late"),
  },
  {
    attribute: "A",
    id: "three-days",
    title: "The job stood still for three days",
    plant: (rows, world, at) =>
      [0, 1, 2].flatMap((offset) => {
        const day = addDays(dayOf(world, at), offset);
        removeRows(rows, "reconciliation_run", ({ due_day }) => due_day === day);
        return found("IAM-14", "A", runItem(day), "not-performed");
      }),
  },
  {
    attribute: "B",
    id: "days-late",
    title: "An account that a run found was removed a week later",
    plant: ofFinding(({ found_at }) => found_at + 7 * DAY_MS, "late"),
  },
  {
    attribute: "B",
    id: "a-minute-late",
    title: "An account that a run found was removed a minute after the third day",
    plant: ofFinding(
      ({ found_at }, { plan }) => endOfDay(addDays(dayAt(found_at, plan.zone), 3), plan.zone) + MINUTE_MS,
      "late",
    ),
  },
  {
    attribute: "B",
    id: "still-there",
    title: "An account that a run found is still there",
    plant: ofFinding(() => null, "not-performed"),
  },
  {
    attribute: "B",
    id: "since-before",
    title: "An account found before the period was removed in it",
    plant: (rows, world, at) => {
      const finding = findingAt(rows, at);
      const id = `${finding.id} before`;
      const { start } = world.period;
      addRows(rows, "orphan_account", {
        ...finding,
        id,
        username: `${finding.username}-before`,
        found_at: start - (20 + at) * DAY_MS,
        resolved_at: start + (10 + at) * DAY_MS,
      });
      return found("IAM-14", "B", `account ${id} in ${finding.system} without a person`, "late");
    },
  },
  {
    attribute: "B",
    id: "no-run-saw-it",
    title: "An account under an address that HR does not know was there, and no run reported it",
    plant: (rows, world, at) =>
      newAccount(rows, world, at, { account_type: "human", email: `x${at}@elsewhere.example` }),
  },
  {
    attribute: "B",
    id: "machine-without-owner",
    title: "A shared account was made, and nobody owns it",
    plant: (rows, world, at) => newAccount(rows, world, at, { account_type: "shared" }),
  },
  {
    attribute: "B",
    id: "owner-unknown",
    title: "A shared account names an owner whom HR does not know",
    plant: (rows, world, at) =>
      newAccount(rows, world, at, { account_type: "shared", owner_employee_no: `X-${9_000 + at}` }),
  },
  {
    attribute: "B",
    id: "decided-wrongly",
    title: "Somebody decided that an account belongs to an employee who does not exist",
    plant: (rows, world, at) => {
      const system = appOf(world);
      const username = stayerAt(world, at).no.toLowerCase();
      addRows(rows, "identity_decision", {
        id: `decision ${username}`,
        system,
        username,
        employee_no: `X-${8_000 + at}`,
        reason: "said so on the telephone",
        decided_at: world.period.start,
        decided_by: headsOf(world).people.no,
      });
      return found("IAM-14", "B", `account ${system}-${username} in ${system} without a person`, "not-performed");
    },
  },
  {
    attribute: "B",
    id: "contract-without-end",
    title: "A contractor's contract has no end on file",
    plant: (rows, world, at) => {
      const { no } = nth(
        world.people.filter(({ type }) => type === "contractor"),
        at,
      );
      const to = { end_day: null, end_at: null, end_recorded_at: null };
      changeRows(rows, "employment", { where: ({ employee_no }) => employee_no === no, to });
      return found("IAM-14", "B", `contract of worker ${no}`, "evidence-missing");
    },
  },
]);

/** Days well inside the period, nine days apart. */
function dayOf({ plan }: CompanyWorld, at: number): Day {
  return nth(daysBetween(addDays(plan.period.from, 5), addDays(plan.period.to, -5)), at, 9);
}

function runItem(day: string): string {
  return `reconciliation of ${day}`;
}

function changed(to: Partial<Run>): (rows: CompanyRows, run: Run) => void {
  return (rows, run) => changeRows(rows, "reconciliation_run", { where: ({ id }) => id === run.id, to });
}

function ofDay(change: (rows: CompanyRows, run: Run) => void, kind: string): Fault["plant"] {
  return (rows, world, at) => {
    const day = dayOf(world, at);
    change(rows, rowAt(rows, "reconciliation_run", { where: ({ due_day }) => due_day === day, at: 0 }));
    return found("IAM-14", "A", runItem(day), kind);
  };
}

function findingAt(rows: CompanyRows, at: number): TableRow<"orphan_account"> {
  return rowAt(rows, "orphan_account", { where: ({ id }) => id === `orphan found ${at}`, at: 0 });
}

function ofFinding(
  resolvedAt: (finding: TableRow<"orphan_account">, world: CompanyWorld) => EpochMs | null,
  kind: string,
): Fault["plant"] {
  return (rows, world, at) => {
    const finding = findingAt(rows, at);
    const to = { resolved_at: resolvedAt(finding, world) };
    changeRows(rows, "orphan_account", { where: ({ id }) => id === finding.id, to });
    return found("IAM-14", "B", `account ${finding.id} in ${finding.system} without a person`, kind);
  };
}

function appOf({ plan }: CompanyWorld): string {
  return nth(
    plan.systems.filter(({ kind }) => kind === "app"),
    0,
  ).id;
}

/** An account that belongs to nobody, made in the period and on since. */
function newAccount(
  rows: CompanyRows,
  world: CompanyWorld,
  at: number,
  facts: Partial<TableRow<"account">>,
): ReturnType<Fault["plant"]> {
  const system = appOf(world);
  const name = `${facts.account_type ?? "human"}-${facts.owner_employee_no?.toLowerCase() ?? "nobody"}-${at}`;
  const id = `account ${system} ${name}`;
  const since = world.period.start + (15 + 5 * at) * DAY_MS + 10 * HOUR_MS;
  addRows(rows, "account", {
    id,
    system,
    external_id: `${system}-${name}`,
    username: name,
    email: null,
    employee_no: null,
    account_type: "human",
    owner_employee_no: null,
    is_tagged_test: false,
    created_at: since,
    deleted_at: null,
    ...facts,
  });
  addRows(rows, "account_state", {
    id: `${id} on`,
    account_id: id,
    state: "active",
    vendor_status: "active",
    from_lo: since,
    from_hi: since,
    to_lo: null,
    to_hi: null,
    seen_at: world.covered.end,
  });
  return found("IAM-14", "B", `account ${system}-${name} in ${system} without a person`, "not-performed");
}
