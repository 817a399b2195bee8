import { stringify } from "yaml";
import { SCAN } from "./changes/ordinary.js";
import { PIPELINE_ROLE } from "./cloud/audit-log.js";
import type { SampleFile } from "./files.js";
import { CLOUD_ACCOUNT, COMPANY, PERIOD, REPOSITORIES } from "./plan.js";
import { entryOf, type SampleSource } from "./source.js";

/**
 * Criteria that the controls of this workspace do not hold up: the projection says nothing about them, and says so.
 * Some have supporting controls only (CC1.4, CC2.2, CC4.1, CC6.7, CC6.8, CC7.5); the rest have none here.
 */
export const NOT_ASSESSED: readonly string[] = [];

const SYSTEMS = [
  { id: "okta", kind: "idp", title: "Identity provider" },
  { id: "github", kind: "scm", title: "Source code and pipelines" },
  { id: "aws-prod", kind: "cloud", title: "Production cloud account" },
  { id: "datadog", kind: "siem", title: "Log analysis and detections" },
  { id: "guardduty", kind: "siem", title: "Detections of the cloud provider" },
];

/** `lookback.yaml` of the sample company: what it promises, and where each export is. */
export function workspaceFile(sources: readonly SampleSource[]): SampleFile {
  const head = {
    version: 1,
    sample: true,
    organisation: { name: COMPANY.name, time_zone: COMPANY.zone, holidays: ["2026-01-01", "2026-05-25"] },
    audit: {
      type: "II",
      period: PERIOD,
      categories: ["security", "availability"],
      not_assessed: [...NOT_ASSESSED],
    },
    systems: SYSTEMS,
    repositories: REPOSITORIES.map(({ name }) => ({ name, branch: "main" })),
    cloud_accounts: [{ id: CLOUD_ACCOUNT, environment: "production" }],
    lists: { birthright: ["all-staff", "org-member"], pipeline_roles: [PIPELINE_ROLE] },
    controls: {
      "CHG-03": { parameters: [{ dismiss_stale: false }] },
      "CHG-09": { parameters: [{ scan_checks: [SCAN] }] },
    },
  };
  const text = [
    "# A sample company: made up from a seed, people and all. Nothing here happened to anybody.",
    stringify(head, { lineWidth: 110, flowCollectionPadding: true }),
    "# Every export, with what it covers. Times without a zone are days in the organisation's.",
    "sources:",
    ...sources.map(entryText),
  ].join("\n");
  return { path: "lookback.yaml", bytes: Buffer.from(text) };
}

function entryText(source: SampleSource): string {
  const lines = stringify([entryOf(source.entry)], { lineWidth: 110 })
    .trimEnd()
    .split("\n");
  const comment = source.comment === undefined ? [] : [`# ${source.comment}`];
  return [...comment, ...lines]
    .map((line) => `  ${line}`)
    .join("\n")
    .concat("\n");
}
