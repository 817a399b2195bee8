import { assessmentPlan } from "./assessment-plan.js";
import { assessmentResults, planOfAction } from "./assessment-results.js";
import { componentDefinition, systemSecurityPlan } from "./control-library.js";
import { catalog, profile } from "./criteria-catalog.js";
import type { OscalSource } from "./model.js";
import type { OscalBody } from "./oscal-document.js";
import { FILES, OscalIds, type OscalModel } from "./oscal-namespace.js";

/** One file of an export. */
export interface OscalFile {
  readonly model: OscalModel;
  readonly name: string;
  readonly text: string;
}

/**
 * An audit as the seven OSCAL 1.2.2 documents, indented JSON with a line end: the same source gives the same bytes.
 * Facts are carried without loss; projections stand only in properties of our namespace, each with the disclaimer.
 */
export function renderOscal(source: OscalSource): readonly OscalFile[] {
  const ids = new OscalIds(source);
  return DOCUMENTS.map(([model, document]) => ({
    model,
    name: FILES[model],
    text: `${JSON.stringify(document(source, ids), null, 2)}\n`,
  }));
}

const DOCUMENTS: readonly (readonly [OscalModel, (source: OscalSource, ids: OscalIds) => OscalBody])[] = [
  ["catalog", catalog],
  ["profile", profile],
  ["component-definition", componentDefinition],
  ["system-security-plan", systemSecurityPlan],
  ["assessment-plan", assessmentPlan],
  ["assessment-results", assessmentResults],
  ["plan-of-action-and-milestones", planOfAction],
];
