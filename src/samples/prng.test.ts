import { expect, it } from "vitest";
import { Prng } from "./prng.js";

const draws = (seed: string, area: string): readonly number[] => {
  const random = new Prng(seed, area);
  return Array.from({ length: 6 }, () => random.between(1, 1_000));
};

it("gives these numbers for this seed on every machine", () => {
  expect(draws("1", "staff")).toEqual([782, 95, 826, 78, 673, 828]);
});

it("gives other numbers for another seed and for another area", () => {
  expect(draws("2", "staff")).not.toEqual(draws("1", "staff"));
  expect(draws("1", "alerts")).not.toEqual(draws("1", "staff"));
});

it("stays within both ends, reaching them", () => {
  const random = new Prng("1", "ends");
  const seen = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));
  expect([...seen].sort()).toEqual([3, 4, 5]);
});

it("shuffles without loss", () => {
  const list = Array.from({ length: 50 }, (_, index) => index);
  const shuffled = new Prng("1", "cards").shuffled(list);
  expect(shuffled).not.toEqual(list);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(list);
});

it("writes hexadecimal digits and ids of the length asked for", () => {
  const random = new Prng("1", "ids");
  expect(random.hex(40)).toMatch(/^[0-9a-f]{40}$/);
  expect(random.id(17)).toMatch(/^[a-z0-9]{17}$/);
});
