import type { Routes } from "../../src/api/registry.js";
import type { Role } from "../../src/model/roles.js";
import { DEFAULT_FIRM_PROFILE } from "../../src/statistics/firm-profile.js";

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

/** Terms of an audit as an owner may decide them. */
export const TERMS = {
  title: "An audit",
  firm: "Careful & Partners",
  period: { from: "2026-01-01", to: "2026-06-30" },
  categories: ["security"],
  criteria: [],
  profile: DEFAULT_FIRM_PROFILE,
  release: { projections: false, responses: true },
  ends_at: "2026-12-31T00:00:00.000Z",
};

const AUDIT = "/audits/2026-01-01--2026-06-30";
const PORTAL = `/portal${AUDIT}`;
const DECIDERS: readonly Who[] = ["owner", "compliance-lead", "control-owner"];
const FIELDWORKERS: readonly Who[] = ["fieldworker"];
const CHANGES = `${AUDIT}/populations/changes`;

/**
 * Who may ask for what: written apart from the code that decides, by hand. A route without a row here does not compile.
 * `{sha256}` and `{item}` stand for evidence and an item of the population of changes, `{who}` for whoever asks. Rows are
 * asked in order: what a later one needs, an earlier one made.
 */
export const MATRIX: Readonly<Record<keyof Routes, Row>> = {
  showSession: { may: [...COMPANY, ...ALL_AUDITORS], path: "/session" },
  listAudits: { may: [...COMPANY, ...ALL_AUDITORS], path: "/audits" },
  showAuditTerms: { may: [...COMPANY, ...OWN_AUDITORS], path: `${AUDIT}/terms` },
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
  acceptScope: { may: FIELDWORKERS, path: `${PORTAL}/scope`, body: { key: "scope-{who}", terms: null } },
  freezePopulation: {
    may: FIELDWORKERS,
    path: `${PORTAL}/populations/changes/freezes`,
    body: { key: "freeze-{who}", hash: null },
  },
  selectItems: {
    may: FIELDWORKERS,
    path: `${PORTAL}/selections`,
    body: {
      ...{ key: "select-{who}", freeze: "POP-001", control: "CHG-01", reason: null },
      choice: { method: "random", seed: "of my own", n: 5 },
    },
  },
  releaseSelection: { may: FIELDWORKERS, path: `${PORTAL}/selections/SEL-001/release`, body: { key: "release-{who}" } },
  performAgain: {
    may: FIELDWORKERS,
    path: `${PORTAL}/selections/SEL-001/reperformances`,
    body: { key: "perform-{who}" },
  },
  createRequest: {
    may: FIELDWORKERS,
    path: `${PORTAL}/requests`,
    body: { key: "request-{who}", type: "inquiry", wording: "Who approves emergency changes?" },
  },
  progressRequest: {
    may: DECIDERS,
    path: `${PORTAL}/requests/REQ-001/progress`,
    body: { key: "progress-{who}", internal_status: "in progress" },
  },
  answerRequest: {
    may: DECIDERS,
    path: `${PORTAL}/requests/REQ-001/answers`,
    body: { key: "answer-{who}", text: "The one on call.", evidence: [{ sha256: "{sha256}", pointer: "" }] },
  },
  markRequest: {
    may: FIELDWORKERS,
    path: `${PORTAL}/requests/REQ-001/marks`,
    body: { key: "mark-it-{who}", status: "accepted", answers: DECIDERS.length },
  },
  writeRemark: {
    may: FIELDWORKERS,
    path: `${PORTAL}/remarks`,
    body: { key: "remark-{who}", on: { kind: "request", id: "REQ-001" }, text: "Seen.", is_private: true },
  },
  writeComment: {
    may: DECIDERS,
    path: `${PORTAL}/comments`,
    body: { key: "comment-{who}", on: { kind: "request", id: "REQ-001" }, text: "Thank you." },
  },
  noteException: {
    may: FIELDWORKERS,
    path: `${PORTAL}/exceptions`,
    body: { key: "exception-{who}", wording: "One change was not approved.", control: "CHG-01" },
  },
  respondToException: {
    may: DECIDERS,
    path: `${PORTAL}/exceptions/EXC-001/responses`,
    body: { key: "respond-{who}", text: "It was approved afterwards." },
  },
  showPortal: { may: [...COMPANY, ...OWN_AUDITORS], path: PORTAL },
  listSelections: { may: [...COMPANY, ...OWN_AUDITORS], path: `${PORTAL}/selections` },
  showPapers: { may: OWN_AUDITORS, path: `${PORTAL}/papers` },
  listRequests: { may: [...COMPANY, ...OWN_AUDITORS], path: `${PORTAL}/requests` },
  listNotedExceptions: { may: [...COMPANY, ...OWN_AUDITORS], path: `${PORTAL}/exceptions` },
  listRemarks: { may: [...COMPANY, ...OWN_AUDITORS], path: `${PORTAL}/remarks` },
  showReleasedProjection: { may: [...COMPANY, ...OWN_AUDITORS], path: `${PORTAL}/projection` },
  downloadFrozenList: { may: [...COMPANY, ...OWN_AUDITORS], path: `${PORTAL}/freezes/POP-001/list` },
  downloadWorkpaperBook: { may: OWN_AUDITORS, path: `${PORTAL}/papers/xlsx` },
  downloadWorkpaperDocument: { may: OWN_AUDITORS, path: `${PORTAL}/papers/pdf` },
  downloadWorkpaperArchive: { may: OWN_AUDITORS, path: `${PORTAL}/papers/zip` },
  createAudit: {
    may: ["owner", "compliance-lead"],
    path: "/audits",
    body: { key: "create-one-{who}", id: "another-{who}", terms: TERMS },
  },
  changeAudit: { may: ["owner", "compliance-lead"], path: AUDIT, body: { key: "change-one-{who}", terms: TERMS } },
  closeAudit: {
    may: ["owner", "compliance-lead"],
    path: "/audits/another-{who}/close",
    body: { key: "close-one-{who}" },
  },
};
