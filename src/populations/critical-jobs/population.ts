import type { ItemOf } from "../../assess/population.js";
import { type DueActivity, dueActivities } from "../kit/due-activities.js";
import { type Duty, duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";

const runs = dueActivities({
  name: "job-runs",
  title: "Runs of critical jobs due",
  doc: "",
  label: "run",
  kind: "job-run",
  every: "day",
  register: "job",
  parts: [],
  failedResults: ["failure"],
  stream: "processing",
});
const failures = duties({
  name: "job-failures",
  title: "Failures of critical jobs",
  doc: "",
  kinds: { "job-failure": "failure" },
  steps: [],
  stream: "processing",
});
const reconciliations = dueActivities({
  name: "output-reconciliations",
  title: "Reconciliations of outputs with inputs due",
  doc: "",
  label: "output reconciliation",
  kind: "output-reconciliation",
  every: "day",
  parts: ["differences_explained"],
  stream: "processing",
});

/** Runs of critical jobs day by day, their failures, and daily reconciliations of outputs with inputs. */
export const criticalJobs = jointList({
  name: "critical-jobs",
  title: "Runs of critical jobs and reconciliations due, and failures",
  doc: `One item per critical job and day that ends in the period, for jobs in use when it ended; one per failure of a job that
began in the period or was still unresolved on its first day (records of one key are one); one per day: the reconciliation due.
Records: register \`job\` with the jobs that run every day; activity kind \`job-run\` (subject = the job, result success,
failure; a failed run counts only if none of its day went well); duty kind \`job-failure\` (subject = the job, opened_at =
failed, closed_at = resolved); activity kind \`output-reconciliation\` with the part \`differences_explained\` (also where there
was none).`,
  lists: [
    { word: "run", of: runs },
    { word: "failure", of: failures },
    { word: "reconciliation", of: reconciliations },
  ],
});

export type JobItem = ItemOf<(typeof criticalJobs)["columns"]>;

/** Whether the item is a job's run of a day. */
export function isJobRun(item: JobItem): item is JobItem & DueActivity {
  return item.list === "run";
}

/** Whether the item is a failure. */
export function isJobFailure(item: JobItem): item is JobItem & Duty {
  return item.list === "failure";
}

/** Whether the item is a day's reconciliation. */
export function isReconciliation(item: JobItem): item is JobItem & DueActivity<"differences_explained"> {
  return item.list === "reconciliation";
}
