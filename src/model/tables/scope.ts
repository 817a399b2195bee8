import { defineTable, instant, nullable, text } from "../table.js";

export const scope = defineTable({
  name: "scope",
  doc: "What the workspace declares: systems, repositories, accounts, roles and lists, each valid for a time.",
  month: null,
  columns: {
    id: text("row id"),
    kind: text("system | repository | pipeline_role | birthright | environment | ignored_action | cloud_account"),
    key: text("the thing's own id"),
    attribute: text(
      "what the workspace says of it: idp | app | scm | cloud for systems, protected branch for repositories",
    ),
    from_at: instant("valid from"),
    to_at: nullable(instant("valid until; null: still")),
  },
});
