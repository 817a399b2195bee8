import type { InputControl } from "./input.js";
import type { TraceLine } from "./projection.js";
import { counted } from "./prose.js";
import { frequencyVerdict } from "./r2-frequency.js";
import { isLongNoncompliant } from "./r3-overrides.js";
import { deviationsIn, type Load, type Subject } from "./subject.js";

/** Whether compensation repairs what exceeds, and by which rule. */
export interface Repair {
  readonly isMitigated: boolean;
  readonly rule: "R5.2" | "R5.3" | null;
}

/** Which judgements about compensation this run of the rules takes for granted. */
export interface CompensationStance {
  readonly accepts: readonly ("accepted" | "pending" | "rejected")[];
  /** Whether a control is strictly EFFECTIVE without help. */
  isEffective(control: string): boolean;
}

/** Items that another control covers, by the attribute they deviate on. */
export type Covered = ReadonlyMap<string, ReadonlySet<string>>;

export const NOTHING_COVERED: Covered = new Map();

/**
 * R5.1: the items of a control that an effective control covers, item by item, within the window of exposure, each for
 * the attributes whose risk that control meets.
 */
export function coveredItems(control: InputControl, stance: CompensationStance): Covered {
  const rows = control.compensation.filter(
    (row) => stance.accepts.includes(row.status) && row.operated_in_window && stance.isEffective(row.control),
  );
  return new Map(
    control.attributes.map(({ id }) => {
      const speaking = rows.filter(({ attributes }) => attributes === undefined || attributes.includes(id));
      return [id, new Set(speaking.map(({ item }) => item))];
    }),
  );
}

/** R5.2 and R5.3, for an attribute that exceeds for a reason other than R3.1. */
export function repair(
  { subject, load }: { subject: Subject; load: Load },
  covered: Covered,
  trace: TraceLine[] | undefined,
): Repair {
  if (subject.control.compensation.length === 0) return { isMitigated: false, rule: null };
  const uncovered = withoutCovered(load, covered.get(subject.attribute.id) ?? new Set());
  const left = deviationsIn(uncovered);
  const total = deviationsIn(load);
  const repaired = decide({ subject, covered: total - left, uncovered });
  trace?.push({
    rule: repaired.rule ?? "R5.1",
    inputs: { control: subject.control.id, attribute: subject.attribute.id, covered: total - left, uncovered: left },
    output: repaired.isMitigated ? "MITIGATED" : "INEFFECTIVE",
    explanation: `${subject.control.id}, attribute ${subject.attribute.id}: ${text(repaired, total, left)}`,
    judgement: true,
  });
  return repaired;
}

function decide({ subject, covered, uncovered }: { subject: Subject; covered: number; uncovered: Load }): Repair {
  if (covered === 0) return { isMitigated: false, rule: null };
  if (deviationsIn(uncovered) === 0) return { isMitigated: true, rule: "R5.2" };
  const { outcome } = frequencyVerdict(subject, uncovered);
  const isTolerable = outcome === "clean" || outcome === "within";
  return { isMitigated: isTolerable && !isLongNoncompliant(subject, uncovered), rule: "R5.3" };
}

function withoutCovered(load: Load, covered: ReadonlySet<string>): Load {
  const deviations = load.deviations.filter(({ item }) => !covered.has(item));
  let deviatingMs = load.deviatingMs;
  for (const { item, deviating_ms } of load.deviations) {
    if (covered.has(item)) deviatingMs -= BigInt(deviating_ms ?? 0);
  }
  return { ...load, deviations, deviatingMs: deviatingMs > 0n ? deviatingMs : 0n };
}

function text({ isMitigated, rule }: Repair, total: number, left: number): string {
  const items = counted(total, "deviating item");
  if (rule === null) {
    return `none of the ${items} is covered by compensation that counts (accepted, in the window, by a control that is itself effective).`;
  }
  if (rule === "R5.2")
    return `all ${items} are covered by another effective control, item by item: mitigated, still reported.`;
  const rest = `${total - left} of ${items} covered by another effective control; the other ${left} are`;
  return isMitigated
    ? `${rest} within what is tolerable: mitigated, still reported.`
    : `${rest} still more than is tolerable.`;
}
