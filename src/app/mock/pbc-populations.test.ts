import { expect, it } from "vitest";
import { CONTROLS } from "../../controls/registry.js";
import { PBC_POPULATIONS } from "./pbc-populations.js";

it("asks for twenty populations, each by lists that controls of ours draw from", () => {
  const drawn = new Set(CONTROLS.map(({ population }) => population.name));
  const named = PBC_POPULATIONS.flatMap(({ populations }) => populations);
  expect(PBC_POPULATIONS.map(({ id }) => id)).toEqual(
    Array.from({ length: 20 }, (_, index) => `POP-${String(index + 1).padStart(2, "0")}`),
  );
  expect(named.filter((name) => !drawn.has(name))).toEqual([]);
  expect(PBC_POPULATIONS.filter(({ populations }) => populations.length === 0)).toEqual([]);
});
