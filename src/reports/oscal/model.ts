import type { AuditReport } from "../audit/model.js";

/** A control as the company describes it: what an audit's report does not repeat for each run. */
export interface OscalControl {
  readonly id: string;
  readonly title: string;
  /** The promise with its parameters filled in, as in force at the end of the period. */
  readonly statement: string;
  readonly nature: string;
  readonly type: string;
  readonly evidence: readonly string[];
  readonly limits: readonly string[];
  /** In the control's own order; `value` is text, and empty where the value is an empty list. */
  readonly parameters: readonly { readonly name: string; readonly doc: string; readonly value: string }[];
  readonly criteria: { readonly key: readonly string[]; readonly supporting: readonly string[] };
  readonly population: { readonly title: string; readonly doc: string };
}

/** A system, repository or cloud account that the workspace declares to be in scope. */
export interface OscalAsset {
  readonly kind: "system" | "repository" | "cloud-account";
  readonly id: string;
  readonly title: string;
  /** One sentence that says what it is. */
  readonly text: string;
}

/** A control or criterion that the workspace leaves out, with its written reason. */
export interface OscalExclusion {
  readonly id: string;
  readonly reason: string;
}

/** All that the seven documents are made from. Controls are matched to the report's by their id. */
export interface OscalSource {
  readonly report: AuditReport;
  readonly controls: readonly OscalControl[];
  readonly assets: readonly OscalAsset[];
  readonly exclusions: readonly OscalExclusion[];
}
