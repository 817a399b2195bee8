import type { Outcome } from "../../assess/outcome.js";
import { camelCase } from "../../assess/population.js";
import type { NotableItem } from "../../assess/tally.js";
import { instantOf } from "../../base/instant.js";
import { rational, toDecimal } from "../../base/rational.js";
import type { Cell } from "../../model/batch.js";
import type { Column } from "../../model/table.js";
import type { Completeness, ReportControl, ReportException, ReportItem } from "../../reports/audit/model.js";
import type { TestedControl, TestedPeriod } from "../test-period/test-period.js";
import { stateCounts } from "./state-counts.js";

/** One control of the report: counts, rows and completeness, without the opinion's words. */
export function reportControl(
  { promise, tally }: TestedControl,
  { tested, completeness, csv }: { tested: TestedPeriod; completeness: Completeness; csv: string | null },
): ReportControl {
  const { control } = promise;
  const columns = control.population.columns;
  return {
    id: control.id,
    title: control.title,
    statement: promise.statementAt(Math.min(tested.asOf, tested.period.end - 1)),
    revision: control.revision,
    criteria: { key: [...control.criteria.key], supporting: [...control.criteria.supporting] },
    risk: control.risk,
    frequency: control.frequency,
    population: control.population.name,
    population_title: control.population.title,
    counts: stateCounts(tally.counts),
    attributes: control.attributes.map(({ id, title, isKey }) => {
      const found = tally.attributes[id];
      return {
        id,
        title,
        is_key: isKey,
        counts: stateCounts(found?.counts),
        by_kind: { ...found?.byKind },
        item_days: found?.measure == null ? null : itemDays(found.measure),
      };
    }),
    completeness,
    days: Object.fromEntries(
      Object.entries(tally.days)
        .sort(byKey)
        .map(([day, counts]) => [day, stateCounts(counts)]),
    ),
    items: tally.notable.map((item) => reportItem(item, columns)),
    not_applicable: Object.fromEntries(Object.entries(tally.notApplicable).sort(byKey)),
    csv,
    causes: [...control.causes],
    remediation: control.remediation,
    limits: [...control.limits],
  };
}

/** The register's lines of one control: one per item and deviating attribute, all still to be confirmed or rebutted. */
export function reportExceptions({ promise: { control }, tally }: TestedControl): ReportException[] {
  return tally.notable.flatMap((item) =>
    item.outcomes.flatMap(({ attribute, outcome }) =>
      outcome.state !== "deviation"
        ? []
        : [
            {
              id: `${control.id}.${attribute}/${item.label}`,
              control: control.id,
              attribute,
              item: item.itemId,
              label: item.label,
              kind: outcome.kind,
              state: "suspected" as const,
              text: outcome.detail,
              occurred_at: instantOf(item.occurredAt),
            },
          ],
    ),
  );
}

function reportItem(item: NotableItem, columns: Readonly<Record<string, Column>>): ReportItem {
  return {
    id: item.itemId,
    occurred_at: instantOf(item.occurredAt),
    label: item.label,
    unit: item.unit,
    actor: item.actor,
    facts: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, factValue(item.facts[camelCase(name)] ?? null, column)]),
    ),
    outcomes: item.outcomes.map(({ attribute, outcome }) => ({ attribute, ...outcomeText(outcome) })),
    evidence: (item.evidence ?? "").split("|").flatMap((ref) => {
      const at = ref.indexOf("#");
      return at < 64 ? [] : [{ sha256: ref.slice(0, at), pointer: ref.slice(at + 1) }];
    }),
  };
}

function outcomeText(outcome: Outcome): Omit<ReportItem["outcomes"][number], "attribute"> {
  switch (outcome.state) {
    case "pass":
      return { state: "pass", kind: null, cause: null, text: "" };
    case "deviation":
      return { state: "deviation", kind: outcome.kind, cause: null, text: outcome.detail };
    case "indeterminate":
      return { state: "indeterminate", kind: null, cause: outcome.cause, text: outcome.question };
    case "not-applicable":
      return { state: "not-applicable", kind: null, cause: null, text: outcome.proof };
    case "pending":
      return { state: "pending", kind: null, cause: null, text: `due ${instantOf(outcome.dueAt)}` };
  }
}

function factValue(cell: Cell, { kind }: Column): Cell {
  return kind === "instant" && typeof cell === "number" ? instantOf(cell) : cell;
}

function itemDays({ totalMs, deviatingMs, missingMs }: { totalMs: number; deviatingMs: number; missingMs: number }) {
  const days = (ms: number) => toDecimal(rational(BigInt(ms), 86_400_000n), 2);
  return { total: days(totalMs), deviating: days(deviatingMs), missing: days(missingMs) };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
