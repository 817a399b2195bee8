import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { dutyRow, stepRow } from "../kit/fake-rows.js";
import { vulnerabilities } from "./population.js";

const AT = Date.UTC(2026, 2, 4, 12);
const MONTH = 30 * DAY_MS;

const found = (more: Partial<TableRow<"duty">> = {}) =>
  dutyRow({ kind: "vulnerability", key: "CVE-1@web-1", subject: "web-1", severity: "high", opened_at: AT, ...more });
const itemsOf = (tables: TableRows) => populate(vulnerabilities, { tables, period: PERIOD });

async function clocks(duty: readonly TableRow<"duty">[]) {
  const items = await itemsOf({ duty });
  return items.map(({ occurredAt, closedAt, outcome, recordCount }) => [occurredAt, closedAt, outcome, recordCount]);
}

describe("vulnerabilities", () => {
  it("are named by what and where, and the unit is what", async () => {
    const [item] = await itemsOf({ duty: [found({ unit: "platform" })] });
    expect(item).toMatchObject({
      label: "CVE-1 on web-1",
      unit: "CVE-1",
      team: "platform",
      severity: "high",
      step: "rated",
    });
  });

  it("go on when they reappear within thirty days, one tick either side", async () => {
    const first = found({ id: "a", closed_at: AT + DAY_MS, outcome: "Fixed" });
    const again = (wait: number) =>
      found({ id: "b", opened_at: AT + DAY_MS + wait, closed_at: AT + 60 * DAY_MS, outcome: "fixed" });
    expect(await clocks([first, again(MONTH)])).toEqual([[AT, AT + 60 * DAY_MS, "fixed", 2]]);
    expect(await clocks([first, again(MONTH + 1)])).toEqual([
      [AT, AT + DAY_MS, "fixed", 1],
      [AT + DAY_MS + MONTH + 1, AT + 60 * DAY_MS, "fixed", 1],
    ]);
  });

  it("are open while one scanner still sees them", async () => {
    const one = found({ id: "a", closed_at: AT + DAY_MS, outcome: "fixed" });
    expect(await clocks([one, found({ id: "b", opened_at: AT + 5 })])).toEqual([[AT, null, "fixed", 2]]);
  });

  it("are of unknown severity where records of one moment rate them differently", async () => {
    const severityOf = async (other: Partial<TableRow<"duty">>) => {
      const [item] = await itemsOf({ duty: [found({ id: "a", severity: "High" }), found({ id: "b", ...other })] });
      return [item?.severity, item?.segments.map(({ stepValue }) => stepValue)];
    };
    expect(await severityOf({ severity: "low" })).toEqual([null, [null]]);
    expect(await severityOf({ severity: "high" })).toEqual(["High", ["High"]]);
    expect(await severityOf({ severity: null })).toEqual(["High", ["High"]]);
    expect(await severityOf({ severity: "low", opened_at: AT + 1 })).toEqual(["High", ["High"]]);
  });

  it("are carried in while open on the first day", async () => {
    const opened_at = PERIOD.start - 9;
    const duty = [
      found({ id: "a", opened_at }),
      found({ id: "b", key: "CVE-2@web-1", opened_at, closed_at: PERIOD.start }),
      found({ id: "c", key: "CVE-3@web-1", opened_at, closed_at: PERIOD.start + 1 }),
    ];
    expect((await itemsOf({ duty })).map(({ key }) => key)).toEqual(["CVE-1@web-1", "CVE-3@web-1"]);
    expect(await populate(vulnerabilities, { tables: { duty }, period: PERIOD, isCarryIn: true })).toEqual([]);
  });

  it("tell each step in order, and whether its person worked here", async () => {
    const employment = [spellRow({ employee_no: "E-2", end_at: AT + 5 })];
    const step = (name: string, done_at: number | null, more: Partial<TableRow<"duty_step">> = {}) =>
      stepRow(name, { id: `${name} ${done_at}`, done_at, ...more });
    const duty_step = [
      step("accepted", AT + 4, { actor: "E-2", value: "2026-09-01" }),
      step("accepted", AT + 5, { actor: "E-2", value: "2026-10-01" }),
      step("rescored", AT + 3, { actor: "scanner", value: "critical" }),
      step("accepted", null, { actor: "E-2" }),
      step("seen", AT + 1),
    ];
    const [item] = await itemsOf({ duty: [found()], duty_step, employment });
    expect(item?.undatedAcceptances).toBe(1);
    expect(
      item?.segments.map(({ fromAt, step: name, stepValue, isStepActorActive }) => [
        fromAt - AT,
        name,
        stepValue,
        isStepActorActive,
      ]),
    ).toEqual([
      [0, "rated", "high", null],
      [3, "rescored", "critical", null],
      [4, "accepted", "2026-09-01", true],
      [5, "accepted", "2026-10-01", false],
    ]);
  });
});
