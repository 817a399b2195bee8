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
  showFinding: { may: COMPANY, path: `${AUDIT}/findings/CHG-01` },
  showAuditorReport: { may: COMPANY, path: `${AUDIT}/auditor-report` },
  downloadReport: { may: COMPANY, path: `${AUDIT}/report` },
  listActivity: { may: ["owner", "compliance-lead"], path: "/activity" },
  listPeople: { may: ["owner"], path: "/people" },
  changePerson: { may: ["owner"], path: "/people/per_1", body: { role: "viewer" } },
  removePerson: { may: ["owner"], path: "/people/per_1" },
  endPersonSessions: { may: ["owner"], path: "/people/per_1/sessions" },
  makePersonLink: { may: ["owner"], path: "/people/per_1/link" },
  invitePerson: { may: ["owner"], path: "/people/invitations", body: { role: "viewer" } },
  listInvitations: { may: ["owner"], path: "/people/invitations" },
  revokeInvitation: { may: ["owner"], path: "/people/invitations/inv_1" },
  showAccount: { may: [...COMPANY, ...ALL_AUDITORS], path: "/account" },
  removePasskey: { may: [...COMPANY, ...ALL_AUDITORS], path: "/account/passkeys/key_1" },
  listOwnSessions: { may: [...COMPANY, ...ALL_AUDITORS], path: "/account/sessions" },
  endOwnSession: { may: [...COMPANY, ...ALL_AUDITORS], path: "/account/sessions/ses_1" },
  createToken: {
    may: [...COMPANY, ...ALL_AUDITORS],
    path: "/account/tokens",
    body: { name: "a script", scopes: ["see:audit"] },
  },
  listTokens: { may: [...COMPANY, ...ALL_AUDITORS], path: "/account/tokens" },
  revokeToken: { may: [...COMPANY, ...ALL_AUDITORS], path: "/account/tokens/tok_1" },
};
