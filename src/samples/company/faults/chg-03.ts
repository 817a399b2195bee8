import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { standingEntry, stateUnseen, stateWas } from "./entry-states.js";
import { exceptionOf, startOf } from "./things-over-time.js";

type State = TableRow<"entry_state">;

/** Ways in which a branch stands unprotected, or somebody changes its protection alone. */
export const chg03Faults: readonly Fault[] = faultsOf("CHG-03", [
  ...[
    { id: "force-push", aspect: "allow_force_push", value: "true", ms: 2 * HOUR_MS },
    { id: "deletion", aspect: "allow_deletion", value: "true", ms: 9 * DAY_MS },
    { id: "administrators", aspect: "enforce_admins", value: "false", ms: DAY_MS },
    { id: "stale-approvals", aspect: "dismiss_stale", value: "false", ms: 14 * DAY_MS },
    { id: "checks-off", aspect: "required_checks", value: "false", ms: 40 * 60_000 },
  ].map(({ id, aspect, value, ms }) => ({
    attribute: "A",
    id,
    title: `For a while ${aspect.replaceAll("_", " ")} was ${value}; both changes had an approved ticket`,
    plant: ((rows, world, at) => {
      const { label } = below(rows, world, { at, aspect, value, ms, who: ticketed(rows) });
      return found("CHG-03", "A", label, "not-performed");
    }) satisfies Fault["plant"],
  })),
  {
    attribute: "A",
    id: "exception-too-late",
    title: "Administrators were exempt for three days; the exception was approved on the second",
    plant: (rows, world, at) => {
      const hit = below(rows, world, {
        at,
        aspect: "enforce_admins",
        value: "false",
        ms: 3 * DAY_MS,
        who: ticketed(rows),
      });
      const more = { from_at: hit.from, approved_at: hit.from + DAY_MS };
      addRows(rows, "approved_exception", exceptionOf("branch-protection", hit.key, more));
      return found("CHG-03", "A", hit.label, "not-performed");
    },
  },
  {
    attribute: "A",
    id: "unseen",
    title: "Nobody recorded for three days whether checks were enforced",
    plant: (rows, world, at) => {
      const entry = standingEntry(rows, world, { register: "repository", at });
      const from = startOf(world, at);
      stateUnseen(rows, { entry, aspect: "required_checks" }, { from, to: from + 3 * DAY_MS });
      return open("CHG-03", "A", `repository ${entry.key}`, "gap");
    },
  },
  ...[
    { id: "by-an-administrator", who: { changed_by: "admin", change_key: null }, kind: "unauthorised" },
    { id: "by-nobody-known", who: { changed_by: null, change_key: null }, kind: "evidence-missing" },
    { id: "for-a-ticket-without-approval", who: { changed_by: "admin", change_key: "DEV-1" }, kind: "unauthorised" },
  ].map(({ id, who, kind }) => ({
    attribute: "B",
    id: `switched-off-${id}`,
    title: "Force-push was allowed for an hour and forbidden again, without an approval",
    plant: ((rows, world, at) => {
      const aspect = "allow_force_push";
      const { label, key } = below(rows, world, { at, aspect, value: "true", ms: HOUR_MS, who });
      return [
        ...found("CHG-03", "A", label, "not-performed"),
        ...["true", "false"].flatMap((value) => found("CHG-03", "B", `${aspect} of ${key} set to ${value}`, kind)),
      ];
    }) satisfies Fault["plant"],
  })),
  {
    attribute: "B",
    id: "ticket-approved-by-who-changed-it",
    title: "More approvals were demanded for a ticket that only the engineer who did it had approved",
    plant: (rows, world, at) => {
      const { state, label } = tightened(rows, world, at);
      const to = { approver_employee_no: state.changed_by?.toUpperCase() ?? null };
      changeRows(rows, "ticket_approval", { where: ({ ticket_key }) => ticket_key === TICKET, to });
      return found("CHG-03", "B", label, "unauthorised");
    },
  },
  {
    attribute: "B",
    id: "ticket-rejected",
    title: "More approvals were demanded for a ticket that was rejected",
    plant: (rows, world, at) => {
      const { label } = tightened(rows, world, at);
      changeRows(rows, "ticket_approval", {
        where: ({ ticket_key }) => ticket_key === TICKET,
        to: { decision: "rejected" },
      });
      return found("CHG-03", "B", label, "unauthorised");
    },
  },
  {
    attribute: "B",
    id: "ticket-approved-afterwards",
    title: "More approvals were demanded; the ticket was approved the next day",
    plant: (rows, world, at) => {
      const { state, label } = tightened(rows, world, at);
      const to = { decided_at: state.from_at + DAY_MS };
      changeRows(rows, "ticket_approval", { where: ({ ticket_key }) => ticket_key === TICKET, to });
      return found("CHG-03", "B", label, "late");
    },
  },
  {
    attribute: "B",
    id: "by-a-role-of-nobody",
    title: "A setting was changed by a role that looks like the pipeline's and is not declared",
    plant: (rows, world, at) => {
      const { state, label } = tightened(rows, world, at);
      const to = { changed_by: "arn:aws:iam::pipeline:role/deployer-old", change_key: null };
      changeRows(rows, "entry_state", { where: ({ id }) => id === state.id, to });
      return found("CHG-03", "B", label, "unauthorised");
    },
  },
  {
    attribute: "B",
    id: "ticket-gone",
    title: "The ticket that a change names has no approval on record",
    plant: (rows, world, at) => {
      const { label } = tightened(rows, world, at);
      removeRows(rows, "ticket_approval", ({ ticket_key }) => ticket_key === TICKET);
      return found("CHG-03", "B", label, "unauthorised");
    },
  },
]);

/** The ticket of the first repository, approved before everything that faults do in its name. */
const TICKET = "PRT-1";

/** Whoever that ticket was approved for. */
function ticketed(rows: CompanyRows): Partial<State> {
  const { changed_by } = rowAt(rows, "entry_state", { where: ({ change_key }) => change_key === TICKET, at: 0 });
  return { changed_by, change_key: TICKET };
}

interface Below {
  readonly at: number;
  readonly aspect: string;
  readonly value: string;
  readonly ms: number;
  readonly who: Partial<State>;
}

/** A repository below the baseline for a while, with who switched it and back. */
function below(rows: CompanyRows, world: CompanyWorld, { at, aspect, value, ms, who }: Below) {
  const entry = standingEntry(rows, world, { register: "repository", at });
  // Tickets that faults name were approved before the middle of the period: what they did comes after.
  const from = world.period.start + Math.floor((world.period.end - world.period.start) / 2) + (1 + at) * 5 * HOUR_MS;
  stateWas(rows, { entry, aspect }, { value, from, to: from + ms, more: who, back: who });
  return { label: `repository ${entry.key}`, key: entry.key, from };
}

/** The change of the first repository that a ticket asked for. */
function tightened(rows: CompanyRows, _: CompanyWorld, at: number): { readonly state: State; readonly label: string } {
  const state = nth([rowAt(rows, "entry_state", { where: ({ change_key }) => change_key === TICKET, at: 0 })], at);
  const entry = rowAt(rows, "register_entry", { where: ({ id }) => id === state.entry_id, at: 0 });
  return { state, label: `${state.aspect} of ${entry.key} set to ${state.value}` };
}
