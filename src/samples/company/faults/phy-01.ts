import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { changeRows, rowAt } from "../rows.js";
import { type ActKind, undoneFaults } from "./acts.js";

const BADGES: ActKind = { control: "PHY-01", kind: "badge-review", label: "badge review" };
const PROVIDER: ActKind = { control: "PHY-01", kind: "facility-provider-review", label: "facility provider review" };

/** Ways in which somebody who left can still enter, and nobody looks. */
export const phy01Faults: readonly Fault[] = faultsOf("PHY-01", [
  badge({ id: "never-removed", title: "A leaver's badge is still active", kind: "not-performed", to: () => null }),
  badge({
    id: "days-late",
    title: "A leaver's badge was switched off five days later",
    kind: "late",
    to: (leftAt) => leftAt + 5 * DAY_MS,
  }),
  badge({
    id: "an-hour-late",
    title: "A leaver's badge was switched off one hour late",
    kind: "late",
    to: (leftAt) => leftAt + 73 * HOUR_MS,
  }),
  ...undoneFaults("B", BADGES),
  ...undoneFaults("C", PROVIDER),
]);

interface BadgeFault {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly to: (leftAt: number) => number | null;
}

function badge({ id, title, kind, to }: BadgeFault): Omit<Fault, "control"> {
  return {
    attribute: "A",
    id,
    title,
    plant: (rows, { people }, at) => {
      const leavers = people.flatMap(({ no, endAt }) => (endAt === null ? [] : [{ no, endAt }]));
      const { no, endAt } = nth(leavers, at);
      const where = ({ register, owner }: TableRow<"register_entry">) => register === "badge" && owner === no;
      const { key } = rowAt(rows, "register_entry", { where, at: 0 });
      changeRows(rows, "register_entry", { where, to: { to_at: to(endAt) } });
      return found("PHY-01", "A", `badge ${key}`, kind);
    },
  };
}
