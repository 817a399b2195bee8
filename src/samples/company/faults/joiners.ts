import type { TableRow } from "../../../model/tables.js";
import { nth } from "../fault.js";
import { type CompanyRows, changeRows, rowAt } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";

/** The `at`-th person who joined in the period. @throws RangeError when there are not so many. */
export function joinerAt({ people, period }: CompanyWorld, at: number): CompanyPerson {
  return nth(
    people.filter(({ startAt }) => startAt >= period.start && startAt < period.end),
    at,
  );
}

/** What a joiner is called in a test. */
export function labelOf({ no }: CompanyPerson): string {
  return `worker ${no}`;
}

/** The record of a kind about somebody. */
export function actOfJoiner(rows: CompanyRows, { no }: CompanyPerson, wanted: string): TableRow<"activity"> {
  return rowAt(rows, "activity", { where: ({ kind, subject }) => kind === wanted && subject === no, at: 0 });
}

/** Changes that record. */
export function changeJoinersAct(
  rows: CompanyRows,
  joiner: CompanyPerson,
  kind: string,
  to: Partial<TableRow<"activity">>,
): void {
  const { id } = actOfJoiner(rows, joiner, kind);
  changeRows(rows, "activity", { where: (row) => row.id === id, to });
}
