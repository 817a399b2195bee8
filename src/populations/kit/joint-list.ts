import { definePopulation, type PopulationDefinition, type StreamNeed } from "../../assess/population.js";
import { type Column, type ColumnKind, type Columns, text } from "../../model/table.js";

/** One of the lists, under the word that its items carry in the column `list`. */
export interface ListOf<C extends Columns> {
  readonly word: string;
  readonly of: PopulationDefinition<C, "events">;
}

/** Two or three lists that one control asks about: findings and mock audits, badges and reviews of them. */
export interface JointList<A extends Columns, B extends Columns, C extends Columns> {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  readonly lists: readonly [ListOf<A>, ListOf<B>, ListOf<C>?];
}

type Silent<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer Kind> ? Column<Kind, true> : never;
};
/** The columns of all lists; `null` in the items of a list that has no such column. */
export type JointColumns<A extends Columns, B extends Columns, C extends Columns> = {
  readonly list: Column<"text", false>;
} & Silent<A> &
  Silent<B> &
  Silent<C>;

/**
 * The items of several lists as one population. Each item says in `list` where it comes from; the attributes that ask
 * about another list's items say that they are not applicable. Columns of one name must be of one kind.
 */
export function jointList<
  const A extends Columns,
  const B extends Columns,
  const C extends Columns = Readonly<Record<never, never>>,
>(def: JointList<A, B, C>): PopulationDefinition<JointColumns<A, B, C>, "events"> {
  const lists: readonly ListOf<Columns>[] = def.lists.flatMap((each) => (each === undefined ? [] : [each]));
  const columns = jointColumns<JointColumns<A, B, C>>(lists);
  return definePopulation<JointColumns<A, B, C>, "events">({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "events",
    columns,
    sql: lists.map((each) => selectOf(each, columns)).join("\nunion all\n"),
    reads: Object.assign({}, ...lists.map(({ of }) => of.reads)),
    triggers: distinct(lists.flatMap(({ of }) => of.triggers)),
    facts: distinct(lists.flatMap(({ of }) => of.facts)),
  });
}

function jointColumns<C extends Columns>(lists: readonly ListOf<Columns>[]): C {
  const silent = lists.flatMap(({ word, of }) =>
    Object.entries(of.columns).map(([name, { kind, doc }]) => [name, { kind, nullable: true, doc, word }] as const),
  );
  const list = text(`which list: ${lists.map(({ word }) => word).join(" | ")}`);
  const columns: Record<string, Column> = { list };
  for (const [name, { word, ...column }] of silent) {
    columns[name] ??= lists.every(({ of }) => name in of.columns)
      ? column
      : { ...column, doc: `${word}: ${column.doc}` };
  }
  return columns as unknown as C;
}

function selectOf({ word, of }: ListOf<Columns>, columns: Columns): string {
  const own = Object.entries(columns).map(([name, { kind }]) => {
    if (name === "list") return `'${word}' as list`;
    return name in of.columns ? `i.${name} as ${name}` : `cast(null as ${TYPES[kind]}) as ${name}`;
  });
  return `select '${word} ' || i.item_id as item_id, i.occurred_at as occurred_at, i.label as label, i.unit as unit, i.actor as actor,
  i.evidence as evidence, ${own.join(", ")}
from (${of.sql}) as i`;
}

const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: "text",
  day: "text",
  instant: "bigint",
  integer: "bigint",
  boolean: "boolean",
};

function distinct(needs: readonly StreamNeed[]): readonly StreamNeed[] {
  const keyOf = ({ stream, per, attribute }: StreamNeed) => `${stream} ${per} ${attribute ?? ""}`;
  return needs.filter((need, at) => needs.findIndex((each) => keyOf(each) === keyOf(need)) === at);
}
