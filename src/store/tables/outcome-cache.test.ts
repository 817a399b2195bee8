import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { OutcomeCache } from "./outcome-cache.js";

interface Part {
  readonly isVolatile: boolean;
  readonly n: number;
}

const NAME = sha256("facts");

async function cache() {
  const folder = await mkdtemp(join(tmpdir(), "lookback-outcomes-"));
  const parse = (value: unknown) => (Array.isArray(value) ? (value as Part[]) : undefined);
  return { folder, outcomes: new OutcomeCache<Part>(folder, parse) };
}

it("serves settled outcomes to the same and any later moment, never to an earlier one", async () => {
  const { outcomes } = await cache();
  const parts = [{ isVolatile: false, n: 1 }];
  await outcomes.write(NAME, 100, parts);
  expect([await outcomes.read(NAME, 99), await outcomes.read(NAME, 100), await outcomes.read(NAME, 101)]).toEqual([
    undefined,
    parts,
    parts,
  ]);
});

it("serves what was still open to its own moment only", async () => {
  const { outcomes } = await cache();
  const parts = [
    { isVolatile: false, n: 1 },
    { isVolatile: true, n: 2 },
  ];
  await outcomes.write(NAME, 100, parts);
  expect([await outcomes.read(NAME, 100), await outcomes.read(NAME, 101)]).toEqual([parts, undefined]);
});

it("judges again what is missing or cannot be read", async () => {
  const { folder, outcomes } = await cache();
  expect(await outcomes.read(NAME, 1)).toBeUndefined();
  await outcomes.write(NAME, 1, []);
  await writeFile(join(folder, NAME.slice(0, 2), `${NAME}.json`), '{"asOf":1,"parts":');
  expect(await outcomes.read(NAME, 1)).toBeUndefined();
});
