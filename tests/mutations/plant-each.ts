import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { cleanCompany } from "../../src/samples/company/company.js";
import { FAULTS } from "../../src/samples/company/faults/registry.js";
import { cleanMonths } from "../../src/samples/company/plans/clean-months.js";
import { foundIn, TestedCompany, textOf } from "../fakes/tested-company.js";

/** Ways of breaking each attribute of a control whose evidence comes from systems, and of one that people perform. */
const WAYS = { automated: 5, manual: 2 } as const;

/** Plants every fault of some controls into the clean company, one at a time: found by the right control, and by no other. */
export function plantEach(part: (control: string) => boolean): void {
  const faults = FAULTS.filter(({ control }) => part(control));
  const controls = CONTROLS.filter(({ id }) => part(id));
  const clean = cleanCompany(cleanMonths);
  let company: TestedCompany;
  beforeAll(async () => {
    company = await TestedCompany.open(clean, CONTROLS);
  }, 300_000);
  afterAll(() => company.close());

  it.each(faults.map((fault) => [fault.id, fault] as const))("%s", async (_, { plant, control, attribute }) => {
    const rows = { ...clean.rows };
    const expected = plant(rows, clean.world, 0);
    expect(expected.some((each) => each.control === control && each.attribute === attribute)).toBe(true);
    expect(foundIn(await company.test(rows))).toEqual(expected.map(textOf).sort());
  });

  describe("ways of breaking each attribute", () => {
    it.each(controls.map(({ id, nature, attributes }) => [id, nature, attributes] as const))(
      "%s",
      (id, nature, attributes) => {
        const least = nature === "manual" ? WAYS.manual : WAYS.automated;
        const ways = (attribute: string) =>
          faults.filter((fault) => fault.control === id && fault.attribute === attribute).length;
        expect(attributes.map((attribute) => attribute.id).filter((attribute) => ways(attribute) < least)).toEqual([]);
      },
    );
  });

  it("has an id for each", () => {
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
  });
}
