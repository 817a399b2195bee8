import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { authEntry } from "../areas/applications.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";

/** Ways in which a system's password, lockout or session settings are weaker than the policy. */
export const iam13Faults: readonly Fault[] = faultsOf("IAM-13", [
  weak(
    { id: "sessions-never-end", title: "Sessions of a system never end", aspect: "session_hours" },
    { value: "never" },
  ),
  weak({ id: "sessions-of-a-day", title: "Sessions of a system last a day", aspect: "session_hours" }, { value: "24" }),
  weak({ id: "no-lockout", title: "A system locks nobody out", aspect: "lockout_attempts" }, { value: "never" }),
  weak(
    { id: "fifty-attempts", title: "A system allows fifty wrong passwords", aspect: "lockout_attempts" },
    { value: "50" },
  ),
  weak(
    { id: "short-passwords", title: "A system accepts passwords of eight characters", aspect: "password_min_length" },
    { value: "8" },
  ),
  weak(
    {
      id: "an-hour-of-eleven",
      title: "A system accepted passwords of eleven characters for an hour",
      aspect: "password_min_length",
    },
    {
      value: "11",
      hours: 1,
    },
  ),
  weak(
    { id: "unlimited-for-a-week", title: "Sessions of a system did not end for a week", aspect: "session_hours" },
    {
      value: "never",
      hours: 168,
    },
  ),
  {
    attribute: "A",
    id: "exception-expired",
    title: "The exception for long sessions of a system ran out, and nobody set them right",
    plant: (rows, world, at) => {
      const system = systemAt(world, at);
      setAll(rows, settingOf(rows, world, system, "session_hours"), "24");
      const from = world.period.start - 20 * DAY_MS;
      const owner = headsOf(world).security.no;
      const base = { id: `exception sessions ${system}`, kind: "auth-settings", subject: system, owner };
      addRows(rows, "approved_exception", {
        ...base,
        approved_at: from,
        from_at: from,
        to_at: world.period.start + 9 * DAY_MS,
      });
      return found("IAM-13", "A", label(system), "wrong-result");
    },
  },
  {
    attribute: "A",
    id: "setting-not-exported",
    title: "The export of a system leaves out when accounts are locked",
    plant: (rows, world, at) => {
      const system = systemAt(world, at);
      const { id } = settingOf(rows, world, system, "lockout_attempts");
      removeRows(rows, "entry_state", (row) => row.id === id);
      return open("IAM-13", "A", label(system), "gap");
    },
  },
]);

type State = TableRow<"entry_state">;

/** One setting that is weak all the time, or for some hours of the period. */
function weak(
  { id, title, aspect }: { id: string; title: string; aspect: string },
  { value, hours }: { readonly value: string; readonly hours?: number },
): Omit<Fault, "control"> {
  return {
    attribute: "A",
    id,
    title,
    plant: (rows, world, at) => {
      const system = systemAt(world, at);
      const setting = settingOf(rows, world, system, aspect);
      if (hours === undefined) setAll(rows, setting, value);
      else setFor(rows, setting, { value, from: world.period.start + 15 * DAY_MS, hours });
      return found("IAM-13", "A", label(system), "wrong-result");
    },
  };
}

function systemAt({ plan }: CompanyWorld, at: number): string {
  return nth(plan.systems, at).id;
}

function label(system: string): string {
  return `authentication system ${system}`;
}

function settingOf(rows: CompanyRows, world: CompanyWorld, system: string, wanted: string): State {
  const { id } = authEntry(system, world);
  return rowAt(rows, "entry_state", { where: ({ entry_id, aspect }) => entry_id === id && aspect === wanted, at: 0 });
}

function setAll(rows: CompanyRows, setting: State, value: string): void {
  changeRows(rows, "entry_state", { where: ({ id }) => id === setting.id, to: { value } });
}

function setFor(
  rows: CompanyRows,
  setting: State,
  { value, from, hours }: { value: string; from: EpochMs; hours: number },
): void {
  const to = from + hours * HOUR_MS;
  changeRows(rows, "entry_state", {
    where: ({ id }) => id === setting.id,
    to: { to_lo: from, to_hi: from, seen_at: from },
  });
  const weakened = { ...setting, id: `${setting.id} weak`, value, from_at: from, to_lo: to, to_hi: to, seen_at: to };
  addRows(rows, "entry_state", weakened, { ...setting, id: `${setting.id} strict again`, from_at: to });
}
