import {
  camelCase,
  definePopulation,
  type ItemOf,
  type PopulationDefinition,
  type Shape,
  type StateItemOf,
} from "../../assess/population.js";
import { type Column, type Columns, text } from "../../model/table.js";
import { carriedWithin } from "./duties.js";

/** Things over time, and what happened to them or was due, as items of one population. */
export interface StatesWith<C extends Columns, E extends Columns, Shared extends string = string> {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  readonly states: PopulationDefinition<C, "segments", Shared>;
  readonly events: PopulationDefinition<E, "events">;
  /** `item_kind` of an event: "review", "detection". */
  readonly eventKind: string;
}

type EventColumns<E extends Columns> = {
  readonly [K in keyof E & string as `act_${K}`]: Column<E[K]["kind"], true>;
};
type BothColumns<C extends Columns, E extends Columns> = { readonly item_kind: Column<"text", false> } & C &
  EventColumns<E>;

/** What the stretches of a thing share, and all that an event tells: it has one stretch. */
type BothShared<E extends Columns, Shared extends string> = Shared | "item_kind" | `act_${keyof E & string}`;

/** A population of both, and the reading of an item that is an event. */
export interface BothPopulation<C extends Columns, E extends Columns, Shared extends string> {
  readonly population: PopulationDefinition<BothColumns<C, E>, "segments", BothShared<E, Shared>>;
  /** The event's own facts; `undefined` of a thing over time. */
  readonly eventOf: (item: { readonly itemKind: string }) => ItemOf<E> | undefined;
}

/** An item of such a population. */
export type BothItem<B> =
  B extends BothPopulation<infer C, infer E, infer Shared>
    ? StateItemOf<BothColumns<C, E>, BothShared<E, Shared>>
    : never;

/**
 * Items of two kinds in one population: `item_kind` is `state` for a thing over time, whose columns stay as they are,
 * and `eventKind` for an event, which has one stretch of a millisecond and its columns under `act_`. Duties that were
 * open on the first day of the period are among the events (G-TIME-3).
 */
export function statesWith<
  const C extends Columns,
  const E extends Columns,
  const Shared extends keyof C & string = never,
>(def: StatesWith<C, E, Shared>): BothPopulation<C, E, Shared> {
  const { states, events, eventKind } = def;
  const population = definePopulation<BothColumns<C, E>, "segments", BothShared<E, Shared>>({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "segments",
    carriesIn: false,
    columns: bothColumns(states.columns, { columns: events.columns, eventKind }),
    shared: [...(states.shared ?? []), "item_kind", ...actNames(events.columns)],
    sql: sqlOf(def),
    reads: { ...events.reads, ...states.reads },
    triggers: needsOf(states.triggers, events.triggers),
    facts: needsOf(states.facts, events.facts),
    ...(states.secondSource === undefined ? {} : { secondSource: states.secondSource }),
  });
  const names = Object.keys(events.columns).map((name) => [camelCase(name), camelCase(`act_${name}`)] as const);
  return {
    population,
    eventOf: (item) => (item.itemKind === eventKind ? namedEvent<E>(item, names) : undefined),
  };
}

function bothColumns<C extends Columns, E extends Columns>(
  columns: C,
  event: { readonly columns: E; readonly eventKind: string },
): BothColumns<C, E> {
  const own = Object.entries(event.columns).map(([name, { kind, doc }]) => [
    `act_${name}`,
    { kind, nullable: true, doc: `${event.eventKind}: ${doc}` },
  ]);
  const made = { item_kind: text(`state, or ${event.eventKind}`), ...columns, ...Object.fromEntries(own) };
  // The one place where names that were computed become the names that the type computes.
  return made as unknown as BothColumns<C, E>;
}

function actNames<E extends Columns>(columns: E): readonly `act_${keyof E & string}`[] {
  const names: `act_${keyof E & string}`[] = [];
  for (const name in columns) names.push(`act_${name}`);
  return names;
}

/** The event's facts under their own names. */
function namedEvent<E extends Columns>(
  item: object,
  names: readonly (readonly [own: string, kept: string])[],
): ItemOf<E> {
  const facts = new Map(Object.entries(item));
  const made = { ...item, ...Object.fromEntries(names.map(([own, kept]) => [own, facts.get(kept) ?? null])) };
  return made as unknown as ItemOf<E>;
}

function needsOf(
  first: PopulationDefinition<Columns, Shape>["facts"],
  second: PopulationDefinition<Columns, Shape>["facts"],
): PopulationDefinition<Columns, Shape>["facts"] {
  const known = new Set(first.map(({ stream }) => stream));
  return [...first, ...second.filter(({ stream }) => !known.has(stream))];
}

const BASE = ["item_id", "occurred_at", "label", "unit", "actor", "evidence"] as const;
const TYPES = { text: "text", day: "text", instant: "bigint", integer: "bigint", boolean: "boolean" } as const;
const FILLS = { text: "''", day: "''", instant: "0", integer: "0", boolean: "false" } as const;

function sqlOf({ states, events, eventKind }: StatesWith<Columns, Columns>): string {
  const own = Object.entries(states.columns);
  const acts = Object.entries(events.columns);
  const base = (from: string) => BASE.map((name) => `${from}.${name} as ${name}`).join(", ");
  const filled = ([name, { kind, nullable }]: readonly [string, Column]) => {
    if (name === "from_at") return "e.occurred_at as from_at";
    if (name === "to_at") return "e.occurred_at + 1 as to_at";
    return `${nullable ? `cast(null as ${TYPES[kind]})` : FILLS[kind]} as ${name}`;
  };
  return `select ${base("s")}, 'state' as item_kind,
  ${own.map(([name]) => `s.${name} as ${name}`).join(", ")},
  ${acts.map(([name, { kind }]) => `cast(null as ${TYPES[kind]}) as act_${name}`).join(", ")}
from (${states.sql}) as s
union all
select ${base("e")}, '${eventKind}' as item_kind,
  ${own.map(filled).join(", ")},
  ${acts.map(([name]) => `e.${name} as act_${name}`).join(", ")}
from (${carriedWithin(events.sql)}) as e`;
}
