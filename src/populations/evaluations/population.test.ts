import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { PERIOD, positionRow, spellRow } from "../account-person/fake-rows.js";
import { activityRow, dutyRow } from "../kit/fake-rows.js";
import { evaluations } from "./population.js";

const OLD = Date.UTC(2025, 2, 10);
const NEW = Date.UTC(2026, 2, 12);

function evaluation(performed_at: number | null, subject = "E-1") {
  return activityRow({ id: `v${performed_at} ${subject}`, kind: "evaluation", subject, performed_at });
}

async function found(tables: TableRows) {
  const tested = { employment: [spellRow()], position: [positionRow()], leave: [], ...tables };
  return populate(evaluations, { tables: tested, period: PERIOD });
}

/** Cycles with what ended them. */
async function cycles(tables: TableRows) {
  return (await found(tables)).map(({ cycleFrom, nextAt, isFirst }) => [cycleFrom, nextAt, isFirst]);
}

it("has the cycle in force when the period begins, and one for each evaluation in it", async () => {
  expect(await cycles({})).toEqual([[null, null, true]]);
  expect(await cycles({ activity: [evaluation(OLD - 9), evaluation(OLD), evaluation(NEW)] })).toEqual([
    [OLD, NEW, true],
    [NEW, null, false],
  ]);
  const [first, second] = await found({ activity: [evaluation(OLD), evaluation(NEW)] });
  expect(first).toMatchObject({
    itemId: `evaluation spell E-1 ${OLD}`,
    label: "evaluation of worker E-1",
    unit: "Platform",
    occurredAt: PERIOD.start,
    evidence: "00#row 2|00#row 2|00#row 3",
  });
  expect(second).toMatchObject({ label: "evaluation of worker E-1 (again)", occurredAt: NEW });
});

it("begins with the work, and leaves out contractors and who was not here", async () => {
  const started = Date.UTC(2026, 1, 2);
  expect((await found({ employment: [spellRow({ start_at: started })] }))[0]).toMatchObject({
    subjectFromAt: started,
    occurredAt: started,
    isFirst: true,
  });
  expect(await cycles({ employment: [spellRow({ worker_type: "contractor" })] })).toEqual([]);
  expect(await cycles({ employment: [spellRow({ end_at: PERIOD.start })] })).toEqual([]);
  expect(await cycles({ employment: [spellRow({ end_at: PERIOD.start + 1 })] })).toHaveLength(1);
  expect(await cycles({ employment: [spellRow({ is_cancelled: true })] })).toEqual([]);
});

it("ends with the employment where a contract leads on", async () => {
  const employed = spellRow({ end_at: NEW });
  const next = (worker_type: string) => spellRow({ id: "next", start_at: NEW, worker_type });
  const items = async (worker_type: string) =>
    (await found({ employment: [employed, next(worker_type)] })).map(({ itemId, subjectToAt }) => [
      itemId,
      subjectToAt,
    ]);
  expect(await items("contractor")).toEqual([["evaluation spell E-1 first", NEW]]);
  expect(await items("employee")).toEqual([["evaluation next first", null]]);
});

it("goes on with the older clock where one spell leads into another, and starts a new one after a return", async () => {
  const contract = spellRow({ id: "contract", worker_type: "contractor", end_at: NEW });
  const from = async (start_at: number) =>
    (await found({ employment: [contract, spellRow({ start_at })] })).map(({ subjectFromAt }) => subjectFromAt);
  expect(await from(NEW)).toEqual([contract.start_at]);
  expect(await from(NEW + 1)).toEqual([NEW + 1]);
  const earlier = spellRow({ id: "earlier", end_at: NEW });
  expect(await cycles({ employment: [earlier, spellRow({ start_at: NEW })] })).toHaveLength(1);
});

it("knows records without a date and the last leave", async () => {
  const leave = [{ id: "l", person_id: "person E-1", from_at: OLD, to_at: null }];
  expect(await found({ activity: [evaluation(null)], leave })).toMatchObject([{ hasUndated: true, leaves: `${OLD};` }]);
});

it("lists violations beside", async () => {
  const items = await found({ duty: [dutyRow({ kind: "policy-violation", key: "V-1", opened_at: NEW })] });
  expect(items.map(({ list, label }) => `${list}: ${label}`)).toEqual([
    "evaluation: evaluation of worker E-1",
    "violation: policy violation V-1",
  ]);
});
