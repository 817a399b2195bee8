import { DISCLAIMER_TEXT } from "../../assess/opinion/projection.js";
import type { Json } from "../../base/canonical-json.js";
import { uuid5 } from "../../base/digest.js";
import type { OscalSource } from "./model.js";
import { lineText, token } from "./oscal-text.js";

/** The namespace of every property that is ours and not NIST's. */
export const PROPERTY_NAMESPACE = "urn:lookback:soc2";

/** The seven files, by the model that each holds. They name one another by these names. */
export const FILES = {
  catalog: "catalog.json",
  profile: "profile.json",
  "component-definition": "component-definition.json",
  "system-security-plan": "system-security-plan.json",
  "assessment-plan": "assessment-plan.json",
  "assessment-results": "assessment-results.json",
  "plan-of-action-and-milestones": "plan-of-action-and-milestones.json",
} as const;
export type OscalModel = keyof typeof FILES;

/** UUIDs of one organisation: version 5, from our namespace, the organisation's name and what the thing is called. */
export class OscalIds {
  private readonly organisation: string;

  constructor({ report }: Pick<OscalSource, "report">) {
    this.organisation = report.organisation;
  }

  /** The same thing has the same id in every export: a control, an attribute, an asset, the organisation itself. */
  of(kind: string, ...names: readonly string[]): string {
    return uuid5(UUID_NAMESPACE, this.organisation, kind, ...names);
  }
}

/** A namespaced property; `undefined` values give none. */
export function property(name: string, value: string | number | boolean | null | undefined): readonly Json[] {
  return value === null || value === undefined
    ? []
    : [{ name: token(name), ns: PROPERTY_NAMESPACE, value: lineText(String(value)) }];
}

/** A namespaced property that is a projection: it carries the sentence that no opinion is meant. */
export function projected(name: string, value: string | number | boolean | null | undefined): readonly Json[] {
  return value === null || value === undefined
    ? []
    : [
        {
          name: token(name),
          ns: PROPERTY_NAMESPACE,
          value: lineText(String(value)),
          class: "projection",
          remarks: DISCLAIMER_TEXT,
        },
      ];
}

/** Part of every UUID we make; it must never change. */
const UUID_NAMESPACE = "2e8d7614-2d8d-468e-a501-b1a05babb0b9";
