import { CONTROLS } from "../../src/controls/registry.js";
import { cleanCompany } from "../../src/samples/company/company.js";
import { acquirer } from "../../src/samples/company/plans/acquirer.js";
import { TestedCompany } from "../../tests/fakes/tested-company.js";

/** Tests every control over the year of the company of two thousand, and over one of ten times its size. */
export async function benchCatalogue(): Promise<string> {
  const one = await measured(1);
  const ten = await measured(10);
  const say = ({ people, rows, seconds, items, deviating }: Measured) =>
    `${people.toLocaleString("en")} people, ${rows.toLocaleString("en")} rows, ${items.toLocaleString("en")} items judged in ${seconds.toFixed(1)} s (${deviating} deviate)`;
  return [
    `catalogue: ${CONTROLS.length} controls over a year`,
    `  ${say(one)}`,
    `  ${say(ten)}`,
    `  ten times the company: ${(ten.seconds / one.seconds).toFixed(1)} times the time`,
  ].join("\n");
}

interface Measured {
  readonly people: number;
  readonly rows: number;
  readonly items: number;
  readonly deviating: number;
  readonly seconds: number;
}

async function measured(size: number): Promise<Measured> {
  const company = cleanCompany(acquirer("1", size));
  const tested = await TestedCompany.open(company, CONTROLS, { threads: 2 });
  try {
    globalThis.gc?.();
    const start = performance.now();
    const { controls } = await tested.test();
    const seconds = (performance.now() - start) / 1_000;
    const sum = (of: (counts: (typeof controls)[number]["tally"]["counts"]) => number) =>
      controls.reduce((total, { tally }) => total + of(tally.counts), 0);
    return {
      people: company.world.people.length,
      rows: Object.values(company.rows).reduce((total, list) => total + list.length, 0),
      items: sum((counts) => Object.values(counts).reduce((total, count) => total + count, 0)),
      deviating: sum(({ deviation }) => deviation),
      seconds,
    };
  } finally {
    await tested.close();
  }
}
