import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { dutyRow, entryRow, entryStateRow, stepRow } from "../kit/fake-rows.js";
import { environments } from "./population.js";

const AT = Date.UTC(2026, 2, 4, 12);

it("has environments over time, and copies with the class they went to", async () => {
  const entry = (id: string, key: string, value: string | null) =>
    entryRow({ id, register: "environment", key, class: value });
  const copy = (key: string, subject: string, opened_at = AT) =>
    dutyRow({ id: key, kind: "data-copy", key, subject, unit: "orders", opened_at });
  const tables = {
    register_entry: [entry("e", "acme-prod", "production"), entry("f", "acme-dev", "development")],
    entry_state: [entryStateRow({ aspect: "separated" })],
    duty: [copy("C-1", "acme-dev"), copy("C-2", "elsewhere"), copy("C-3", "acme-dev", PERIOD.start - 1)],
    duty_step: [stepRow("masked", { duty_id: "C-1", done_at: AT + 5 })],
  };
  const items = await populate(environments.population, { tables, period: PERIOD });
  const copies = items.flatMap((item) => environments.eventOf(item) ?? []);
  expect(items.map(({ label, itemKind }) => `${itemKind} ${label}`).sort()).toEqual([
    "copy data copy C-1",
    "copy data copy C-2",
    "state environment acme-dev",
    "state environment acme-prod",
  ]);
  expect(copies.map(({ key, subjectClass, maskedAt }) => [key, subjectClass, maskedAt])).toEqual([
    ["C-1", "development", AT + 5],
    ["C-2", null, null],
  ]);
  expect(await populate(environments.population, { tables, period: PERIOD, isCarryIn: true })).toEqual([]);
});
