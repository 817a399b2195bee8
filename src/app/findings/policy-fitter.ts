import type { JudgeContext } from "../../assess/control.js";
import type { NotableItem } from "../../assess/tally.js";
import type { EpochMs } from "../../base/instant.js";
import { itemNeed } from "../../recovery/policy-fit/item-need.js";
import { judgeAgain } from "../../recovery/policy-fit/judge-again.js";
import { type ItemNeed, type PolicyFit, policyFit } from "../../recovery/policy-fit/policy-fit.js";
import { LONGEST, type PromiseUnit, promiseUnitOf } from "../../recovery/policy-fit/promise.js";
import type { TestedControl, TestedPeriod } from "../test-period/test-period.js";
import type { JudgedItem } from "./judged-items.js";

/** One promise of time and one attribute that it decides. */
interface Question {
  readonly attribute: string;
  readonly parameter: string;
  readonly unit: PromiseUnit;
  readonly promised: number;
  readonly needs: ItemNeed[];
  deviations: number;
}

/**
 * Asks each item what promise it would have needed, for every promise of time that decides a deviation: its judge is
 * asked again with other values. Where no longer promise would have changed any deviation, nothing is asked.
 */
export class PolicyFitter {
  private readonly tested: TestedControl;
  private readonly period: TestedPeriod;
  private readonly questions: readonly Question[];

  constructor(tested: TestedControl, { period, attributes }: { period: TestedPeriod; attributes: readonly string[] }) {
    this.tested = tested;
    this.period = period;
    this.questions = isEvents(tested) ? this.questionsAbout(attributes) : [];
  }

  add(judged: JudgedItem): void {
    for (const question of this.questions) {
      const need = itemNeed(question.unit, this.judge(question, judged.item));
      if (need === undefined) continue;
      question.needs.push(need);
      const at = this.tested.promise.control.attributes.findIndex(({ id }) => id === question.attribute);
      if (judged.outcomes[at]?.state === "deviation") question.deviations += 1;
    }
  }

  fits(): readonly PolicyFit[] {
    return this.questions.map(({ needs, ...about }) => policyFit(about, needs));
  }

  private questionsAbout(attributes: readonly string[]): Question[] {
    const { promise } = this.tested;
    const { period, asOf } = this.period;
    const parameters = facts(promise.parametersAt(Math.min(asOf, period.end - 1)));
    return attributes.flatMap((attribute) =>
      Object.entries(parameters).flatMap(([parameter, promised]) => {
        const unit = promiseUnitOf(parameter);
        if (unit === undefined || typeof promised !== "number") return [];
        const question: Question = { attribute, parameter, unit, promised, needs: [], deviations: 0 };
        return this.isDecisive(question) ? [question] : [];
      }),
    );
  }

  /** A longer promise would have changed some deviation of the attribute. */
  private isDecisive(question: Question): boolean {
    return this.tested.tally.notable.some((item) => {
      const isOwn = item.outcomes.some(
        ({ attribute, outcome }) => attribute === question.attribute && outcome.state === "deviation",
      );
      return isOwn && this.judge(question, rebuilt(item))(LONGEST[question.unit]).state !== "deviation";
    });
  }

  private judge({ attribute, parameter }: Question, item: Readonly<Record<string, unknown>>) {
    const { control } = this.tested.promise;
    return judgeAgain({ control, attribute, parameter, item, context: this.contextAt(Number(item.occurredAt)) });
  }

  private contextAt(at: EpochMs): JudgeContext<Readonly<Record<string, unknown>>> {
    const { asOf, period, coverage } = this.period;
    return {
      parameters: facts(this.tested.promise.parametersAt(at)),
      asOf,
      period,
      gapIn: (query) => coverage.gapIn(query.to <= asOf ? query : { ...query, to: asOf }),
    };
  }
}

/** States are measured in time, not against a deadline, and a listed item has lost its segments. */
function isEvents({ promise }: TestedControl): boolean {
  return promise.control.population.shape === "events";
}

function rebuilt({ facts: own, outcomes: _, ...base }: NotableItem): Readonly<Record<string, unknown>> {
  return { ...own, ...base };
}

function facts(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
