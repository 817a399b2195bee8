import { boolean, defineTable, instant, nullable, text } from "../table.js";

export const scannerFinding = defineTable({
  name: "scanner_finding",
  doc: "What a scanner said of one resource or place at one moment: evidence of a look, never a verdict of ours.",
  month: "at",
  columns: {
    id: text("finding id: the same for the same finding of the same scan"),
    scanner: text("tool, as it names itself"),
    scanner_version: nullable(text("version of the tool; null: not stated")),
    check_id: text("the tool's own id of the check or rule"),
    title: text("the check's title, or the message"),
    status: text("pass | fail | not_applicable | manual | unknown"),
    is_suppressed: boolean("muted or suppressed in the tool; the status stays what the tool found"),
    severity: nullable(text("the tool's word in lower case; null: not stated")),
    resource: nullable(text("the provider's id of the resource; null: about no single one")),
    account_ref: nullable(text("cloud account; null: not stated")),
    location: nullable(text("file:line inside the repository; null: not about a file")),
    at: instant("when the tool looked; without its word, when the export was made"),
    fingerprint: nullable(text("the tool's own key of the finding across scans; null: none")),
  },
});
