import type { Routes } from "../../src/api/registry.js";
import type { Role } from "../../src/model/roles.js";

/** Everybody who may knock: the roles, an auditor who does fieldwork, and one who was let into another audit only. */
export const WHO = [
  "owner",
  "compliance-lead",
  "control-owner",
  "reviewer",
  "contributor",
  "viewer",
  "auditor",
  "fieldworker",
  "auditor of another audit",
  "nobody",
] as const;
export type Who = (typeof WHO)[number];

type Company = Exclude<Role, "auditor">;
const COMPANY: readonly Company[] = ["owner", "compliance-lead", "control-owner", "reviewer", "contributor", "viewer"];
const OWN_AUDITORS: readonly Who[] = ["auditor", "fieldworker"];
const ALL_AUDITORS: readonly Who[] = [...OWN_AUDITORS, "auditor of another audit"];

/** How a route is asked so that whoever may ask is answered. */
export interface Row {
  readonly may: readonly Who[];
  readonly path: string;
  readonly body?: unknown;
}

const AUDIT = "/audits/2026-01-01--2026-06-30";
const CHANGES = `${AUDIT}/populations/changes`;

/**
 * Who may ask for what: written apart from the code that decides, by hand. A route without a row here does not compile.
 * `{sha256}` and `{item}` stand for evidence and an item of the population of changes.
 */
export const MATRIX: Readonly<Record<keyof Routes, Row>> = {
  showSession: { may: [...COMPANY, ...ALL_AUDITORS], path: "/session" },
  listAudits: { may: [...COMPANY, ...ALL_AUDITORS], path: "/audits" },
  showAudit: { may: COMPANY, path: AUDIT },
  showMap: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/map` },
  listExceptions: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/exceptions` },
  listControls: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/controls` },
  showControl: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/controls/CHG-01` },
  listControlItems: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/controls/CHG-01/items` },
  showSampleRisk: { may: COMPANY, path: `${AUDIT}/controls/CHG-01/sample-risk` },
  listPopulations: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/populations` },
  showPopulation: { may: [...COMPANY, ...OWN_AUDITORS], path: CHANGES },
  listPopulationItems: { may: [...COMPANY, ...OWN_AUDITORS], path: `${CHANGES}/items` },
  showPopulationItem: { may: [...COMPANY, ...OWN_AUDITORS], path: `${CHANGES}/item?id={item}` },
  downloadPopulation: { may: [...COMPANY, ...OWN_AUDITORS], path: `${CHANGES}/csv` },
  showEvidence: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/evidence/{sha256}` },
  downloadEvidence: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/evidence/{sha256}/raw` },
  listSources: { may: COMPANY, path: "/sources" },
  startRun: {
    may: ["owner", "compliance-lead", "control-owner", "contributor"],
    path: `${AUDIT}/runs`,
    body: { collects: false },
  },
  listRuns: { may: COMPANY, path: `${AUDIT}/runs` },
  followRuns: { may: COMPANY, path: `${AUDIT}/events` },
  showRun: { may: COMPANY, path: `${AUDIT}/runs/run` },
  listActivity: { may: ["owner", "compliance-lead"], path: "/activity" },
};
