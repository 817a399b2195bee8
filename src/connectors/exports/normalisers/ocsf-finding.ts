import type { RecordResult } from "../mapping/compile.js";
import { tableWrite } from "../mapping/write.js";
import { normaliser, reject, rows, skip } from "./normaliser.js";
import { findingRow, OcsfFinding, readingOf } from "./ocsf-record.js";

const FINDING_CLASSES = new Set([2001, 2003, 2004]);

/** One OCSF finding of any tool: a row for each resource it names, or one row when it names none. */
export const ocsfFinding = normaliser(OcsfFinding, (finding, facts) => {
  if (!isFindingClass(finding)) return otherClass();
  const reading = readingOf(finding, facts);
  if ("missing" in reading) return missingField(reading.missing);
  const resources = finding.resources ?? (finding.resource == null ? [] : [finding.resource]);
  return rows(
    ...(resources.length === 0 ? [null] : resources).map((resource) =>
      tableWrite("scanner_finding", findingRow(finding, reading, resource)),
    ),
  );
});

/** Whether a record is a finding about a check; a record that names no class is taken for one. */
export function isFindingClass({ class_uid }: OcsfFinding): boolean {
  return class_uid == null || FINDING_CLASSES.has(class_uid);
}

/** Vulnerabilities, incidents and activities are other things: read, counted, and without rows. */
export function otherClass(): RecordResult {
  return skip("another class", "the record is no compliance or detection finding");
}

/** The reject of a finding that cannot be placed. */
export function missingField(field: string): RecordResult {
  return field === "time"
    ? reject(
        field,
        "says when it looked neither as epoch nor as ISO text with a zone",
        "Export the findings unchanged.",
      )
    : reject(field, "nothing names the check", "Export the findings unchanged.");
}
