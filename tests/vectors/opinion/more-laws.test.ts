import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InputControl, OpinionInput } from "../../../src/assess/opinion/input.js";
import { projectOpinion } from "../../../src/assess/opinion/project-opinion.js";
import type { Opinion, OpinionProjection } from "../../../src/assess/opinion/projection.js";
import { project } from "./company.js";
import { type Generated, generatedCompany, generatedControls } from "./generated-company.js";

const RANK: Readonly<Record<Opinion, number>> = { UNQUALIFIED: 0, QUALIFIED: 1, ADVERSE: 2, DISCLAIMER: 3 };
const RUNS = { numRuns: 40 };

/** Best end, projection and worst end, as ranks: higher is worse. */
function ranks(input: OpinionInput): readonly number[] {
  const { best, projected, worst } = project(input).overall;
  return [RANK[best], RANK[projected], RANK[worst]];
}

function expectNoBetter(after: OpinionInput, before: OpinionInput): void {
  const [now, then] = [ranks(after), ranks(before)];
  now.forEach((rank, end) => {
    expect(rank).toBeGreaterThanOrEqual(then[end] ?? 0);
  });
}

/** The same controls with one of them changed. */
function withOne(
  all: readonly Generated[],
  which: number,
  change: (each: Generated) => Generated,
): readonly Generated[] {
  return all.map((each, index) => (index === which % all.length ? change(each) : each));
}

describe("evidence of failure", () => {
  test("never improves the projection or either end of its range: one more deviation", () => {
    fc.assert(
      fc.property(generatedControls(0), fc.nat(), (all, which) => {
        const worse = withOne(all, which, (each) => ({ ...each, d: Math.min(each.N, each.d + 1) }));
        expectNoBetter(generatedCompany(worse), generatedCompany(all));
      }),
      RUNS,
    );
  });

  test("nor does another attribute that fails, a control that was there for less of the period, or harm", () => {
    fc.assert(
      fc.property(generatedControls(0), fc.nat(), (all, which) => {
        const before = generatedCompany(all);
        const second = withOne(all, which, (each) => ({ ...each, second: { d: each.N, isKey: true } }));
        expectNoBetter(generatedCompany(second), before);
        const shorter = withOne(all, which, (each) => ({ ...each, share: each.share === "1" ? "0.95" : "0.5" }));
        expectNoBetter(generatedCompany(shorter), before);
        const harmed = before.controls.map((control, index) =>
          index === which % before.controls.length ? { ...control, harm_followed: true } : control,
        );
        expectNoBetter({ ...before, controls: harmed }, before);
      }),
      RUNS,
    );
  });

  test("nor does a bypass that was proven", () => {
    const bypass = { is_intentional: true, is_concealed: false, by_authority: false, by_management: false };
    fc.assert(
      fc.property(generatedControls(0), fc.nat(), (all, which) => {
        const before = generatedCompany(all);
        const chosen = all[which % all.length]?.id;
        const controls = before.controls.map((control) => (control.id === chosen ? { ...control, bypass } : control));
        expectNoBetter({ ...before, controls }, before);
      }),
      RUNS,
    );
  });
});

describe("hidden evidence", () => {
  test("never improves it beyond what the rest proves: hidden items never count for more than passes", () => {
    fc.assert(
      fc.property(generatedControls(60), (all) => {
        const passing = all.map((each) => ({ ...each, missing: 0 }));
        expectNoBetter(generatedCompany(all), generatedCompany(passing));
      }),
      RUNS,
    );
  });

  test("nor does hiding the deviations themselves", () => {
    fc.assert(
      fc.property(generatedControls(0), fc.nat(), (all, which) => {
        const hidden = withOne(all, which, (each) => ({ ...each, d: 0, missing: each.d }));
        const passing = withOne(all, which, (each) => ({ ...each, d: 0 }));
        expectNoBetter(generatedCompany(hidden), generatedCompany(passing));
      }),
      RUNS,
    );
  });

  test("nor does a population that nobody can prove", () => {
    fc.assert(
      fc.property(generatedControls(0), fc.nat(), (all, which) => {
        const chosen = all[which % all.length]?.id;
        const unproven = (input: OpinionInput): OpinionInput => ({
          ...input,
          controls: input.controls.map((control) => (control.id === chosen ? withoutProof(control) : control)),
        });
        const passing = withOne(all, which, (each) => ({ ...each, d: 0, second: null }));
        expectNoBetter(unproven(generatedCompany(all)), generatedCompany(passing));
      }),
      RUNS,
    );
  });

  test("never makes a control that failed good", () => {
    const good: readonly string[] = ["EFFECTIVE", "EFFECTIVE_WITH_EXCEPTION"];
    fc.assert(
      fc.property(generatedControls(0), fc.nat(), fc.nat(), (all, which, how) => {
        const hide = (each: Generated): Generated => {
          const hidden = each.d === 0 ? 0 : 1 + (how % each.d);
          return { ...each, d: each.d - hidden, missing: hidden, cover: { ...each.cover, items: 0 } };
        };
        const id = all[which % all.length]?.id ?? "";
        const before = project(
          generatedCompany(withOne(all, which, (each) => ({ ...each, cover: { ...each.cover, items: 0 } }))),
        );
        const after = project(generatedCompany(withOne(all, which, hide)));
        const turned =
          !good.includes(before.controls[id]?.conclusion ?? "") && good.includes(after.controls[id]?.conclusion ?? "");
        expect(turned && before.controls[id]?.conclusion !== "NO_OCCURRENCE").toBe(false);
      }),
      { numRuns: 80 },
    );
  });
});

describe("judgement", () => {
  test("accepting compensation never makes it worse, rejecting it never better; the range holds both", () => {
    fc.assert(
      fc.property(generatedControls(0), (all) => {
        const judged = (status: Generated["cover"]["status"]) =>
          generatedCompany(all.map((each) => ({ ...each, cover: { ...each.cover, status } })));
        const [accepted, pending, rejected] = [
          ranks(judged("accepted")),
          ranks(judged("pending")),
          ranks(judged("rejected")),
        ];
        expect(accepted[1]).toBeLessThanOrEqual(pending[1] ?? 0);
        expect(pending[1]).toBeLessThanOrEqual(rejected[1] ?? 0);
        // What is proposed is the best end, what is rejected the projection of whoever accepts nothing.
        expect(pending[0]).toBeLessThanOrEqual(accepted[1] ?? 0);
        expect(pending[1]).toBe(rejected[1]);
      }),
      RUNS,
    );
  });

  test("substitutes declared beforehand never make it worse", () => {
    fc.assert(
      fc.property(generatedControls(0), (all) => {
        const alone = all.map((each) => ({ ...each, redundantWith: [] }));
        expectNoBetter(generatedCompany(alone), generatedCompany(all));
      }),
      RUNS,
    );
  });

  test("a cause changes patterns and findings, never the opinion on what was tested in full", () => {
    fc.assert(
      fc.property(generatedControls(0), (all) => {
        const causeless = all.map((each) => ({ ...each, cause: null }));
        expect(ranks(generatedCompany(all))).toEqual(ranks(generatedCompany(causeless)));
      }),
      RUNS,
    );
  });
});

describe("names and order", () => {
  test("other names of controls, attributes, items, actors and units change no conclusion", () => {
    fc.assert(
      fc.property(generatedControls(5), (all) => {
        const input = generatedCompany(all);
        expect(nameless(project(renamed(input)))).toEqual(nameless(project(input)));
      }),
      { numRuns: 25, examples: [[ALIKE_BUT_FOR_THE_LIMIT]] },
    );
  });

  test("another order changes no byte", () => {
    fc.assert(
      fc.property(generatedControls(5), (all) => {
        const input = generatedCompany(all);
        const reversed = {
          ...input,
          controls: [...input.controls].reverse().map((control) => ({
            ...control,
            compensation: [...control.compensation].reverse(),
            redundant_with: [...control.redundant_with].reverse(),
            attributes: [...control.attributes]
              .reverse()
              .map((attribute) => ({ ...attribute, deviations: [...attribute.deviations].reverse() })),
          })),
        };
        expect(JSON.stringify(projectOpinion(reversed))).toBe(JSON.stringify(projectOpinion(input)));
      }),
      { numRuns: 25 },
    );
  });
});

/** Two attributes with the same count of deviations and of items, but not of time: the higher limit is the control's. */
const ALIKE_BUT_FOR_THE_LIMIT: readonly Generated[] = [
  {
    id: "END-02",
    N: 40,
    kind: "late",
    cause: null,
    share: "1",
    redundantWith: [],
    d: 0,
    second: { d: 2, isKey: false },
    missing: 2,
    cover: { items: 0, by: "IAM-01", status: "accepted" },
  },
];

function withoutProof(control: InputControl): InputControl {
  return {
    ...control,
    attributes: control.attributes.map((attribute) => ({
      ...attribute,
      population: { ...attribute.population, is_reliable: false, reasons: ["nobody counted"] },
    })),
  };
}

/** Every name replaced by another of another order, everywhere it stands. */
function renamed(input: OpinionInput): OpinionInput {
  const ids = new Map(input.controls.map(({ id }, index) => [id, `Z-${900 - index}`]));
  const control = (id: string) => ids.get(id) ?? id;
  const other = (name: string | null) => (name === null ? null : `other ${[...name].reverse().join("")}`);
  return {
    ...input,
    controls: input.controls.map((each) => ({
      ...each,
      id: control(each.id),
      redundant_with: each.redundant_with.map(control),
      compensation: each.compensation.map((row) => ({
        ...row,
        item: other(row.item) ?? "",
        control: control(row.control),
      })),
      attributes: each.attributes.map((attribute) => ({
        ...attribute,
        id: attribute.id === "A" ? "X" : "W",
        deviations: attribute.deviations.map((deviation) => ({
          ...deviation,
          item: other(deviation.item) ?? "",
          actor: other(deviation.actor),
          unit: other(deviation.unit),
        })),
      })),
    })),
  };
}

/** All that a projection concludes, without a name in it. */
function nameless({ overall, categories, criteria, controls }: OpinionProjection): unknown {
  return {
    overall,
    categories,
    criteria: Object.entries(criteria).map(([id, { conclusion, because }]) => `${id} ${conclusion} ${because.join()}`),
    controls: Object.values(controls)
      .map(({ finding: _, ...rest }) => JSON.stringify(rest))
      .sort(),
  };
}
