import type { z } from "zod";
import type { EpochMs } from "../base/instant.js";
import type { Interval } from "../base/interval.js";
import type { CriterionId } from "../criteria/criteria.js";
import type { Columns } from "../model/table.js";
import type { Outcome } from "./outcome.js";
import type { ItemOf, PopulationDefinition, Shape, StateItemOf } from "./population.js";

export type ControlId = string;
export type Risk = "high" | "moderate" | "low";
/** How often a control operates; `state`: all the time. */
export const FREQUENCIES = [
  "per_event",
  "daily",
  "weekly",
  "monthly",
  "quarterly",
  "semiannual",
  "annual",
  "state",
  "per_use",
] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** A stretch of time in which a stream was not seen, and why. */
export interface Gap {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly reason: string;
}

/** What a procedure may know besides the item. */
export interface JudgeContext<P> {
  /** The parameters promised on the day the item occurred. */
  readonly parameters: P;
  /** The moment as of which we judge. Nothing else tells time. */
  readonly asOf: EpochMs;
  readonly period: Interval;
  /**
   * The first stretch inside `[from, to)` in which `stream` was not seen for `scope`; `undefined` when all of it was.
   * Ask before concluding anything from silence.
   */
  gapIn(need: {
    readonly stream: string;
    readonly scope: string;
    readonly from: EpochMs;
    readonly to: EpochMs;
  }): Gap | undefined;
}

export type JudgedItem<C extends Columns, S extends Shape, Shared extends string = never> = S extends "segments"
  ? StateItemOf<C, Shared>
  : ItemOf<C>;

export interface Attribute<I, P> {
  /** A, B, C ... as in the catalogue. */
  readonly id: string;
  /** The yes/no question, as a statement that holds when the item passes. */
  readonly title: string;
  readonly isKey: boolean;
  /** Overrides the control's criteria for this attribute alone. */
  readonly criteria?: readonly CriterionId[];
  readonly judge: (item: I, context: JudgeContext<P>) => Outcome;
}

export interface Parameter<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  readonly default: z.infer<S>;
  readonly doc: string;
}
export type Parameters = Readonly<Record<string, Parameter>>;
export type ParametersOf<P extends Parameters> = { readonly [Name in keyof P]: z.infer<P[Name]["schema"]> };

/** A control as content: what the company promises, over which items, and how each is judged. */
export interface ControlDefinition<I = never, P extends Parameters = Parameters> {
  readonly id: ControlId;
  /** Rises with any change that can alter a past outcome. */
  readonly revision: number;
  readonly title: string;
  /** The promise; `{name}` stands for a parameter. */
  readonly statement: string;
  readonly parameters: P;
  readonly criteria: { readonly key: readonly CriterionId[]; readonly supporting: readonly CriterionId[] };
  readonly risk: Risk;
  readonly nature: "manual" | "automated" | "it-dependent";
  readonly type: "preventive" | "detective" | "corrective";
  readonly frequency: Frequency;
  readonly population: PopulationDefinition;
  readonly attributes: readonly Attribute<I, ParametersOf<P>>[];
  readonly evidence: readonly string[];
  readonly edgeCases: readonly string[];
  readonly causes: readonly string[];
  readonly compensating: readonly string[];
  readonly remediation: string;
  /** What a pass does not prove. */
  readonly limits: readonly string[];
}

/** A control whose item and parameter types are forgotten: what registries and the engine hold. */
export type AnyControl = ControlDefinition<never, Parameters>;

interface ControlInput<C extends Columns, S extends Shape, P extends Parameters, Shared extends string>
  extends Omit<ControlDefinition<never, P>, "population" | "attributes"> {
  readonly population: PopulationDefinition<C, S, Shared>;
  readonly attributes: readonly Attribute<JudgedItem<C, S, Shared>, ParametersOf<P>>[];
}

/** Checks that the attributes judge the population's own items under the control's own parameters. */
export function defineControl<
  const C extends Columns,
  const S extends Shape,
  const P extends Parameters,
  const Shared extends string = never,
>(control: ControlInput<C, S, P, Shared>): AnyControl {
  return control as unknown as AnyControl;
}

/** One labelled example: every control has them for each outcome and one tick either side of each boundary. */
export interface Example {
  readonly name: string;
  readonly attribute: string;
  readonly item: Readonly<Record<string, unknown>>;
  readonly asOf?: EpochMs;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly gaps?: readonly (Gap & { readonly stream: string; readonly scope: string })[];
  /** Expected state, and kind (deviation) or cause (indeterminate). */
  readonly expect: { readonly state: Outcome["state"]; readonly kind?: string; readonly cause?: string };
}
