import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InputControl, InputDeviation } from "../../../src/assess/opinion/input.js";
import { OpinionInput } from "../../../src/assess/opinion/input.js";
import { projectOpinion } from "../../../src/assess/opinion/project-opinion.js";
import type { Opinion, OpinionProjection } from "../../../src/assess/opinion/projection.js";
import { CATALOGUE } from "./catalogue.js";
import { company, deviating, project, tested } from "./company.js";

const IDS = CATALOGUE.map(({ id }) => id);
const RANK: Readonly<Record<Opinion, number>> = { UNQUALIFIED: 0, QUALIFIED: 1, ADVERSE: 2, DISCLAIMER: 3 };

/** One control tested in full: how many items, how many deviate, how many cannot be examined. */
interface Result {
  readonly id: string;
  readonly N: number;
  readonly d: number;
  readonly missing: number;
}

const kinds = fc.constantFrom<InputDeviation["kind"]>("late", "not-performed", "bypassed", "evidence-missing");

function results(missingMax: number): fc.Arbitrary<Result[]> {
  const one = fc.record({
    id: fc.constantFrom(...IDS),
    N: fc.constantFrom(1, 4, 12, 13, 40, 200),
    share: fc.constantFrom(0, 0, 0.03, 0.08, 0.3, 1),
    missing: fc.integer({ min: 0, max: missingMax }),
  });
  const all = fc.uniqueArray(one, { selector: ({ id }) => id, minLength: 1, maxLength: 25 });
  return all.map((each) =>
    each.map(({ id, N, share, missing }) => {
      const d = Math.min(N, Math.ceil(N * share));
      return { id, N, d, missing: Math.min(N - d, missing) };
    }),
  );
}

function inputOf(each: readonly Result[]): OpinionInput {
  const changes = each.map(({ id, N, d, missing }): [string, Partial<InputControl>] => [
    id,
    { attributes: [tested({ N, deviations: deviating(d), missing })] },
  ]);
  return company(Object.fromEntries(changes));
}

function rank(input: OpinionInput): number {
  return RANK[project(input).overall.projected];
}

describe("laws", () => {
  test("one more deviation never improves the projected opinion, where all evidence was obtained", () => {
    fc.assert(
      fc.property(results(0), fc.nat(), (each, which) => {
        const chosen = which % each.length;
        const worse = each.map((result, index) =>
          index === chosen && result.d < result.N ? { ...result, d: result.d + 1 } : result,
        );
        expect(rank(inputOf(worse))).toBeGreaterThanOrEqual(rank(inputOf(each)));
      }),
      { numRuns: 60 },
    );
  });

  test("losing evidence never improves the opinion beyond what the rest proves", () => {
    fc.assert(
      fc.property(results(60), (each) => {
        const passing = each.map((result) => ({ ...result, missing: 0 }));
        expect(rank(inputOf(each))).toBeGreaterThanOrEqual(rank(inputOf(passing)));
      }),
      { numRuns: 60 },
    );
  });

  test("losing evidence never turns a control good", () => {
    const good = ["EFFECTIVE", "EFFECTIVE_WITH_EXCEPTION", "MITIGATED"];
    fc.assert(
      fc.property(results(60), (each) => {
        const before = project(inputOf(each.map((result) => ({ ...result, missing: 0 })))).controls;
        const after = project(inputOf(each)).controls;
        const turned = each.filter(
          ({ id }) => !good.includes(before[id]?.conclusion ?? "") && good.includes(after[id]?.conclusion ?? ""),
        );
        expect(turned).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test("best <= projected <= worst in every category", () => {
    fc.assert(
      fc.property(results(20), (each) => {
        const { categories, overall } = project(inputOf(each));
        for (const { best, projected, worst } of [...Object.values(categories), overall]) {
          expect(RANK[best]).toBeLessThanOrEqual(RANK[projected]);
          expect(RANK[projected]).toBeLessThanOrEqual(RANK[worst]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("the order of controls, attributes and deviations changes no byte; nor does asking twice", () => {
    fc.assert(
      fc.property(results(5), kinds, (each, kind) => {
        const input = inputOf(each);
        const second = { ...tested({ N: 50, deviations: deviating(1, { kind }) }), id: "B", is_key: false };
        const rich = {
          ...input,
          controls: input.controls.map((control) => ({ ...control, attributes: [...control.attributes, second] })),
        };
        const reversed: OpinionInput = {
          ...rich,
          controls: [...rich.controls].reverse().map((control) => ({
            ...control,
            attributes: [...control.attributes].reverse().map((attribute) => ({
              ...attribute,
              deviations: [...attribute.deviations].reverse(),
            })),
          })),
        };
        const bytes = JSON.stringify(projectOpinion(rich));
        expect(JSON.stringify(projectOpinion(rich))).toBe(bytes);
        expect(JSON.stringify(projectOpinion(reversed))).toBe(bytes);
      }),
      { numRuns: 15 },
    );
  });

  test("other names give the same conclusions", () => {
    fc.assert(
      fc.property(results(5), (each) => {
        const input = inputOf(each);
        const renamed = {
          ...input,
          controls: input.controls.map((control, index) => ({ ...control, id: `Z-${500 - index}` })),
        };
        const nameless = ({ overall, criteria, controls }: OpinionProjection) => [
          overall,
          Object.entries(criteria).map(([id, { conclusion, because }]) => `${id} ${conclusion} ${because.join()}`),
          Object.values(controls)
            .map(({ finding: _finding, ...rest }) => JSON.stringify(rest))
            .sort(),
        ];
        expect(nameless(project(renamed))).toEqual(nameless(project(input)));
      }),
      { numRuns: 30 },
    );
  });

  test("an input survives JSON and its own schema", () => {
    fc.assert(
      fc.property(results(5), (each) => {
        const input = inputOf(each);
        expect(OpinionInput.parse(JSON.parse(JSON.stringify(input)))).toEqual(input);
      }),
      { numRuns: 10 },
    );
  });
});
