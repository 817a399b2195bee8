import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import {
  BYPASS_KINDS,
  CAUSE_CATEGORIES,
  CAUSE_SCOPES,
  type ProposedCause,
  type WhyStep,
} from "../../recovery/causes/cause.js";
import { proposalToApprove } from "../../recovery/causes/standing-cause.js";
import { whyProblem } from "../../recovery/causes/why-chain.js";
import type { AuditReport } from "../../reports/audit/model.js";
import type { CauseReport } from "../../reports/findings/model.js";
import { recordDecision } from "../decisions/decisions.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { decidedFor, findingDecisions } from "./decided.js";
import { lastReport } from "./last-report.js";

/** A cause as it was typed. */
export interface TypedCause {
  readonly category: string | undefined;
  readonly secondary: readonly string[];
  readonly scope: string | undefined;
  readonly text: string | undefined;
  /** Each ends with `[evidence: id]` or `[assumption]`. */
  readonly why: readonly string[];
  readonly bypass: readonly string[];
  readonly harmFollowed: boolean;
  readonly by: string | undefined;
}

/**
 * Records a proposed cause with what the evidence showed when it was stated; returns its place in the log. What was typed
 * is checked before `look` examines the evidence.
 *
 * @throws AppError `bad-usage` naming what is missing or wrong in the cause, above all a chain that ends in a person.
 */
export async function recordCause(
  open: OpenWorkspace,
  { control, typed, look, at }: { control: string; typed: TypedCause; look: () => Promise<CauseReport>; at: Instant },
): Promise<number> {
  const stated = statedCause(typed);
  const last = await lastReport(open.files);
  const finding = last?.opinion.findings.find((each) => each.control === control)?.title;
  const problem = whyProblem(stated.why, finding ?? "");
  if (problem !== undefined) throw new AppError({ code: "bad-usage", ...problem });
  checkEvidence(stated.why, evidenceNames(open, last));
  const { from, to } = open.workspace.audit.period;
  const body: ProposedCause = { ...stated, period: { from, to }, looked_at: lookedAt(await look()) };
  const index = await recordDecision(open.evidence, { kind: "cause", subject: control, body, at });
  await open.evidence.publish();
  return index;
}

/**
 * Records a second person's approval of the newest cause; returns the proposal's place in the log.
 *
 * @throws AppError `bad-usage` when nothing waits for approval, or the same person would approve their own.
 */
export async function approveCause(
  open: OpenWorkspace,
  { control, by: typed, at }: { control: string; by: string | undefined; at: Instant },
): Promise<number> {
  const by = required(typed, "--by", "Name the role of who approves: not the one who stated it.");
  const { causes } = decidedFor(open.workspace.audit.period, await findingDecisions(open.evidence));
  const { index: proposal } = proposalToApprove(causes.get(control) ?? [], { control, by });
  const body = { action: "approve", proposal, by };
  await recordDecision(open.evidence, { kind: "cause", subject: control, body, at });
  await open.evidence.publish();
  return proposal;
}

function statedCause(typed: TypedCause): Omit<ProposedCause, "looked_at" | "period"> {
  return {
    action: "propose",
    category: oneOf(CAUSE_CATEGORIES, "--category", typed.category),
    secondary: typed.secondary.map((each) => oneOf(CAUSE_CATEGORIES, "--secondary", each)),
    scope: oneOf(CAUSE_SCOPES, "--scope", typed.scope),
    text: required(typed.text, "--text", "Say in a sentence or two what the cause is."),
    why: typed.why.map((each, index) => whyStep(each, index + 1)),
    bypass: typed.bypass.map((each) => oneOf(BYPASS_KINDS, "--bypass", each)),
    harm_followed: typed.harmFollowed,
    by: required(typed.by, "--by", "Name the role of who states the cause, for example --by 'Head of IT'."),
  };
}

/** What was typed for an option that must be given. @throws AppError `bad-usage` when it is missing or blank. */
export function required(typed: string | undefined, option: string, fix: string): string {
  if (typed !== undefined && typed.trim() !== "") return typed.trim();
  throw new AppError({ code: "bad-usage", message: `${option} is missing`, fix });
}

function oneOf<const T extends string>(known: readonly T[], option: string, typed: string | undefined): T {
  const parsed = z.enum(known).safeParse(typed);
  if (parsed.success) return parsed.data;
  throw new AppError({
    code: "bad-usage",
    message: typed === undefined ? `${option} is missing` : `${option}: there is no "${typed}"`,
    fix: `Use one of ${known.join(", ")}.`,
  });
}

function whyStep(typed: string, step: number): WhyStep {
  const parts = /^\s*(.*\S)\s*\[\s*(?:(assumption)|evidence:\s*([^\]]*\S))\s*\]\s*$/su.exec(typed);
  const [, text, , evidence] = parts ?? [];
  if (text !== undefined) return { text, evidence: evidence ?? null };
  throw new AppError({
    code: "bad-usage",
    message: `--why, step ${step}: nothing says what it rests on`,
    fix: 'End it with the id of an exception, item or file, "[evidence: CHG-01.A/acme/api#4]", or with "[assumption]".',
  });
}

/** What a step may name: exceptions, items and controls of the last audit, and the digests of collected files. */
function evidenceNames({ tables }: OpenWorkspace, last: AuditReport | undefined): ReadonlySet<string> {
  const names = new Set<string>(tables.entries().map(({ sha256 }) => sha256));
  for (const { id } of last?.exceptions ?? []) names.add(id);
  for (const { id, items } of last?.controls ?? []) {
    names.add(id);
    for (const item of items) names.add(item.id).add(item.label);
  }
  return names;
}

function checkEvidence(steps: readonly WhyStep[], names: ReadonlySet<string>): void {
  steps.forEach(({ evidence }, index) => {
    if (evidence === null || names.has(evidence) || names.has(evidence.split("#")[0] ?? "")) return;
    throw new AppError({
      code: "bad-usage",
      message: `--why, step ${index + 1}: there is no evidence called "${evidence}"`,
      fix: "Name an exception, item or control of the last audit, or the SHA-256 of a collected file; or mark it [assumption].",
    });
  });
}

/** The extent check and the clusters as they were when the cause was stated. */
function lookedAt({ as_of, exceptions, items, clusters, extent }: CauseReport): ProposedCause["looked_at"] {
  const row = ({ name, deviations, items: all }: { name: string; deviations: number; items: number }) =>
    `${name}: ${deviations} of ${all}`;
  return {
    as_of,
    exceptions,
    items,
    clusters: clusters.map(({ sentence }) => sentence),
    extent: [
      ...extent.units.map(row),
      ...extent.months.map(row),
      ...extent.elsewhere.map(({ control, in_same_units }) => `${control}: ${in_same_units} in the same places`),
    ],
  };
}
