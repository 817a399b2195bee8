import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type LastResortUse, rootKeys, rootUses, rootWrite } from "../areas/last-resort.js";
import { entryStateOf, registerEntry } from "../areas/register-rows.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";

type Draft = Omit<Fault, "control">;

/** Ways in which root is within reach, or used without a reason. */
export const iam12Faults: readonly Fault[] = faultsOf("IAM-12", [
  state(
    { attribute: "A", id: "virtual", title: "Root's second factor is an app on a phone" },
    { identity: 0, value: "virtual" },
  ),
  state(
    { attribute: "A", id: "none", title: "The super-administrator has no second factor" },
    { identity: 1, value: "none" },
  ),
  state(
    { attribute: "A", id: "none-for-a-day", title: "Root was without a second factor for a day" },
    { identity: 0, value: "none", days: 1 },
  ),
  state(
    { attribute: "A", id: "virtual-for-a-week", title: "The hardware factor was lost, and an app stood in for a week" },
    {
      identity: 1,
      value: "virtual",
      days: 7,
    },
  ),
  created(
    { attribute: "A", id: "new-without-factor", title: "A new root identity had no second factor for three days" },
    { mfa: "none" },
  ),
  state({ attribute: "B", id: "access-key", title: "Root has an access key" }, { identity: 0, value: "1" }),
  state(
    { attribute: "B", id: "two-tokens", title: "The super-administrator has two API tokens" },
    { identity: 1, value: "2" },
  ),
  state(
    { attribute: "B", id: "key-for-a-day", title: "Root had an access key for a day" },
    { identity: 0, value: "1", days: 1 },
  ),
  state(
    { attribute: "B", id: "token-for-a-week", title: "The super-administrator had an API token for a week" },
    {
      identity: 1,
      value: "1",
      days: 7,
    },
  ),
  created(
    {
      attribute: "B",
      id: "new-with-key",
      title: "A new root identity came with an access key, which was deleted after three days",
    },
    {
      access_keys: "1",
    },
  ),
  used({ id: "no-ticket", title: "A use of root names no ticket", kind: "unauthorised" }, (rows, { record }) => {
    changeRows(rows, "duty", { where: ({ key }) => key === record, to: { ticket_key: null } });
  }),
  used(
    { id: "no-record", title: "Somebody used root, and nothing is on record", kind: "unauthorised" },
    (rows, { record }) => {
      removeRows(rows, "duty", ({ key }) => key === record);
    },
  ),
  used(
    { id: "ticket-later", title: "The ticket of a use of root was opened two hours later", kind: "late" },
    (rows, { at, ticket }) => {
      changeRows(rows, "ticket", { where: ({ key }) => key === ticket, to: { created_at: at + 2 * HOUR_MS } });
    },
  ),
  used(
    {
      id: "ticket-nobody-knows",
      title: "The ticket that a use of root names does not exist",
      kind: "evidence-missing",
    },
    (rows, { ticket }) => {
      removeRows(rows, "ticket", ({ key }) => key === ticket);
    },
  ),
  used(
    {
      id: "again-in-the-evening",
      title: "Somebody used root again hours after the record had ended",
      kind: "unauthorised",
    },
    (rows, { record, at }, world) => {
      addRows(rows, "config_change", rootWrite(`${record} again`, at + 5 * HOUR_MS, world));
    },
  ),
]);

type State = TableRow<"entry_state">;

interface StateDraft extends Pick<Draft, "id" | "title"> {
  readonly attribute: "A" | "B";
}

const ASPECTS: Readonly<Record<string, string>> = { A: "mfa", B: "access_keys" };

/** A state that is wrong all the time, or for some days of the period. */
function state(
  { attribute, id, title }: StateDraft,
  { identity, value, days }: { identity: 0 | 1; value: string; days?: number },
): Draft {
  return {
    attribute,
    id,
    title,
    plant: (rows, world, at) => {
      if (at > 0) throw new RangeError("there is one identity of each kind");
      const key = rootKeys(world)[identity];
      const entry = rowAt(rows, "register_entry", {
        where: (row) => row.register === "root-identity" && row.key === key,
        at: 0,
      });
      const row = rowAt(rows, "entry_state", {
        where: (each) => each.entry_id === entry.id && each.aspect === ASPECTS[attribute],
        at: 0,
      });
      if (days === undefined) changeRows(rows, "entry_state", { where: (each) => each.id === row.id, to: { value } });
      else between(rows, row, { value, from: world.period.start + 20 * DAY_MS, days });
      return found("IAM-12", attribute, `identity ${key}`, "not-performed");
    },
  };
}

function between(
  rows: CompanyRows,
  row: State,
  { value, from, days }: { value: string; from: EpochMs; days: number },
): void {
  const to = from + days * DAY_MS;
  changeRows(rows, "entry_state", {
    where: ({ id }) => id === row.id,
    to: { to_lo: from, to_hi: from, seen_at: from },
  });
  const wrong = { ...row, id: `${row.id} wrong`, value, from_at: from, to_lo: to, to_hi: to, seen_at: to };
  addRows(rows, "entry_state", wrong, { ...row, id: `${row.id} right again`, from_at: to });
}

/** An identity that was created in the period and set right after three days. */
function created({ attribute, id, title }: StateDraft, wrong: Readonly<Record<string, string>>): Draft {
  return {
    attribute,
    id,
    title,
    plant: (rows, world, at) => {
      const from = world.period.start + 30 * DAY_MS;
      const key = `sandbox-${at + 1}/root`;
      const entry = registerEntry({ register: "root-identity", key, from_at: from }, world);
      addRows(rows, "register_entry", entry);
      for (const [aspect, right] of [
        ["mfa", "hardware"],
        ["access_keys", "0"],
      ] as const) {
        const value = wrong[aspect];
        const to = value === undefined ? from : from + 3 * DAY_MS;
        if (value !== undefined) {
          addRows(
            rows,
            "entry_state",
            entryStateOf(entry, { aspect, value, to_lo: to, to_hi: to, seen_at: to }, world),
          );
        }
        addRows(rows, "entry_state", entryStateOf(entry, { aspect, value: right, from_at: to }, world));
      }
      return found("IAM-12", attribute, `identity ${key}`, "not-performed");
    },
  };
}

function used(
  { id, title, kind }: { id: string; title: string; kind: string },
  change: (rows: CompanyRows, use: LastResortUse, world: CompanyWorld) => void,
): Draft {
  return {
    attribute: "C",
    id,
    title,
    plant: (rows, world, at) => {
      const use = nth(rootUses(world), at);
      change(rows, use, world);
      return found("IAM-12", "C", `use of ${rootKeys(world)[0]}`, kind);
    },
  };
}
