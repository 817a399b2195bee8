import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { day } from "../../src/base/instant.js";
import { CONTROLS } from "../../src/controls/registry.js";
import { isStreamName } from "../../src/model/streams.js";
import { cleanCompany } from "../../src/samples/company/company.js";
import { cleanMonths } from "../../src/samples/company/plans/clean-months.js";
import { TestedCompany } from "../fakes/tested-company.js";

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

/** Populations that are not asked for the time before the period, one control of each. */
const NOT_ASKED = [
  ...new Map(
    CONTROLS.filter(({ population }) => population.carriesIn === false).map((each) => [each.population.name, each]),
  ).values(),
];

/** The same without what keeps earlier items out: what would be found, so that finding none means something. */
const UNGUARDED = NOT_ASKED.map((control) => {
  const { population } = control;
  const sql = population.sql.replaceAll("is_carry_in = false", "is_carry_in is not null");
  return { ...control, population: { ...population, name: `unguarded ${population.name}`, sql } };
});

/** What is not asked for the time before the period must have nothing there: asked all the same, it says so itself. */
it("carries nothing in where a population says so, in a company with months before its period", async () => {
  const company = cleanCompany(cleanMonths);
  const { period } = cleanMonths;
  const later = { ...cleanMonths, period: { from: day("2026-07-01"), to: period.to } };
  const world = { ...company.world, plan: later };
  const tested = await TestedCompany.open({ ...company, world }, [...NOT_ASKED, ...UNGUARDED]);
  try {
    const carried = await tested.carriedIn();
    const names = (controls: typeof UNGUARDED) => controls.map(({ population }) => population.name);
    expect([...carried.keys()].sort()).toEqual([...names(NOT_ASKED), ...names(UNGUARDED)].sort());
    expect(names(NOT_ASKED).filter((name) => carried.get(name) !== 0)).toEqual([]);
    expect(names(UNGUARDED).filter((name) => carried.get(name) === 0)).toEqual([]);
  } finally {
    await tested.close();
  }
}, 60_000);
