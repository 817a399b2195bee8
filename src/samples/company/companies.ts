import type { ExpectedOutcome } from "../truths/truth.js";
import { type Company, cleanCompany } from "./company.js";
import type { Fault } from "./fault.js";
import type { CompanyPlan } from "./plan.js";
import { cleanYear } from "./plans/clean-year.js";

/** A company with what was planted in it: together the outcomes are all that an audit of it may find. */
export interface PlantedCompany {
  readonly company: Company;
  readonly truths: readonly PlantedFault[];
}

/** One fault as planted, with everything that follows from it. */
export interface PlantedFault {
  readonly id: string;
  readonly title: string;
  readonly outcomes: readonly ExpectedOutcome[];
}

/** A sample company by name. */
export interface CompanyDefinition {
  readonly name: string;
  /** What it is a sample of, in a sentence. */
  readonly title: string;
  readonly make: (seed: string) => PlantedCompany;
}

/** Every sample company that is made from rows. Adding one is a line here. */
export const COMPANIES: readonly CompanyDefinition[] = [
  { name: "clean", title: "a clean year: every control operated", make: (seed) => planted({ ...cleanYear, seed }, []) },
];

/** Plants faults, each as often as said, into a clean company: the n-th time into its n-th item. */
export function planted(
  plan: CompanyPlan,
  faults: readonly { readonly fault: Fault; readonly times: number }[],
): PlantedCompany {
  const { world, rows: clean } = cleanCompany(plan);
  const rows = { ...clean };
  const truths = faults.flatMap(({ fault, times }) =>
    Array.from({ length: times }, (_, at) => ({
      id: fault.id,
      title: fault.title,
      outcomes: fault.plant(rows, world, at),
    })),
  );
  return { company: { world, rows }, truths };
}
