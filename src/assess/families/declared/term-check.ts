import { didYouMean } from "../../../base/did-you-mean.js";
import type { Column, ColumnKind, Columns } from "../../../model/table.js";
import {
  type Amount,
  type Condition,
  DURATION_UNITS,
  type Duration,
  type Moment,
  type Operand,
  type Value,
} from "./terms.js";

/** One thing wrong with a declaration: where in it, and what. */
export interface DeclarationProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a parameter of a declared control holds. */
export type ParameterKind = "number" | "integer" | "text" | "boolean" | "texts";

/** The names that a declaration may use. */
export interface Known {
  /** Name of the population, for messages. */
  readonly population: string;
  readonly columns: Columns;
  readonly parameters: ReadonlyMap<string, ParameterKind>;
}

type Path = DeclarationProblem["path"];

/** Checks the terms of one attribute against what is known, and keeps what is wrong with them, in order. */
export class TermCheck {
  readonly problems: DeclarationProblem[] = [];
  private readonly known: Known;

  constructor(known: Known) {
    this.known = known;
  }

  fail(path: Path, message: string): void {
    this.problems.push({ path, message });
  }

  /** The column, if there is one of that name and of one of these kinds. */
  column(path: Path, name: string, kinds?: readonly ColumnKind[]): Column | undefined {
    const { columns, population } = this.known;
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined) {
      this.fail(path, `${population} has no column ${name}${didYouMean(name, Object.keys(columns))}`);
      return undefined;
    }
    if (kinds === undefined || kinds.includes(column.kind)) return column;
    this.fail(
      path,
      `the column ${name} holds ${WORDS[column.kind]}; expected ${kinds.map((kind) => WORDS[kind]).join(" or ")}`,
    );
    return undefined;
  }

  /** What the family reads by itself. */
  needs(path: Path, columns: readonly string[]): void {
    const missing = columns.filter((name) => !Object.hasOwn(this.known.columns, name));
    if (missing.length > 0)
      this.fail(path, `${this.known.population} lacks the columns it needs: ${missing.join(", ")}`);
  }

  moment(path: Path, moment: Moment): void {
    if (typeof moment === "string") {
      this.column(path, moment, ["instant"]);
      return;
    }
    this.column([...path, "column"], moment.column, ["instant"]);
    this.duration([...path, "plus"], moment.plus);
  }

  duration(path: Path, duration: Duration): void {
    for (const unit of DURATION_UNITS) {
      const amount = duration[unit];
      if (amount !== undefined) this.amount([...path, unit], amount, { isWhole: unit.endsWith("days") });
    }
  }

  amount(path: Path, amount: Amount | Value, { isWhole }: { readonly isWhole: boolean }): void {
    if (typeof amount === "object") {
      const kind = this.parameter([...path, "parameter"], amount.parameter);
      if (kind !== undefined && kind !== "integer" && (isWhole || kind !== "number"))
        this.fail([...path, "parameter"], `expected a parameter of type ${isWhole ? "integer" : "number or integer"}`);
      return;
    }
    const isFit = typeof amount === "number" && amount >= 0 && (!isWhole || Number.isInteger(amount));
    if (!isFit) this.fail(path, `expected a ${isWhole ? "whole " : ""}number of at least 0`);
  }

  condition(path: Path, condition: Condition): void {
    const { all = [], any = [], not, column } = condition;
    all.forEach((each, at) => {
      this.condition([...path, "all", at], each);
    });
    any.forEach((each, at) => {
      this.condition([...path, "any", at], each);
    });
    if (not !== undefined) this.condition([...path, "not"], not);
    if (column === undefined) return;
    const { is, is_not, at_least, at_most } = condition;
    const isBound = at_least !== undefined || at_most !== undefined;
    const found = this.column([...path, "column"], column, isBound ? ["instant", "integer"] : undefined);
    if (found === undefined) return;
    for (const [name, operand] of Object.entries({ is, is_not, at_least, at_most })) {
      for (const each of [operand].flat()) if (each !== undefined) this.operand([...path, name], each, found.kind);
    }
  }

  /** `{name}` in a sentence: a parameter, or a column that cannot hold a person's name. */
  detail(path: Path, text: string): void {
    for (const [, name = ""] of text.matchAll(/\{(\w+)\}/g)) {
      if (this.known.parameters.has(name)) continue;
      const column = Object.hasOwn(this.known.columns, name) ? this.known.columns[name] : undefined;
      const names = [...this.known.parameters.keys(), ...Object.keys(this.known.columns)];
      if (column === undefined)
        this.fail(path, `{${name}} is neither a parameter nor a column${didYouMean(name, names)}`);
      else if (column.kind === "text") this.fail(path, `{${name}} is a text, which may name a person: leave it out`);
    }
  }

  private operand(path: Path, operand: Operand, kind: ColumnKind): void {
    if (typeof operand === "object" && "column" in operand) {
      this.column(path, operand.column, [kind]);
      return;
    }
    const wanted = VALUES[kind];
    if (wanted.length === 0) {
      this.fail(path, "a moment can only be compared with another column: { column: name }");
    } else if (typeof operand === "object") {
      const found = this.parameter(path, operand.parameter);
      if (found !== undefined && !wanted.includes(found))
        this.fail(path, `the parameter ${operand.parameter} is no ${WORDS[kind]}`);
    } else if (
      !wanted.includes(typeof operand === "string" ? "text" : typeof operand === "number" ? "number" : "boolean")
    ) {
      this.fail(path, `expected ${WORDS[kind]}, as the column holds`);
    }
  }

  private parameter(path: Path, name: string): ParameterKind | undefined {
    const kind = this.known.parameters.get(name);
    if (kind === undefined)
      this.fail(path, `this control has no parameter ${name}${didYouMean(name, this.known.parameters.keys())}`);
    return kind;
  }
}

const WORDS: Readonly<Record<ColumnKind, string>> = {
  text: "text",
  day: "a day",
  instant: "a moment",
  integer: "a number",
  boolean: "true or false",
};

/** Kinds of values a column of a kind can be compared with. */
const VALUES: Readonly<Record<ColumnKind, readonly ParameterKind[]>> = {
  text: ["text", "texts"],
  day: ["text", "texts"],
  instant: [],
  integer: ["number", "integer"],
  boolean: ["boolean"],
};
