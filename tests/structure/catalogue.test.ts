import { expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { CRITERION_IDS } from "../../src/criteria/criteria.js";
import { JOIN_RULES } from "../../src/recovery/compensation/join-rules.js";
import { CATALOGUE } from "../vectors/opinion/catalogue.js";

it("holds all seventy-six controls of the catalogue, with their criteria, risk and kind", () => {
  const registered = CONTROLS.map(({ id, risk, frequency, criteria }) => ({
    id,
    risk,
    isState: frequency === "state",
    key: [...criteria.key],
    supporting: [...criteria.supporting],
  }));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect(registered.sort(byId)).toEqual([...CATALOGUE].sort(byId));
  expect(registered).toHaveLength(76);
});

it("carries every criterion with a key control", () => {
  const carried = new Set(
    CONTROLS.flatMap(({ criteria, attributes }) => [
      ...criteria.key,
      ...attributes.flatMap((each) => each.criteria ?? []),
    ]),
  );
  expect(CRITERION_IDS.filter((id) => !carried.has(id))).toEqual([]);
});

it("says of every control what usually fails, what makes up for it, how to mend it, and what a pass does not prove", () => {
  for (const { id, causes, remediation, evidence, edgeCases, limits, statement, parameters } of CONTROLS) {
    expect(
      [causes.length, evidence.length, edgeCases.length, limits.length].every((count) => count > 0),
      id,
    ).toBe(true);
    expect(remediation.length, id).toBeGreaterThan(20);
    for (const [, name = ""] of statement.matchAll(/\{(\w+)\}/g))
      expect(Object.keys(parameters), `${id}: {${name}}`).toContain(name);
  }
});

it("compensates only attributes that a control has, and by attributes that the other has", () => {
  const attributes = new Map(CONTROLS.map((control) => [String(control.id), control.attributes.map(({ id }) => id)]));
  const unknown = JOIN_RULES.flatMap(({ control, by, attributes: covered, needs }) => [
    ...covered.filter((id) => !attributes.get(control)?.includes(id)).map((id) => `${control}.${id}`),
    ...needs.filter((id) => !attributes.get(by)?.includes(id)).map((id) => `${by}.${id}`),
  ]);
  expect(unknown).toEqual([]);
  expect(JOIN_RULES.filter(({ attributes: covered }) => covered.length === 0)).toEqual([]);
});
