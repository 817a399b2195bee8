import { defineTable, instant, nullable, text } from "../table.js";

export const scope = defineTable({
  name: "scope",
  doc: "What the workspace declares: systems, repositories, accounts, roles and lists, each valid for a time.",
  month: null,
  columns: {
    id: text("row id"),
    kind: text("system | sso_only | repository | pipeline_role | birthright | ignored_action | cloud_account"),
    key: text("the thing's own id"),
    attribute: text(
      "what the workspace says of it: idp | app | scm | cloud | db | siem for systems, protected branch for repositories, environment for cloud accounts",
    ),
    from_at: instant("valid from"),
    to_at: nullable(instant("valid until; null: still")),
  },
});

export const calendar = defineTable({
  name: "calendar",
  doc: "Engine-made: the days, weeks, months, quarters and halves around the period, in the organisation's zone.",
  month: null,
  columns: {
    id: text("row id"),
    kind: text("day | week | month | quarter | half in the organisation's zone; utc-month for the engine"),
    period_key: text("2026-03-04, 2026-W10, 2026-03, 2026-Q1 or 2026-H1"),
    from_at: instant("first moment"),
    to_at: instant("first moment of the next one"),
  },
});
