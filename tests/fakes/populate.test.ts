import { expect, it } from "vitest";
import { definePopulation } from "../../src/assess/population.js";
import { boolean, instant } from "../../src/model/table.js";
import { populate } from "./populate.js";

const incidents = definePopulation({
  name: "probe",
  title: "Probe",
  doc: "Incidents opened in the window.",
  shape: "events",
  columns: { opened_at: instant("when"), is_open: boolean("still open") },
  sql: `select i.id as item_id, i.opened_at as occurred_at, i.key as label, cast(null as text) as unit, i.commander as actor,
    i.evidence_sha256 || '#' || i.evidence_pointer as evidence, i.opened_at as opened_at, i.closed_at is null as is_open
    from incident i cross join param p where i.opened_at >= p.window_start and i.opened_at < p.window_end`,
  reads: { incident: "month" },
  triggers: [],
  facts: [],
});

const incident = {
  key: "INC-1",
  detected_at: null,
  classified_at: null,
  severity: null,
  lowered_reason: null,
  was_lowered: false,
  commander: null,
  has_timeline: false,
  contained_at: null,
  recovered_at: null,
  communicated_at: null,
  is_communication_due: false,
  closed_at: null,
  is_tagged_test: false,
  alert_keys: "",
  source_kind: "declared",
};

it("returns the window's items, the start inside and the end outside, the same on both engines", async () => {
  const items = await populate(incidents, {
    period: { start: 1_000, end: 2_000 },
    tables: {
      incident: [
        { ...incident, id: "before", opened_at: 999 },
        { ...incident, id: "last", opened_at: 1_999 },
        { ...incident, id: "first", opened_at: 1_000, closed_at: 1_500 },
        { ...incident, id: "after", opened_at: 2_000 },
      ],
    },
  });
  expect(items.map(({ itemId, isOpen, evidence }) => [itemId, isOpen, evidence])).toEqual([
    ["first", false, "00#row 4"],
    ["last", true, "00#row 3"],
  ]);
});
