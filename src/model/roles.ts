import { z } from "zod";

/** What a person is to a workspace. An auditor belongs to audits, everybody else to the workspace. */
export const Role = z.enum([
  "owner",
  "compliance-lead",
  "control-owner",
  "reviewer",
  "contributor",
  "auditor",
  "viewer",
]);
export type Role = z.infer<typeof Role>;

/** What a route may be asked for. A role holds a set of them; a route needs exactly one. */
export const PERMISSIONS = [
  /** Who am I: everybody who is signed in. */
  "see:self",
  /** Own sessions, tokens and ways to sign in: everybody at a browser, never a token. */
  "manage:self",
  /** Controls, populations, evidence and exceptions of an audit. */
  "see:audit",
  /** What the company projects and drafts: never an auditor. */
  "see:projection",
  /** Sources, their health and their horizons. */
  "see:sources",
  /** Who did and saw what. */
  "see:activity",
  /** Starts collecting, testing and auditing. */
  "act:run",
  /** Decides for the company: freezes, causes, answers. */
  "act:decide",
  /** The papers of an audit's auditors: what they selected and remarked and did not share. Nobody of the company. */
  "see:papers",
  /** Works through an audit as its auditor: samples, requests, remarks. */
  "act:fieldwork",
  /** Invites, changes roles, ends sessions. */
  "manage:people",
  /** Creates, changes and disables people as an identity provider does: by a token alone, never at a browser. */
  "provision:people",
  /** Audits, tokens, connections. */
  "manage:workspace",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READING = ["see:self", "manage:self", "see:audit", "see:projection", "see:sources"] as const;

/** The roles of the product and what each may do; the authorisation matrix of the tests is written apart from it. */
export const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  owner: [...READING, "see:activity", "act:run", "act:decide", "manage:people", "provision:people", "manage:workspace"],
  "compliance-lead": [...READING, "see:activity", "act:run", "act:decide", "manage:workspace"],
  "control-owner": [...READING, "act:run", "act:decide"],
  reviewer: READING,
  contributor: [...READING, "act:run"],
  auditor: ["see:self", "manage:self", "see:audit", "see:papers"],
  viewer: READING,
};
