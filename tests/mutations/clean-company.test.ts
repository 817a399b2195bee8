import { expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { cleanCompany } from "../../src/samples/company/company.js";
import { FAULTS } from "../../src/samples/company/faults/registry.js";
import { cleanMonths } from "../../src/samples/company/plans/clean-months.js";
import { cleanYear } from "../../src/samples/company/plans/clean-year.js";
import type { CompanyRows } from "../../src/samples/company/rows.js";
import { asksTicketsOfDuties, rowsOfNobody, ticketsOfNobody } from "../fakes/seen-changes.js";
import { foundIn, TestedCompany } from "../fakes/tested-company.js";

it.each([cleanMonths, cleanYear])(
  "finds nothing in the company that did what it promised, and leaves nothing pending or empty: $period.from to $period.to",
  async (plan) => {
    const company = await TestedCompany.open(cleanCompany(plan), CONTROLS);
    try {
      const tested = await company.test();
      expect(foundIn(tested)).toEqual([]);
      const counts = tested.controls.map(({ promise, tally }) => [promise.control.id, tally.counts] as const);
      expect(counts.filter(([, { pending }]) => pending > 0).map(([id]) => id)).toEqual([]);
      expect(counts.filter(([, { pass }]) => pass === 0).map(([id]) => id)).toEqual([]);
    } finally {
      await company.close();
    }
  },
  300_000,
);

/** The corpus asks only controls that can see a fault: rows that nobody names are what each must be blind to. */
it("counts the same when rows of kinds that no query names stand beside those that are named", async () => {
  const clean = cleanCompany(cleanMonths);
  const faulty = FAULTS.map(({ plant }) => {
    const rows = { ...clean.rows };
    plant(rows, clean.world, 0);
    return rows;
  });
  const company = await TestedCompany.open(clean, CONTROLS);
  try {
    const counts = async (more: Partial<CompanyRows>, controls = CONTROLS) => {
      const tested = await company.test({ ...clean.rows, ...more }, { isEachAsked: true });
      const ids = new Set(controls.map(({ id }) => id));
      return tested.controls
        .filter(({ promise }) => ids.has(promise.control.id))
        .map(({ promise, tally }) => [promise.control.id, tally.counts, tally.notable]);
    };
    const duties = CONTROLS.filter(({ population }) => asksTicketsOfDuties(population.sql));
    expect(duties.length).toBeGreaterThan(20);
    expect(await counts(rowsOfNobody(clean.rows, faulty))).toEqual(await counts({}));
    expect(await counts(ticketsOfNobody(clean.rows, faulty), duties)).toEqual(await counts({}, duties));
  } finally {
    await company.close();
  }
}, 600_000);
