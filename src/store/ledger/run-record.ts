import type { NewRecord } from "../../ledger/record.js";
import type { EvidenceStore } from "./contract.js";

/** The record of a run that ended. */
export function runRecord(run: Parameters<EvidenceStore["recordRun"]>[0]): NewRecord {
  const { sourceId: stream, at, captures, failure, everyMinutes } = run;
  const record: NewRecord =
    failure === undefined
      ? { type: "run", at, stream, captures, outcome: "complete" }
      : { type: "run", at, stream, captures, outcome: "failed", failure };
  // Appends are counted in microseconds: nothing is copied where nothing is added.
  return everyMinutes === undefined ? record : { ...record, everyMinutes };
}
