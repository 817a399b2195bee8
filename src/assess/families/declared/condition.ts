import type { Cell } from "../../../model/batch.js";
import type { Facts } from "../../item-reader.js";
import { cellOf } from "./reading.js";
import type { Condition, Operand } from "./terms.js";

/** `undefined`: a column that the answer depends on is silent. */
export type Answer = boolean | undefined;

/**
 * Answers a condition in three-valued logic: what is silent makes the answer unknown unless the rest settles it, so
 * that silence is never read as no.
 */
export function answer(condition: Condition, item: Facts, parameters: Readonly<Record<string, unknown>>): Answer {
  const { all, any, not, column } = condition;
  if (all !== undefined) return allOf(all.map((each) => answer(each, item, parameters)));
  if (any !== undefined) return negated(allOf(any.map((each) => negated(answer(each, item, parameters)))));
  if (not !== undefined) return negated(answer(not, item, parameters));
  return compared(condition, cellOf(item, column ?? ""), (operand) => operandOf(operand, item, parameters));
}

/** The columns a condition reads, each once, in order of mention. */
export function columnsOf(condition: Condition): readonly string[] {
  const { column, all = [], any = [], not, is, is_not, at_least, at_most } = condition;
  const nested = [...all, ...any, ...(not === undefined ? [] : [not])].flatMap(columnsOf);
  const operands = [is, is_not, at_least, at_most].flat().flatMap((operand) => {
    return typeof operand === "object" && "column" in operand ? [operand.column] : [];
  });
  return [...new Set([...(column === undefined ? [] : [column]), ...operands, ...nested])];
}

function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function negated(given: Answer): Answer {
  return given === undefined ? undefined : !given;
}

function compared(condition: Condition, cell: Cell, read: (operand: Operand) => unknown): Answer {
  const { is, is_not, at_least, at_most, is_recorded } = condition;
  if (is_recorded !== undefined) return (cell !== null) === is_recorded;
  if (cell === null) return undefined;
  if (is !== undefined) return isAmong(cell, is, read);
  if (is_not !== undefined) return negated(isAmong(cell, is_not, read));
  const bound = read(at_least ?? at_most ?? "");
  if (typeof cell !== "number" || typeof bound !== "number") return undefined;
  return at_least === undefined ? cell <= bound : cell >= bound;
}

function isAmong(cell: Cell, wanted: Operand | readonly Operand[], read: (operand: Operand) => unknown): Answer {
  const values = (isList(wanted) ? wanted : [wanted]).flatMap((operand) => {
    const value = read(operand);
    return Array.isArray(value) ? value : [value];
  });
  if (values.includes(cell)) return true;
  return values.includes(null) ? undefined : false;
}

function operandOf(operand: Operand, item: Facts, parameters: Readonly<Record<string, unknown>>): unknown {
  if (typeof operand !== "object") return operand;
  return "column" in operand ? cellOf(item, operand.column) : parameters[operand.parameter];
}

function isList(wanted: Operand | readonly Operand[]): wanted is readonly Operand[] {
  return Array.isArray(wanted);
}
