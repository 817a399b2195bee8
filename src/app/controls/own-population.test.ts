import { describe, expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { definedPopulation } from "./own-population.js";
import { parseOwnControl } from "./parse-own-control.js";

const PERIOD = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 3, 1) };
const ticket = (id: string, createdAt: number) => ({
  id,
  key: id,
  kind: "Task",
  summary: "x",
  created_at: createdAt,
  resolved_at: null,
  status: "Open",
  reporter_employee_no: null,
  beneficiary_employee_no: null,
  system: null,
  entitlements: null,
  labels: "",
  links: "",
});
const TICKETS = [
  ticket("before", PERIOD.start - 1),
  ticket("first", PERIOD.start),
  ticket("last", PERIOD.end - 1),
  ticket("after", PERIOD.end),
];

function population(more: string) {
  const { control } = parseOwnControl({
    file: "own.yaml",
    text: `version: 1
id: OWN-01
revision: 1
title: x
statement: x
criteria: { key: [CC8.1] }
risk: low
nature: manual
type: detective
frequency: per_event
population:
  name: own-tickets
  title: Tickets
  doc: All of them.
  columns: { from_at: { kind: instant, doc: x }, to_at: { kind: instant, doc: x } }
  reads: { ticket: whole }
  triggers: [{ stream: tickets }]
  sql: |
    select t.id as item_id, t.created_at as occurred_at, t.key as label, cast(null as text) as unit,
      cast(null as text) as actor, t.evidence_sha256 || '#' || t.evidence_pointer as evidence,
      t.created_at as from_at, t.created_at + 1 as to_at
    from ticket t
${more}attributes: [{ id: A, title: x, family: approval, what: x, done: from_at, watch: [{ stream: tickets }] }]
`,
  });
  if (typeof control.population === "string") throw new Error("expected a population of its own");
  return definedPopulation(control.population);
}

async function items(more: string, isCarryIn: boolean): Promise<readonly string[]> {
  const window = isCarryIn ? { start: 0, end: PERIOD.start } : PERIOD;
  const found = await populate(population(more), { tables: { ticket: TICKETS }, period: PERIOD, window, isCarryIn });
  return found.map(({ itemId }) => itemId);
}

describe("a declared population, on both engines", () => {
  it("has the items of the window, its first moment included and its end not, without asking for it", async () => {
    expect(await items("", false)).toEqual(["first", "last"]);
  });

  it("carries in only what it says it does", async () => {
    expect(await items("", true)).toEqual([]);
    expect(await items("  carries_in: true\n", true)).toEqual(["before"]);
  });

  it("keeps every stretch of a state, whenever it began, and carries none in", async () => {
    expect(await items("  shape: segments\n", false)).toEqual(["before", "first", "last", "after"]);
    expect(await items("  shape: segments\n", true)).toEqual([]);
  });
});
