import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { duties } from "./duties.js";
import { entryStates } from "./entry-states.js";
import { dutyRow, entryRow, entryStateRow } from "./fake-rows.js";
import { statesWith } from "./states-with.js";

const states = entryStates({
  name: "probe",
  title: "",
  doc: "",
  label: "host",
  register: "host",
  aspects: ["healthy"],
  exceptions: ["host"],
  stream: "endpoint.protection",
});
const events = duties({
  name: "probe",
  title: "",
  doc: "",
  kinds: { detection: "detection" },
  steps: ["verified"],
  stream: "vulnerabilities",
});
const both = statesWith({ name: "probe", title: "", doc: "", states, events, eventKind: "detection" });

const tables = {
  register_entry: [entryRow({ register: "host", key: "h-1" })],
  entry_state: [entryStateRow({ aspect: "healthy" })],
  duty: [dutyRow({ kind: "detection", key: "D-1", opened_at: PERIOD.start + 5, subject: "h-1" })],
};

it("has things with their stretches and events with their facts, side by side", async () => {
  const items = await populate(both.population, { tables, period: PERIOD });
  expect(items.map(({ label, itemKind, segments }) => [label, itemKind, segments.length])).toEqual([
    ["host h-1", "state", 3],
    ["detection D-1", "detection", 1],
  ]);
  const [host, event] = items;
  expect(host && both.eventOf(host)).toBeUndefined();
  expect(host).toMatchObject({ healthy: "true", actKind: null });
  expect(event).toMatchObject({ fromAt: PERIOD.start + 5, toAt: PERIOD.start + 6, healthy: null, key: "" });
  expect(event && both.eventOf(event)).toMatchObject({
    key: "D-1",
    subject: "h-1",
    closedAt: null,
    verifiedCount: 0,
    occurredAt: PERIOD.start + 5,
  });
});

it("has duties that were open on the first day among the events, one tick either side", async () => {
  const opened_at = PERIOD.start - 5;
  const duty = [PERIOD.start, PERIOD.start + 1, null].map((closed_at, index) =>
    dutyRow({ id: `d${index}`, kind: "detection", key: `D-${index}`, opened_at, closed_at }),
  );
  const labels = async (isCarryIn: boolean) =>
    (await populate(both.population, { tables: { duty }, period: PERIOD, isCarryIn })).map(({ label }) => label);
  expect(await labels(false)).toEqual(["detection D-1", "detection D-2"]);
  expect(await labels(true)).toEqual([]);
});

it("needs the streams of both, each once", () => {
  expect(both.population.triggers).toEqual([
    { stream: "endpoint.protection", per: "*" },
    { stream: "vulnerabilities", per: "*" },
  ]);
  expect(both.population.facts).toEqual([{ stream: "exceptions.approved", per: "*" }]);
});
