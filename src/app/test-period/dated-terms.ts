import type { AnyControl } from "../../assess/control.js";
import { AppError } from "../../base/app-error.js";
import { addDays, type Day, type EpochMs } from "../../base/instant.js";
import { dayAt, startOfDay } from "../../base/zone.js";
import type { CriterionId } from "../../criteria/criteria.js";
import type { Workspace } from "../workspace/schema.js";

/** Something a workspace says of a control from a moment on; 0: since ever. */
export interface Since<T> {
  readonly from: EpochMs;
  readonly value: T;
}

/** Wordings of the promise, in order of time; the first holds since ever. Parameters are not filled in. */
export function wordings(control: AnyControl, workspace: Workspace): readonly Since<string>[] {
  const entry = workspace.controls[control.id];
  if (entry?.statement === undefined) return [{ from: 0, value: control.statement }];
  if (typeof entry.statement === "string") return [{ from: 0, value: entry.statement }];
  const zone = workspace.organisation.time_zone;
  const listed = inOrder(entry.statement, { id: control.id, key: "statement", zone }).map(
    ({ from, entry: { text } }) => ({ from, value: text }),
  );
  return listed[0]?.from === 0 ? listed : [{ from: 0, value: control.statement }, ...listed];
}

/** The last entry that began at or before `at`. */
export function inForce<T>(entries: readonly Since<T>[], at: EpochMs): T | undefined {
  return entries.findLast(({ from }) => from <= at)?.value;
}

/** What holds for the period as a whole, because it held on its last day. */
export interface TermsAtEnd {
  readonly control: AnyControl;
  /** The control's own tolerable rate; `null`: that of its risk. */
  readonly tolerable: string | null;
  /** What the workspace says otherwise than the catalogue, in sentences. */
  readonly notes: readonly string[];
}

/**
 * The control with criteria, risk and tolerable rate as they stood on the last day of the period: these weigh what was
 * found and judge no item, so that one mapping holds for all of the period.
 */
export function termsAtEnd(control: AnyControl, workspace: Workspace): TermsAtEnd {
  const entry = workspace.controls[control.id];
  const lastDay = workspace.audit.period.to;
  const zone = workspace.organisation.time_zone;
  const at = startOfDay(addDays(lastDay, 1), zone) - 1;
  const of = <E extends DatedEntry>(key: string, list: readonly E[] | undefined) =>
    inOrder(list ?? [], { id: control.id, key, zone }).findLast(({ from }) => from <= at)?.entry;
  const criteria = of("criteria", entry?.criteria);
  const risk = of("risk", entry?.risk);
  const tolerable = of("tolerable", entry?.tolerable);
  const mapped = criteria === undefined ? control : remapped(control, criteria);
  return {
    control: risk === undefined ? mapped : { ...mapped, risk: risk.level },
    tolerable: tolerable?.rate ?? null,
    notes: [
      ...(criteria === undefined ? [] : [mappingNote(criteria, lastDay)]),
      ...(risk === undefined
        ? []
        : [`Its risk is ${risk.level} as stated for ${lastDay}; the catalogue says ${control.risk}.`]),
      ...(tolerable === undefined ? [] : [`Its tolerable rate is ${tolerable.rate}, as stated for ${lastDay}.`]),
    ],
  };
}

export interface DatedEntry {
  readonly from?: Day | undefined;
}

/**
 * A control's entries of one list in order of time; 0: since ever.
 *
 * @param file where they stand, for the message.
 * @throws AppError `bad-config` when two of them begin on one day.
 */
export function inOrder<E extends DatedEntry>(
  list: readonly E[],
  { id, key, zone, file = "lookback.yaml" }: { id: string; key: string; zone: string; file?: string },
): readonly { readonly from: EpochMs; readonly entry: E }[] {
  const entries = list
    .map((entry) => ({ from: entry.from === undefined ? 0 : startOfDay(entry.from, zone), entry }))
    .sort((a, b) => a.from - b.from);
  const twice = entries.find(({ from }, at) => from === entries[at - 1]?.from);
  if (twice === undefined) return entries;
  throw new AppError({
    code: "bad-config",
    message: `${file}: controls.${id}.${key}: two entries begin ${twice.from === 0 ? "before all others (without from)" : `on ${dayAt(twice.from, zone)}`}`,
    fix: "Give each entry a day of its own: one day has one promise.",
  });
}

function remapped(
  control: AnyControl,
  { key, supporting }: { readonly key: readonly CriterionId[]; readonly supporting: readonly CriterionId[] },
): AnyControl {
  const all = [...key, ...supporting];
  const attributes = control.attributes.map(({ criteria, ...attribute }) => {
    const kept = criteria?.filter((id) => all.includes(id)) ?? [];
    return kept.length === 0 ? attribute : { ...attribute, criteria: kept };
  });
  return { ...control, criteria: { key, supporting }, attributes };
}

function mappingNote(
  { key, supporting }: { readonly key: readonly string[]; readonly supporting: readonly string[] },
  lastDay: Day,
): string {
  const carried = [
    ...(key.length === 0 ? [] : [`key to ${key.join(", ")}`]),
    ...(supporting.length === 0 ? [] : [`supporting ${supporting.join(", ")}`]),
  ];
  return `Criteria as mapped for ${lastDay}, the last day of the period, and so for all of it: ${carried.join("; ") || "none"}.`;
}
