import { expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { cleanCompany } from "../../src/samples/company/company.js";
import { cleanMonths } from "../../src/samples/company/plans/clean-months.js";
import { cleanYear } from "../../src/samples/company/plans/clean-year.js";
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
