import type { ExpectedOutcome } from "../truths/truth.js";
import type { CompanyRows } from "./rows.js";
import type { CompanyWorld } from "./world.js";

/**
 * One way in which a control fails to operate, planted into a company that is otherwise in order. `plant` changes the
 * rows (tables are replaced, no row object is touched) and returns every outcome that a test of the whole catalogue
 * must find because of it: nothing else may be found.
 *
 * `at` counts the items that are hit: 0, 1, 2 ... plant the same fault into different ones.
 */
export interface Fault {
  /** Control, attribute and what happened, in kebab case: `iam-03-a-disabled-late`. Unique. */
  readonly id: string;
  readonly control: string;
  readonly attribute: string;
  /** What happened, in a sentence. */
  readonly title: string;
  readonly plant: (rows: CompanyRows, world: CompanyWorld, at: number) => readonly ExpectedOutcome[];
}

/** Whom or what a fault hit, to be found again: by control, attribute, the item's label and the kind of deviation. */
export function found(control: string, attributes: string, item: string, kind: string): readonly ExpectedOutcome[] {
  return attributes.split(" ").map((attribute) => ({ control, attribute, item, state: "deviation", kind }));
}

/** What cannot be told because of a fault. */
export function open(control: string, attributes: string, item: string, cause: string): readonly ExpectedOutcome[] {
  return attributes.split(" ").map((attribute) => ({ control, attribute, item, state: "indeterminate", kind: cause }));
}

/** The faults of one control: ids are control, attribute and what happened. */
export function faultsOf(
  control: string,
  faults: readonly (Omit<Fault, "control"> & { readonly id: string })[],
): readonly Fault[] {
  return faults.map((fault) => ({
    ...fault,
    control,
    id: `${control}-${fault.attribute}-${fault.id}`.toLowerCase(),
  }));
}

/** The moments of a list, every so many of them, so that several faults of one kind do not touch each other. */
export function nth<T>(list: readonly T[], at: number, step = 1): T {
  const found = list[at * step];
  if (found === undefined) throw new RangeError(`fewer than ${at * step + 1} to choose from`);
  return found;
}
