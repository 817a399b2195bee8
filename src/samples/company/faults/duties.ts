import type { TableRow } from "../../../model/tables.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";

type Duty = TableRow<"duty">;

/** The `at`-th duty of a kind that satisfies a condition. @throws RangeError when there are not so many. */
export function dutyAt(
  rows: CompanyRows,
  kind: string,
  { at, where = () => true }: { readonly at: number; readonly where?: (duty: Duty) => boolean },
): Duty {
  return rowAt(rows, "duty", { where: (row) => row.kind === kind && where(row), at });
}

/** Whether a step of a duty is on record. */
export function hasStep(rows: CompanyRows, duty: Duty, step: string): boolean {
  return rows.duty_step.some((row) => row.duty_id === duty.id && row.step === step);
}

/** Changes one duty. */
export function changeDuty(rows: CompanyRows, duty: Duty, to: Partial<Duty>): void {
  changeRows(rows, "duty", { where: ({ id }) => id === duty.id, to });
}

/** Changes one step of a duty. */
export function changeStep(rows: CompanyRows, duty: Duty, step: string, to: Partial<TableRow<"duty_step">>): void {
  changeRows(rows, "duty_step", { where: (row) => row.duty_id === duty.id && row.step === step, to });
}

/** Takes one step of a duty away. */
export function removeStep(rows: CompanyRows, duty: Duty, step: string): void {
  removeRows(rows, "duty_step", (row) => row.duty_id === duty.id && row.step === step);
}

/** Adds a step to a duty. */
export function addStep(rows: CompanyRows, duty: Duty, step: string, more: Partial<TableRow<"duty_step">>): void {
  const id = `${duty.id} ${step} planted`;
  addRows(rows, "duty_step", { id, duty_id: duty.id, step, done_at: null, actor: null, value: null, ...more });
}
