import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { duties } from "./duties.js";
import { activityRow, dutyRow, stepRow } from "./fake-rows.js";
import { standingActivities } from "./standing-activities.js";

const DOC = { name: "probe", title: "Probe", doc: "", stream: "meetings" } as const;
const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day);
const treatments = duties({ ...DOC, kinds: { treatment: "treatment of risk" }, steps: ["accepted"] });
const tests = standingActivities({ ...DOC, label: "test", kind: "test", parts: [] });

it("compares persons, not numbers, and says where it cannot", async () => {
  const employment = [
    spellRow({ employee_no: "E-1" }),
    spellRow({ employee_no: "E-1b", person_id: "person E-1" }),
    spellRow({ employee_no: "E-2" }),
    spellRow({ employee_no: "E-3" }),
    spellRow({ id: "again", employee_no: "E-3", person_id: "another person" }),
  ];
  const seen = async (owner: string | null, ...actors: readonly (string | null)[]) => {
    const duty_step = actors.map((actor, index) => stepRow("accepted", { done_at: at(2, 2 + index), actor }));
    const [item] = await populate(treatments, {
      tables: { duty: [dutyRow({ opened_at: at(2), owner })], duty_step, employment },
      period: PERIOD,
    });
    return [item?.acceptedOtherAt, item?.acceptedUnsureAt];
  };
  expect(await seen("E-1", "E-1", "E-2")).toEqual([at(2, 3), null]);
  expect(await seen("E-1", "E-1b", null)).toEqual([null, null]);
  expect(await seen("E-1", "E-9", "E-3")).toEqual([null, at(2, 2)]);
  expect(await seen("E-3", "E-2")).toEqual([null, at(2, 2)]);
  expect(await seen(null, "E-2")).toEqual([null, at(2, 2)]);
});

it("tells whether who did it approved it, under whatever number", async () => {
  const employment = [
    spellRow(),
    spellRow({ employee_no: "E-1b", person_id: "person E-1" }),
    spellRow({ employee_no: "E-2" }),
  ];
  const isSelf = async (performed_by: string | null, approved_by: string | null) => {
    const act = activityRow({ kind: "test", performed_at: at(2), approved_at: at(2), performed_by, approved_by });
    return (await populate(tests, { tables: { activity: [act], employment }, period: PERIOD }))[0]?.isSelfApproved;
  };
  expect(await isSelf("E-1", "E-1")).toBe(true);
  expect(await isSelf("E-1", "E-1b")).toBe(true);
  expect(await isSelf("E-1", "E-2")).toBe(false);
  expect(await isSelf("E-1", "E-9")).toBe(null);
  expect(await isSelf(null, "E-2")).toBe(null);
  expect(await isSelf("E-1", null)).toBe(null);
});
