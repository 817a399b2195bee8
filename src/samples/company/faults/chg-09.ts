import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { changeDuty, dutyAt } from "./duties.js";
import { exceptionOf } from "./things-over-time.js";

type Change = TableRow<"change">;
type Check = TableRow<"check_result">;

/** Ways in which code is merged unscanned or with findings, or a secret stays in it. */
export const chg09Faults: readonly Fault[] = faultsOf("CHG-09", [
  scan({
    id: "no-dependency-scan",
    title: "A change was merged without a scan of its dependencies",
    hit: (rows, check) => removeRows(rows, "check_result", ({ id }) => id === check.id),
  }),
  scan({
    id: "no-secret-scan",
    title: "A change was merged without a scan for secrets",
    name: "secret-scan",
    hit: (rows, check) => removeRows(rows, "check_result", ({ id }) => id === check.id),
  }),
  scan({
    id: "scanned-after-the-merge",
    title: "The scan of a change ended five minutes after the merge",
    hit: (rows, check, { merged_at }) => changeCheck(rows, check, { completed_at: merged_at + 5 * MINUTE_MS }),
  }),
  scan({
    id: "cancelled",
    title: "The scan of a change was cancelled",
    hit: (rows, check) => changeCheck(rows, check, { conclusion: "cancelled" }),
  }),
  scan({
    id: "skipped",
    title: "A path filter skipped the scan of a change",
    name: "secret-scan",
    hit: (rows, check) => changeCheck(rows, check, { conclusion: "skipped" }),
  }),
  scan({
    id: "older-commit",
    title: "An older commit of a change was scanned, not what was merged",
    hit: (rows, check) => changeCheck(rows, check, { sha: "0".repeat(40) }),
  }),
  scan({
    id: "renamed",
    title: "The scan of a change ran under another name",
    name: "secret-scan",
    hit: (rows, check) => changeCheck(rows, check, { name: "secrets-v2" }),
  }),
  finding({
    id: "merged-with-findings",
    title: "A change was merged though its scan found a vulnerable dependency",
    kind: "wrong-result",
  }),
  finding({
    id: "waived-afterwards",
    title: "The findings of a change were waived the day after its merge",
    kind: "late",
    waiver: ({ merged_at }) => ({ approved_at: merged_at + DAY_MS }),
  }),
  finding({
    id: "waiver-of-nobody",
    title: "The findings of a change were waived in the name of nobody",
    kind: "wrong-result",
    waiver: () => ({ owner: null }),
  }),
  finding({
    id: "waiver-ran-out",
    title: "The waiver of a change's findings had run out before the merge",
    kind: "wrong-result",
    waiver: ({ merged_at }) => ({ to_at: merged_at - HOUR_MS }),
  }),
  finding({
    id: "waiver-of-another-change",
    title: "The waiver names another change",
    kind: "wrong-result",
    waiver: ({ repository, number }) => ({ subject: `${repository}#${number}0` }),
  }),
  finding({
    id: "neutral",
    title: "The scan of a change ended in neutral, and policy is silent",
    kind: "wrong-result",
    conclusion: "neutral",
  }),
  ...[
    { id: "a-minute-late", ms: DAY_MS + MINUTE_MS },
    { id: "after-the-weekend", ms: 70 * HOUR_MS },
  ].map(({ id, ms }) =>
    secret({
      id,
      title: "A secret was revoked too late",
      kind: "late",
      to: ({ opened_at }) => ({ closed_at: opened_at + ms }),
    }),
  ),
  secret({
    id: "never",
    title: "Nobody dealt with a secret in code",
    kind: "not-performed",
    to: () => ({ closed_at: null, outcome: null }),
  }),
  ...["wont_fix", "ignored"].map((outcome) =>
    secret({
      id: outcome.replace("_", "-"),
      title: `The alert of a secret was closed as ${outcome}`,
      kind: "not-performed",
      to: () => ({ outcome }),
    }),
  ),
  {
    attribute: "C",
    id: "carried-in",
    title: "A secret found before the period was still there on its first day",
    plant: (rows, { period }, at) => {
      const alert = dutyAt(rows, "secret-alert", { at });
      const key = `SEC-OLD-${at}`;
      const moments = { opened_at: period.start - 9 * DAY_MS, closed_at: period.start + 2 * DAY_MS };
      addRows(rows, "duty", { ...alert, ...moments, id: `secret-alert ${key}`, key });
      return found("CHG-09", "C", `secret alert ${key}`, "late");
    },
  },
  {
    attribute: "C",
    id: "end-unknown",
    title: "The alert of a secret ended in a word that nobody knows",
    plant: (rows, _, at) => {
      const alert = dutyAt(rows, "secret-alert", { at });
      changeDuty(rows, alert, { outcome: "moved" });
      return open("CHG-09", "C", `secret alert ${alert.key}`, "unparsed");
    },
  },
]);

/** The `at`-th ordinary change, and its run of a scan. */
function changeAt(
  rows: CompanyRows,
  at: number,
  name: string,
): { readonly change: Change; readonly check: Check; readonly label: string } {
  const change = rowAt(rows, "change", { where: ({ is_emergency }) => !is_emergency, at });
  const isOf = (row: Check) => row.repository === change.repository && row.sha === change.head_sha && row.name === name;
  const check = rowAt(rows, "check_result", { where: isOf, at: 0 });
  return { change, check, label: `${change.repository}#${change.number}` };
}

function changeCheck(rows: CompanyRows, check: Check, to: Partial<Check>): void {
  changeRows(rows, "check_result", { where: ({ id }) => id === check.id, to });
}

type Draft = Omit<Fault, "control">;

interface ScanFault extends Omit<Draft, "attribute" | "plant"> {
  readonly name?: string;
  readonly hit: (rows: CompanyRows, check: Check, change: Change) => void;
}

function scan({ name = "dependency-scan", hit, ...fault }: ScanFault): Draft {
  return {
    ...fault,
    attribute: "A",
    plant: (rows, _, at) => {
      const { change, check, label } = changeAt(rows, at, name);
      hit(rows, check, change);
      return found("CHG-09", "A", label, "not-performed");
    },
  };
}

interface FindingFault extends Omit<Draft, "attribute" | "plant"> {
  readonly kind: string;
  readonly conclusion?: string;
  readonly waiver?: (change: Change) => Partial<TableRow<"approved_exception">>;
}

function finding({ kind, conclusion = "failure", waiver, ...fault }: FindingFault): Draft {
  return {
    ...fault,
    attribute: "B",
    plant: (rows, _, at) => {
      const { change, check, label } = changeAt(rows, at, "dependency-scan");
      changeCheck(rows, check, { conclusion });
      if (waiver !== undefined) {
        const from_at = change.merged_at - 10 * DAY_MS;
        addRows(rows, "approved_exception", exceptionOf("scan", label, { from_at, ...waiver(change) }));
      }
      return found("CHG-09", "B", label, kind);
    },
  };
}

interface SecretFault extends Omit<Draft, "attribute" | "plant"> {
  readonly kind: string;
  readonly to: (alert: TableRow<"duty">) => Partial<TableRow<"duty">>;
}

function secret({ kind, to, ...fault }: SecretFault): Draft {
  return {
    ...fault,
    attribute: "C",
    plant: (rows, _, at) => {
      const alert = dutyAt(rows, "secret-alert", { at });
      changeDuty(rows, alert, to(alert));
      return found("CHG-09", "C", `secret alert ${alert.key}`, kind);
    },
  };
}
