import fc from "fast-check";
import type { InputAttribute, InputControl, InputDeviation, OpinionInput } from "../../../src/assess/opinion/input.js";
import { CATALOGUE } from "./catalogue.js";
import { company, DAY, deviating, stateItems, tested } from "./company.js";

/** One control of a generated company: enough shapes to meet every rule of domain 4.3 that a full test can meet. */
export interface Generated {
  readonly id: string;
  readonly N: number;
  /** Deviating items of attribute A, and of a second attribute if there is one. */
  readonly d: number;
  readonly second: { readonly d: number; readonly isKey: boolean } | null;
  readonly missing: number;
  readonly kind: InputDeviation["kind"];
  readonly cause: InputControl["cause"];
  readonly share: string;
  readonly redundantWith: readonly string[];
  /** How many of the deviating items another control covers, which, and what was decided. */
  readonly cover: { readonly items: number; readonly by: string; readonly status: "accepted" | "pending" | "rejected" };
}

const IDS = CATALOGUE.map(({ id }) => id);
const STATES = new Set(CATALOGUE.filter(({ isState }) => isState).map(({ id }) => id));

const causes = fc.option(
  fc.record({
    scope: fc.constantFrom("system", "policy", "process", "person", "one_time"),
    status: fc.constantFrom("approved", "proposed"),
  }),
  { nil: null },
);

/** Up to twenty controls of the catalogue that did not simply operate; at most `missingMax` items each are missing. */
export function generatedControls(missingMax: number): fc.Arbitrary<readonly Generated[]> {
  const one = fc
    .record({
      id: fc.constantFrom(...IDS),
      N: fc.constantFrom(1, 4, 12, 13, 20, 40, 200),
      rate: fc.constantFrom(0, 0, 0.03, 0.05, 0.08, 0.3, 0.5, 1),
      second: fc.option(fc.record({ rate: fc.constantFrom(0, 0.04, 0.2), isKey: fc.boolean() }), { nil: null }),
      missing: fc.integer({ min: 0, max: missingMax }),
      kind: fc.constantFrom<InputDeviation["kind"]>("late", "not-performed", "bypassed", "wrong-result"),
      cause: causes,
      share: fc.constantFrom("1", "1", "1", "0.95", "0.5"),
      redundantWith: fc.subarray(IDS, { maxLength: 2 }),
      by: fc.constantFrom(...IDS),
      covered: fc.constantFrom(0, 0.5, 1),
      status: fc.constantFrom<"accepted" | "pending" | "rejected">("accepted", "pending", "rejected"),
    })
    .map(({ rate, second, missing, by, covered, status, ...rest }): Generated => {
      const d = Math.min(rest.N, Math.ceil(rest.N * rate));
      return {
        ...rest,
        d,
        second: second === null ? null : { d: Math.ceil(rest.N * second.rate), isKey: second.isKey },
        missing: Math.min(rest.N - d, missing),
        cover: { items: Math.ceil(d * covered), by, status },
      };
    });
  return fc.uniqueArray(one, { selector: ({ id }) => id, minLength: 1, maxLength: 20 });
}

/** The company these controls stand in; all other controls operate. */
export function generatedCompany(controls: readonly Generated[]): OpinionInput {
  return company(Object.fromEntries(controls.map((each) => [each.id, controlOf(each)])));
}

function controlOf(each: Generated): Partial<InputControl> {
  const { second, N, kind, cover } = each;
  const own = attributeOf(each);
  const other =
    second === null ? [] : [{ ...attributeOf({ ...each, d: second.d, missing: 0 }), id: "B", is_key: second.isKey }];
  return {
    attributes: [own, ...other],
    cause: each.cause,
    presence: { share: each.share, predecessor: null },
    redundant_with: each.redundantWith.filter((id) => id !== each.id),
    compensation: deviating(Math.min(N, cover.items), { kind }).map(({ item }) => ({
      item,
      control: cover.by,
      status: cover.status,
      operated_in_window: true,
    })),
  };
}

function attributeOf({
  id,
  N,
  d,
  missing,
  kind,
}: Pick<Generated, "id" | "N" | "d" | "missing" | "kind">): InputAttribute {
  if (!STATES.has(id)) return tested({ N, deviations: deviating(d, { kind }), missing });
  // A deviating item deviates a tenth of the year, one that was not seen was not seen all year.
  const days = 365;
  const deviations = deviating(d, { kind, deviating_ms: 36 * DAY, longest_run_ms: 12 * DAY });
  return stateItems({ items: N, days, deviations, missing, missingMs: missing * days * DAY });
}
