import { DAY_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, changeRows, rowAt } from "../rows.js";
import { headsOf } from "../world.js";
import { type ActKind, approvalFaults, undoneFaults } from "./acts.js";

const REVIEW: ActKind = { control: "HR-06", kind: "organisation-review", label: "organisation review" };
/** Roles without a delegate, which no other control looks at. */
const ROLES = ["privacy-officer"];

/** Ways in which the chart grows old and roles stand empty. */
export const hr06Faults: readonly Fault[] = faultsOf("HR-06", [
  ...undoneFaults("A", REVIEW),
  ...approvalFaults("A", REVIEW),
  {
    attribute: "B",
    id: "vacant",
    title: "A role has had no holder since before the period",
    plant: (rows, { period }, at) => {
      const role = nth(ROLES, at);
      changeRows(rows, "register_entry", { where: isOf(role), to: { to_at: period.start - 20 * DAY_MS } });
      return found("HR-06", "B", `security role ${role}`, "not-performed");
    },
  },
  {
    attribute: "B",
    id: "filled-late",
    title: "A role was vacant for eleven weeks",
    plant: (rows, world, at) => {
      const role = nth(ROLES, at);
      const entry = rowAt(rows, "register_entry", { where: isOf(role), at: 0 });
      const vacantAt = world.period.start - 40 * DAY_MS;
      changeRows(rows, "register_entry", { where: isOf(role), to: { to_at: vacantAt } });
      addRows(rows, "register_entry", {
        ...entry,
        id: `${entry.id} again`,
        owner: headsOf(world).engineering.no,
        from_at: vacantAt + 77 * DAY_MS,
      });
      return found("HR-06", "B", `security role ${role}`, "late");
    },
  },
  {
    attribute: "B",
    id: "holder-unknown",
    title: "A role is held by a number that HR does not know: whether somebody holds it cannot be told",
    plant: (rows, _, at) => {
      const role = nth(ROLES, at);
      changeRows(rows, "register_entry", { where: isOf(role), to: { owner: "X-1" } });
      return open("HR-06", "B", `security role ${role}`, "unmatched-person");
    },
  },
]);

function isOf(role: string): (row: { readonly register: string; readonly key: string }) => boolean {
  return ({ register, key }) => register === "security-role" && key === role;
}
