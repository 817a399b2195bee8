import { boolean, defineTable, instant, integer, nullable, text } from "../table.js";

export const coverage = defineTable({
  name: "coverage",
  doc: "What was looked at, so that silence means something. A denied call is a row with is_complete = false.",
  month: null,
  columns: {
    id: text("row id"),
    stream: text("what was read, for example hr.workers or github.pulls"),
    scope: text("system, repository or account it is about; `*`: all that the source holds"),
    from_at: instant("first moment covered"),
    to_at: instant("first moment no longer covered"),
    is_complete: boolean("everything in that time was seen"),
    reason: nullable(text("why not: retention | permission | licence | rate | error | not_configured | rejects")),
    item_count: integer("rows read"),
    declared_count: nullable(integer("rows the source itself counted; null: it did not")),
  },
});
