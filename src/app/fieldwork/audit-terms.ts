import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { isDay } from "../../base/instant.js";
import { CATEGORIES, isCriterionId } from "../../criteria/criteria.js";
import { At, Digest } from "../../ledger/fields.js";
import { FirmProfile } from "../../statistics/firm-profile.js";
import type { ServedAudit } from "../serving/audits.js";

/** An audit's id: part of addresses and of the log, so it says nothing of anybody. */
export const AuditKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@:-]{0,149}$/, "expected letters, digits and . _ @ : -, such as 2026-h1");

/** Names one wish of one person: sent again after a broken connection, it is answered and not done twice. */
export const WishKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, "expected 8 to 64 letters, digits, - or _, such as a UUID");

const DayText = z.string().refine(isDay, "expected a day such as 2026-01-01");
const Criterion = z.string().refine(isCriterionId, "expected the id of a criterion such as CC6.1");

/** What an owner decides about an audit. */
export const AuditTerms = z.strictObject({
  title: z.string().trim().min(1).max(200),
  /** The audit firm; `null` before one is engaged. */
  firm: z.string().trim().min(1).max(200).nullable(),
  period: z
    .strictObject({ from: DayText, to: DayText })
    .refine(({ from, to }) => from <= to, "the period ends before it begins"),
  categories: z.array(z.enum(CATEGORIES)).min(1).max(CATEGORIES.length),
  /** Criteria in scope; none listed: all of the categories. */
  criteria: z.array(Criterion).max(100),
  /** How the firm sizes samples. */
  profile: FirmProfile,
  release: z.strictObject({
    /** What the company projects: its auditors are not shown it unless somebody decides so. */
    projections: z.boolean(),
    /** What the company answers to exceptions, once it is final. */
    responses: z.boolean(),
  }),
  /** From this moment on its auditors see nothing any more. */
  ends_at: At,
});
export type AuditTerms = z.infer<typeof AuditTerms>;

/** The decision as the log holds it. */
export const AuditBody = AuditTerms.extend({
  schema: z.literal("lookback/audit/1"),
  is_closed: z.boolean(),
  by: z.string().min(1),
  key: WishKey,
  asked: Digest,
});
export type AuditBody = z.infer<typeof AuditBody>;

/** A decision about an audit with its place in the log. */
export interface ToldAudit {
  readonly index: number;
  readonly at: string;
  readonly audit: string;
  readonly body: AuditBody;
}

/**
 * The audits there are: the one of lookback.yaml, which always exists, and those that were decided. The newest decision
 * about an audit counts; that of the workspace keeps its period, which only its file says.
 */
export function servedAudits(own: ServedAudit, told: readonly ToldAudit[]): readonly ServedAudit[] {
  const newest = new Map<string, ToldAudit>();
  for (const each of told) newest.set(each.audit, each);
  const decided = [...newest.values()].map((each) => {
    const audit = servedAudit(each);
    return each.audit === own.id ? { ...audit, period: own.period, isOwn: true } : audit;
  });
  const rest = decided.filter(({ id }) => id !== own.id).sort((a, b) => (a.id < b.id ? -1 : 1));
  return [decided.find(({ id }) => id === own.id) ?? own, ...rest];
}

function servedAudit({ index, at, audit, body }: ToldAudit): ServedAudit {
  const { title, firm, period, categories, criteria, profile, release, ends_at: endsAt, is_closed: isClosed } = body;
  return {
    ...{
      id: audit,
      title,
      firm,
      period,
      categories,
      criteria,
      profile,
      release,
      isClosed,
      record: index,
      isOwn: false,
    },
    // Closed early, it ends when it was closed.
    endsAt: isClosed && at < endsAt ? at : endsAt,
  };
}

/**
 * @throws AppError `refused` when the period would be another one: that of lookback.yaml is what its file says, and what
 * was frozen in an audit is of its period.
 */
export function requireKeptPeriod(
  { id, period: { from, to }, isOwn }: Pick<ServedAudit, "id" | "period" | "isOwn">,
  { hasFieldwork }: { readonly hasFieldwork: boolean },
  { period }: Pick<AuditTerms, "period">,
): void {
  if ((period.from === from && period.to === to) || (!isOwn && !hasFieldwork)) return;
  throw new AppError({
    code: "refused",
    message: isOwn
      ? `${id} is the audit of lookback.yaml, whose period is ${from} to ${to}`
      : `${id} has fieldwork on record, which is of the period ${from} to ${to}`,
    fix: isOwn
      ? "Change audit.period in lookback.yaml, or create another audit for another period."
      : "Create another audit for another period.",
  });
}

/** @throws AppError `refused` once an audit is closed or its time is over. */
export function requireOpen({ id, isClosed, endsAt }: ServedAudit, at: string): void {
  if (!isClosed && (endsAt === null || at < endsAt)) return;
  throw new AppError({
    code: "refused",
    message: isClosed ? `${id} is closed` : `${id} ended at ${endsAt}`,
    fix: "Whoever manages the workspace can give it more time: PUT /api/v1/audits/{audit}.",
  });
}
