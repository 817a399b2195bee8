import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { isStreamName } from "../../src/model/streams.js";

const FOLDERS = readdirSync("src/controls", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

it("registers every control folder, each id once", () => {
  const ids = CONTROLS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(FOLDERS.map((name) => name.split("-").slice(0, 2).join("-").toUpperCase())).toEqual([...ids].sort());
});

/** A list that rests on nothing would be "proven complete" by saying nothing; the workspace and the calendar may be it. */
it.each(CONTROLS.map(({ id, population }) => [id, population] as const))(
  "%s rests its list on something",
  (_, { triggers, reads }) => {
    const isDeclared = reads.scope !== undefined && reads.calendar !== undefined;
    expect(triggers.length > 0 || isDeclared).toBe(true);
  },
);

/** Outcomes are cached by the coverage of the declared streams: a stream asked in secret would leave them stale. */
it.each(FOLDERS)("%s asks for gaps only in streams that its population declares", (folder) => {
  const id = folder.split("-").slice(0, 2).join("-").toUpperCase();
  const control = CONTROLS.find((each) => each.id === id);
  const declared = [...(control?.population.triggers ?? []), ...(control?.population.facts ?? [])].map(
    ({ stream }) => stream,
  );
  const text = readFileSync(join("src/controls", folder, "procedure.ts"), "utf8");
  const asked = [...text.matchAll(/"([a-z][a-z.-]+)"/g)].flatMap(([, word = ""]) => (isStreamName(word) ? [word] : []));
  expect(asked.filter((stream) => !declared.includes(stream))).toEqual([]);
});

/** What is not asked for the time before the period must say itself that it has nothing there. */
it.each(
  CONTROLS.map(({ population }) => population)
    .filter(({ carriesIn }) => carriesIn === false)
    .map((population) => [population.name, population.sql] as const),
)("%s carries nothing in", (_, sql) => {
  expect(sql).toContain("is_carry_in = false");
  const isFilteredAsAWhole = /\nwhere p\.is_carry_in = false(?: and [^\n]*)?\n*$/.test(sql);
  expect(isFilteredAsAWhole || !/is_carry_in = false\s+or\b/.test(sql)).toBe(true);
});
