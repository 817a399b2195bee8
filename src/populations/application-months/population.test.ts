import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { activityRow, entryRow, entryStateRow } from "../kit/fake-rows.js";
import { applicationMonths } from "./population.js";

const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day);
const PERIOD = { start: at(1), end: at(3) };
const calendar = ["2025-12", "2026-01", "2026-02", "2026-03"].map((period_key, index) => ({
  id: period_key,
  kind: "month",
  period_key,
  from_at: at(index),
  to_at: at(index + 1),
}));

it("asks of each month what was in use at its end, with that month's review and single sign-on", async () => {
  const register_entry = [
    entryRow({ id: "a", register: "application", key: "crm", class: "customer", from_at: at(1, 9) }),
    entryRow({ id: "b", register: "application", key: "gone", to_at: at(2) }),
    entryRow({ id: "c", register: "vendor", key: "crm" }),
  ];
  const entry_state = [
    entryStateRow({ entry_id: "a", aspect: "sso", value: "supported", to_lo: at(2, 5), to_hi: at(2, 5) }),
    entryStateRow({ entry_id: "a", aspect: "sso", value: "enforced", from_at: at(2, 5) }),
  ];
  const activity = [
    activityRow({ id: "late", kind: "application-review", subject: "crm", performed_at: at(1, 30) }),
    activityRow({ id: "early", kind: "application-review", subject: "crm", performed_at: at(1, 20) }),
    activityRow({ id: "own", kind: "application-review", subject: "crm", period_key: "2026-02", performed_at: null }),
  ];
  const approved_exception = [
    { id: "x", kind: "sso", subject: "crm", owner: "E-1", approved_at: at(1), from_at: at(1, 9), to_at: at(1, 20) },
  ];
  const tables = { calendar, register_entry, entry_state, activity, approved_exception };
  const items = await populate(applicationMonths, { tables, period: PERIOD });
  expect(
    items.map(({ label, occurredAt, performedAt, isUndated, segments }) => [
      label,
      occurredAt,
      performedAt,
      isUndated,
      segments.map(({ fromAt, toAt, sso, exceptionId }) => [fromAt, toAt, sso, exceptionId]),
    ]),
  ).toEqual([
    [
      "application crm in 2026-01",
      at(2) - 1,
      at(1, 20),
      false,
      [
        [at(1), at(1, 9), "supported", null],
        [at(1, 9), at(1, 20), "supported", "x"],
        [at(1, 20), at(2), "supported", null],
      ],
    ],
    ["application gone in 2026-01", at(2) - 1, null, false, [[at(1), at(2), null, null]]],
    [
      "application crm in 2026-02",
      at(3) - 1,
      null,
      true,
      [
        [at(2), at(2, 5), "supported", null],
        [at(2, 5), at(3), "enforced", null],
      ],
    ],
  ]);
  expect(await populate(applicationMonths, { tables, period: PERIOD, isCarryIn: true })).toEqual([]);
});
