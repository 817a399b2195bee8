import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { HOUR_MS } from "../../base/instant.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { dutyRow, entryRow, entryStateRow, stepRow } from "../kit/fake-rows.js";
import { paging } from "./population.js";

const AT = Date.UTC(2026, 2, 4, 12);

it("has services, schedules and pages side by side", async () => {
  const tables = {
    register_entry: [
      entryRow({ id: "s", register: "service", key: "api" }),
      entryRow({ id: "c", register: "on-call-schedule", key: "platform" }),
      entryRow({ id: "v", register: "vendor", key: "hosting" }),
    ],
    entry_state: [
      entryStateRow({ entry_id: "s", aspect: "monitored", to_lo: AT, to_hi: AT }),
      entryStateRow({ entry_id: "s", aspect: "monitored", from_at: AT, value: "false" }),
      entryStateRow({ entry_id: "c", aspect: "staffed" }),
    ],
    duty: [dutyRow({ kind: "page", key: "P-1", subject: "api", opened_at: AT })],
    duty_step: [stepRow("acknowledged", { done_at: AT + HOUR_MS, actor: "E-2" })],
  };
  const items = await populate(paging.population, { tables, period: PERIOD });
  expect(
    items.map((item) => [
      item.label,
      item.itemKind,
      item.register,
      [...new Set(item.segments.map(({ monitored, staffed }) => `${monitored} ${staffed}`))],
      paging.eventOf(item)?.acknowledgedAt,
    ]),
  ).toEqual([
    ["on-call schedule platform", "state", "on-call-schedule", ["null true"], undefined],
    ["service api", "state", "service", ["true null", "false null"], undefined],
    ["page P-1", "page", "", ["null null"], AT + HOUR_MS],
  ]);
});
