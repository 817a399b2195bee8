import { HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, removeRows } from "../rows.js";
import { addAct, changeAct, changePart } from "./acts.js";
import { undoneWeekFaults, type WeeklyKind, weeklyAct, weeklyPartFaults } from "./weekly-acts.js";

const SCAN: WeeklyKind = { control: "VUL-01", kind: "vulnerability-scan", label: "vulnerability scan" };

/** Ways in which a week goes unscanned, or half scanned. */
export const vul01Faults: readonly Fault[] = faultsOf("VUL-01", [
  ...undoneWeekFaults("A", { ...SCAN, lateAt: ({ end }) => end + HOUR_MS }),
  ...["failure", "cancelled"].map((result) => ({
    attribute: "A",
    id: result,
    title: `The scan of a week ended in ${result} and was not repeated`,
    plant: ((rows, world, at) => {
      const { act, item } = weeklyAct(rows, world, SCAN, at);
      changeAct(rows, act, { result });
      return found("VUL-01", "A", item, "not-performed");
    }) satisfies Fault["plant"],
  })),
  ...[
    { id: "half", value: "0.5", title: "Half of the assets were scanned" },
    { id: "a-point-short", value: "0.97", title: "A point of coverage was missing" },
    { id: "rounded-up", value: "0.9799", title: "Coverage reached the promise only when rounded" },
  ].map(({ id, value, title }) => ({
    attribute: "B",
    id,
    title,
    plant: ((rows, world, at) => {
      const { act, item } = weeklyAct(rows, world, SCAN, at);
      changePart(rows, act, "coverage", { value });
      return found("VUL-01", "B", item, "incomplete");
    }) satisfies Fault["plant"],
  })),
  {
    attribute: "B",
    id: "unmeasured",
    title: "The record of a scan does not show its coverage",
    plant: (rows, world, at) => {
      const { act, item } = weeklyAct(rows, world, SCAN, at);
      changePart(rows, act, "coverage", { value: null });
      return found("VUL-01", "B", item, "evidence-missing");
    },
  },
  {
    attribute: "B",
    id: "unnamed",
    title: "The record of a scan does not name coverage at all",
    plant: (rows, world, at) => {
      const { act, item } = weeklyAct(rows, world, SCAN, at);
      removeRows(rows, "activity_part", (row) => row.activity_id === act.id && row.part === "coverage");
      return found("VUL-01", "B", item, "evidence-missing");
    },
  },
  {
    attribute: "B",
    id: "in-percent",
    title: "Coverage is written as a percentage",
    plant: (rows, world, at) => {
      const { act, item } = weeklyAct(rows, world, SCAN, at);
      changePart(rows, act, "coverage", { value: "99.1%" });
      return open("VUL-01", "B", item, "unparsed");
    },
  },
  {
    attribute: "B",
    id: "first-scan-smaller",
    title: "The first scan of the week reached a third of the assets, a second one all",
    plant: (rows, world, at) => {
      const { act, item } = weeklyAct(rows, world, SCAN, at);
      const id = `${act.id} again`;
      addAct(rows, act, { performed_at: (act.performed_at ?? 0) - HOUR_MS });
      const part = { activity_id: id, is_done: true, done_at: null };
      addRows(
        rows,
        "activity_part",
        { ...part, id: `${id} coverage`, part: "coverage", value: "0.33" },
        { ...part, id: `${id} authenticated`, part: "authenticated", value: null },
      );
      return found("VUL-01", "B", item, "incomplete");
    },
  },
  ...weeklyPartFaults("C", { ...SCAN, part: "authenticated", others: "B C" }),
]);
