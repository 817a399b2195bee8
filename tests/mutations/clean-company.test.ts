import { afterAll, beforeAll, expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { cleanCompany } from "../../src/samples/company/company.js";
import { cleanYear } from "../../src/samples/company/plans/clean-year.js";
import { foundIn, TestedCompany } from "../fakes/tested-company.js";

let company: TestedCompany;
beforeAll(async () => {
  company = await TestedCompany.open(cleanCompany(cleanYear), CONTROLS);
});
afterAll(() => company.close());

it("finds nothing in the company that did what it promised, and leaves nothing pending or empty", async () => {
  const tested = await company.test();
  expect(foundIn(tested)).toEqual([]);
  const counts = tested.controls.map(({ promise, tally }) => [promise.control.id, tally.counts] as const);
  expect(counts.filter(([, { pending }]) => pending > 0).map(([id]) => id)).toEqual([]);
  expect(counts.filter(([, { pass }]) => pass === 0).map(([id]) => id)).toEqual([]);
});
