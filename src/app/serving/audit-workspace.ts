import { AppError } from "../../base/app-error.js";
import { day, isDay } from "../../base/instant.js";
import { type CriterionId, criteriaOf } from "../../criteria/criteria.js";
import type { Workspace } from "../workspace/schema.js";

/** What an audit tests, where it is not the one of lookback.yaml. */
export interface AuditScope {
  readonly period: { readonly from: string; readonly to: string };
  readonly categories: Workspace["audit"]["categories"];
  /** Criteria in scope; none listed: all of the categories. */
  readonly criteria: readonly CriterionId[];
}

/** The configuration of a workspace as if it were for this audit: same promises, another period and scope. */
export function workspaceOf(workspace: Workspace, { period, categories, criteria }: AuditScope): Workspace {
  if (!isDay(period.from) || !isDay(period.to)) {
    throw new AppError({
      code: "bad-input",
      message: "the period of an audit is no pair of days",
      fix: "Change the audit: PUT /api/v1/audits/{audit}.",
    });
  }
  const { audit } = workspace;
  const left = criteria.length === 0 ? [] : categories.flatMap(criteriaOf).filter((id) => !criteria.includes(id));
  return {
    ...workspace,
    audit: {
      ...audit,
      period: { from: day(period.from), to: day(period.to) },
      categories,
      not_assessed: [...new Set([...audit.not_assessed, ...left])],
    },
  };
}
