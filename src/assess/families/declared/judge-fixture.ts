import { HOUR_MS } from "../../../base/instant.js";
import { boolean, instant, integer, nullable, text } from "../../../model/table.js";
import type { Gap } from "../../control.js";
import type { Outcome } from "../../outcome.js";
import type { PopulationDefinition } from "../../population.js";
import { DeclaredAttribute } from "./attribute.js";
import { declaredJudge } from "./judge.js";

/** When the item of the tests occurred: a Friday. */
export const AT = Date.UTC(2026, 2, 6, 15);
/** A day later. */
export const DUE = AT + 24 * HOUR_MS;
const LONG_AFTER = Date.UTC(2027, 0, 1);
/** What every declared attribute of the tests says. */
export const COMMON = { id: "A", title: "It was so" };
/** The stream whose silence the tests ask about. */
export const WATCH = [{ stream: "tickets" }];

const POPULATION: Pick<PopulationDefinition, "columns" | "triggers" | "facts"> = {
  columns: {
    done_at: nullable(instant("")),
    kind: nullable(text("")),
    count: nullable(integer("")),
    is_open: nullable(boolean("")),
  },
  triggers: [{ stream: "tickets", per: "*" }],
  facts: [{ stream: "grants", per: "system" }],
};

interface Setting {
  readonly asOf?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly gap?: Gap & { readonly stream?: string; readonly scope?: string };
}

/** What a declared attribute says of the item with these facts; long after, with nothing unseen, unless told otherwise. */
export function judged(declared: unknown, facts: Readonly<Record<string, unknown>>, setting: Setting = {}): Outcome {
  const { asOf = LONG_AFTER, parameters = {}, gap } = setting;
  const item = {
    itemId: "i",
    occurredAt: AT,
    label: "ticket SEC-1",
    unit: "okta",
    actor: null,
    evidence: null,
    ...facts,
  };
  return declaredJudge(DeclaredAttribute.parse(declared), POPULATION)(item, {
    parameters,
    asOf,
    period: { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) },
    gapIn: ({ stream, scope, from, to }) => {
      const isAsked = gap !== undefined && stream === (gap.stream ?? "tickets") && scope === (gap.scope ?? "*");
      return isAsked && gap.from < to && gap.to > from ? gap : undefined;
    },
  });
}

/** State, and kind or cause, of an outcome. */
export const state = ({ state: is, ...rest }: Outcome) => [
  is,
  "kind" in rest ? rest.kind : "cause" in rest ? rest.cause : "",
];
/** One millisecond in which nobody looked. */
export const around = (at: number, more = {}): Gap => ({ from: at, to: at + 1, reason: "not_covered", ...more });
