import type { ExpectedOutcome } from "../truths/truth.js";
import { type Company, cleanCompany } from "./company.js";
import type { Fault } from "./fault.js";
import type { CompanyPlan } from "./plan.js";

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

/** What the rules must make of a company, worked out by hand. */
export interface ExpectedAudit {
  readonly opinion: { readonly projected: string; readonly best: string; readonly worst: string };
  /** Why, with the arithmetic. */
  readonly because: string;
  /** Conclusions of controls that are not simply effective. */
  readonly controls: Readonly<Record<string, string>>;
}

/** A sample company by name. */
export interface CompanyDefinition {
  readonly name: string;
  /** What it is a sample of, in a sentence. */
  readonly title: string;
  readonly make: (seed: string) => PlantedCompany;
  readonly expected: ExpectedAudit;
}

/** A fault and how many items it hits. */
export interface Planting {
  readonly fault: Fault;
  readonly times: number;
}

/** Plants faults into a clean company: the n-th time into its n-th item. */
export function planted(plan: CompanyPlan, plantings: readonly Planting[]): PlantedCompany {
  const { world, rows: clean } = cleanCompany(plan);
  const rows = { ...clean };
  const truths = plantings.flatMap(({ fault, times }) =>
    Array.from({ length: times }, (_, at) => ({
      id: fault.id,
      title: fault.title,
      outcomes: fault.plant(rows, world, at),
    })),
  );
  return { company: { world, rows }, truths };
}

/** The fault of an id. @throws RangeError when there is none. */
export function faultOf(faults: readonly Fault[], id: string): Fault {
  const found = faults.find((fault) => fault.id === id);
  if (found === undefined) throw new RangeError(`no fault ${id}`);
  return found;
}
