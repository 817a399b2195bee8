import type { Rational } from "../../base/rational.js";
import type { InputAttribute, InputControl, InputDeviation } from "./input.js";
import { share } from "./prose.js";
import { rateOf, type Thresholds } from "./thresholds.js";

/** One attribute of one control, with the rates it is held to. */
export interface Subject {
  readonly control: InputControl;
  readonly attribute: InputAttribute;
  readonly thresholds: Thresholds;
  readonly tolerable: Rational;
  readonly overreliance: Rational;
  /** Items examined: passed, deviating, or without obtainable evidence. */
  readonly examined: number;
  /** Nothing was left out, by design or because the sample took everything. */
  readonly isAllTested: boolean;
  /** Shares are of item-days, not of items: a state control tested in full whose time was measured. */
  readonly isMeasuredInTime: boolean;
  /** Too few items for a rate to mean anything (R2.4). */
  readonly isSmall: boolean;
  /** R3.1 was proven of the control and bears on this attribute. */
  readonly isBypassed: boolean;
}

/** What counts against the control: all of it, or what compensation leaves uncovered. */
export interface Load {
  readonly deviations: readonly InputDeviation[];
  /** Items without obtainable evidence that count as deviations (R1.4). */
  readonly missing: number;
  readonly deviatingMs: bigint;
  readonly missingMs: bigint;
}

/** `tolerable` and `overreliance` of a control as text: its own, or those of its risk. */
export function ratesOf(control: InputControl, thresholds: Thresholds): { tolerable: string; overreliance: string } {
  return {
    tolerable: control.tolerable ?? thresholds.text(`tolerable_${control.risk}`),
    overreliance: control.overreliance ?? thresholds.text(`overreliance_${control.risk}`),
  };
}

export function subjectOf(control: InputControl, attribute: InputAttribute, thresholds: Thresholds): Subject {
  const { counts, deviations, population, test } = attribute;
  const examined = counts.pass + deviations.length + counts.missing_unavailable;
  const isAllTested = test.mode === "full" || population.size === examined;
  const rates = ratesOf(control, thresholds);
  return {
    control,
    attribute,
    thresholds,
    tolerable: rateOf(rates.tolerable),
    overreliance: rateOf(rates.overreliance),
    examined,
    isAllTested,
    isMeasuredInTime: control.is_state && test.mode === "full" && isTimeMeasured(attribute),
    isSmall: isAllTested && !control.is_state && examined <= thresholds.count("small_population"),
    isBypassed: isBypassProven(control) && bearsBypass(control, attribute),
  };
}

/** Time without deviating or missing stretches, beside items that deviate or are missing, was not measured. */
function isTimeMeasured({ item_days, deviations, counts }: InputAttribute): boolean {
  if (item_days === null || BigInt(item_days.total_ms) === 0n) return false;
  const isDeviatingTimed = deviations.length === 0 || BigInt(item_days.deviating_ms) > 0n;
  return isDeviatingTimed && (counts.missing_unavailable === 0 || BigInt(item_days.missing_ms) > 0n);
}

/** What the examined items alone show. */
export function provenLoad({ attribute }: Subject): Load {
  return {
    deviations: attribute.deviations,
    missing: 0,
    deviatingMs: BigInt(attribute.item_days?.deviating_ms ?? 0),
    missingMs: 0n,
  };
}

/** The same with unavailable evidence counted as deviations. */
export function countedLoad(subject: Subject): Load {
  const { counts, item_days } = subject.attribute;
  return {
    ...provenLoad(subject),
    missing: counts.missing_unavailable,
    missingMs: BigInt(item_days?.missing_ms ?? 0),
  };
}

/** Deviations in items. */
export function deviationsIn({ deviations, missing }: Load): number {
  return deviations.length + missing;
}

/** The observed rate: of item-days for state controls, of examined items otherwise. */
export function observedRate(subject: Subject, load: Load): Rational {
  return subject.isMeasuredInTime
    ? share(load.deviatingMs + load.missingMs, BigInt(subject.attribute.item_days?.total_ms ?? 0))
    : share(deviationsIn(load), subject.examined);
}

/** Whether any of R3.1 was recorded. */
export function isBypassProven({ bypass }: InputControl): boolean {
  return bypass.is_intentional || bypass.is_concealed || bypass.by_authority;
}

/** A proven bypass counts where key items deviate; where none does, against every key attribute. */
function bearsBypass(control: InputControl, attribute: InputAttribute): boolean {
  const isAnyDeviating = control.attributes.some((each) => each.is_key && each.deviations.length > 0);
  return attribute.is_key && (attribute.deviations.length > 0 || !isAnyDeviating);
}
