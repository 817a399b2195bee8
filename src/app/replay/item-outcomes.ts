import type { Outcome } from "../../assess/outcome.js";
import { runProcedure } from "../../assess/run-procedure.js";
import { instantOf } from "../../base/instant.js";
import { populationQuery, type TestedPeriod } from "../test-period/test-period.js";
import { dayFinder, weeksOf } from "../workspace/calendar.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { ComparedReport } from "./earlier-report.js";

/** What one attribute said of one item. */
export interface Said {
  readonly state: string;
  /** Kind of a deviation, cause of an open question. */
  readonly why: string | null;
  readonly text: string;
}

/** The items of one control, with what each attribute said of those that did not simply pass. */
export interface ControlOutcomes {
  readonly attributes: readonly string[];
  /** By item; an attribute that passed is left out. */
  readonly items: ReadonlyMap<string, ItemOutcomes>;
  /** What an item that is not among `items` had: it passed everything, or was no item. */
  readonly unlisted: Said | ((item: string) => Said);
}

export interface ItemOutcomes {
  readonly label: string;
  readonly occurredAt: string;
  readonly said: Readonly<Record<string, Said>>;
}

export const PASSED: Said = { state: "pass", why: null, text: "" };
const ABSENT: Said = { state: "not in the population", why: null, text: "" };

/** Judges the whole population of a control again, from the stored tables, and keeps every item's outcomes. */
export async function judgedOutcomes(
  tested: TestedPeriod,
  id: string,
  open: OpenWorkspace,
): Promise<ControlOutcomes | undefined> {
  const of = tested.populations.find(({ promises }) => promises.some(({ control }) => control.id === id));
  const promise = of?.promises.find(({ control }) => control.id === id);
  if (of === undefined || promise === undefined) return undefined;
  const { audit, organisation } = open.workspace;
  const dayOf = dayFinder(audit.period, organisation.time_zone);
  const weeks = weeksOf(audit.period, organisation.time_zone);
  const attributes = promise.control.attributes.map((attribute) => attribute.id);
  const items = new Map<string, ItemOutcomes>();
  const passed = new Set<string>();
  const onItem = (facts: Readonly<Record<string, unknown>>, outcomes: readonly (readonly Outcome[])[]) => {
    const said = saidOf(attributes, outcomes[0] ?? []);
    const item = String(facts.itemId);
    if (Object.keys(said).length === 0) passed.add(item);
    else items.set(item, { label: String(facts.label), occurredAt: instantOf(Number(facts.occurredAt)), said });
  };
  const { asOf, coverage, period } = tested;
  for (const { views } of of.parts) {
    const batches = open.engine.run(populationQuery(of.population, views));
    await runProcedure({ plans: [promise], batches, asOf, period, coverage, dayOf, weeks, onItem });
  }
  return { attributes, items, unlisted: (item) => (passed.has(item) ? PASSED : ABSENT) };
}

/** What an earlier report tells of a control's items: those that passed or did not apply are not listed in it. */
export function reportedOutcomes(control: ComparedReport["controls"][number]): ControlOutcomes {
  const items = control.items.map(({ id, label, occurred_at, outcomes }): [string, ItemOutcomes] => {
    const said = outcomes.map(({ attribute, state, kind, cause, text }) => [
      attribute,
      { state, why: kind ?? cause, text },
    ]);
    return [id, { label, occurredAt: occurred_at, said: Object.fromEntries(said) }];
  });
  const attributes = [...new Set(control.items.flatMap(({ outcomes }) => outcomes.map(({ attribute }) => attribute)))];
  return { attributes, items: new Map(items), unlisted: UNLISTED };
}

const UNLISTED: Said = { state: "not listed", why: null, text: "it passed, did not apply, or was no item" };

function saidOf(attributes: readonly string[], outcomes: readonly Outcome[]): Record<string, Said> {
  const said: Record<string, Said> = {};
  outcomes.forEach((outcome, at) => {
    const attribute = attributes[at];
    if (attribute !== undefined && outcome.state !== "pass") said[attribute] = saidBy(outcome);
  });
  return said;
}

function saidBy(outcome: Outcome): Said {
  switch (outcome.state) {
    case "pass":
      return PASSED;
    case "deviation":
      return { state: outcome.state, why: outcome.kind, text: outcome.detail };
    case "indeterminate":
      return { state: outcome.state, why: outcome.cause, text: outcome.question };
    case "not-applicable":
      return { state: outcome.state, why: null, text: outcome.proof };
    case "pending":
      return { state: outcome.state, why: null, text: `due ${instantOf(outcome.dueAt)}` };
  }
}
