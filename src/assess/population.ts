import type { EpochMs } from "../base/instant.js";
import type { Reach } from "../model/reach.js";
import type { StreamName } from "../model/streams.js";
import type { Column, Columns, RowOf } from "../model/table.js";
import type { TableName } from "../model/tables.js";

/** A stream that must have been seen, and for what: `*` or the scope column of the population's items. */
export interface StreamNeed {
  /** `coverage.stream`, for example `hr.workers`. */
  readonly stream: StreamName;
  /** `*`: one coverage for everything; otherwise the kind of scope entries each of which must be covered. */
  readonly per: "*" | "system" | "repository" | "cloud_account";
  /** Restricts `per: system` to systems with this attribute (idp, app, scm, cloud, db). */
  readonly attribute?: string;
}

/**
 * The items to which a control should have applied. Controls share populations.
 *
 * `sql` is one `select` in the portable subset (docs/guides/add-a-population.md) over the normalised tables and the
 * one-row table `param(window_start, window_end, period_start, period_end, is_carry_in)`, all bigint epoch
 * milliseconds (`is_carry_in` boolean). It returns items with `window_start <= occurred_at < window_end` and the
 * columns `item_id text, occurred_at bigint, label text, unit text, actor text, evidence text`, then `columns`.
 * For months of the period the window is the month's part of the period; one more run with `is_carry_in` true and
 * the window before the period returns duties that were still unmet on the first day (G-TIME-3), or nothing.
 *
 * - `label`: what a person calls the item, without personal data; `unit`: system, repository or team; `actor`: who
 *   acted (an id, never a name); both nullable, they feed rule R4
 * - `evidence`: `sha256#pointer` of every row it rests on, joined by `|`
 *
 * With `shape: "segments"` the query returns one row per (item, stretch of time) ordered by `item_id, from_at`;
 * `from_at`, `to_at` are two of the columns, and a judge receives the item with all its segments.
 */
export type Shape = "events" | "segments";

/** `Shared`: columns that every row of an item says the same of; see `shared`. */
export interface PopulationDefinition<
  C extends Columns = Columns,
  S extends Shape = Shape,
  Shared extends string = S extends "events" ? never : string,
> {
  readonly name: string;
  readonly title: string;
  /** What is in, what is out, and why: for the auditor. */
  readonly doc: string;
  readonly shape: S;
  readonly columns: C;
  /**
   * Of segments: columns in which all rows of an item agree. Judges read them of the item, and not of its segments: a
   * copy for each of them would cost more than judging.
   */
  readonly shared?: readonly Shared[];
  readonly sql: string;
  readonly reads: Partial<Readonly<Record<TableName, Reach>>>;
  /** Streams the list of items comes from. A gap makes the population unreliable (R1.1). */
  readonly triggers: readonly StreamNeed[];
  /**
   * Whether duties from before the period may be carried into it (G-TIME-3). `false`: the query returns nothing for
   * that window, and is not asked.
   */
  readonly carriesIn?: false;
  /** Streams the facts come from. A gap makes the items it touches indeterminate, never a deviation. */
  readonly facts: readonly StreamNeed[];
  readonly secondSource?: SecondSource;
}

/**
 * An independent list of the same things. `sql` returns `key text, side text ('first only' | 'second only'),
 * explanation text null`; every row without an explanation is an unexplained remainder.
 */
export interface SecondSource {
  readonly title: string;
  readonly sql: string;
  readonly reads: readonly TableName[];
  /** The second list exists only if this stream is covered; without it the reconciliation was not possible. */
  readonly stream: StreamName;
}

export interface ItemBase {
  readonly itemId: string;
  readonly occurredAt: EpochMs;
  readonly label: string;
  readonly unit: string | null;
  readonly actor: string | null;
  readonly evidence: string | null;
}

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

type FactsOf<C extends Columns> = { readonly [Name in keyof C & string as Camel<Name>]: RowOf<C>[Name] };

/** The facts of one item: columns in camelCase, `null` where the source is silent. */
export type ItemOf<C extends Columns> = ItemBase & FactsOf<C>;

/**
 * The item of a `segments` population: the first segment's facts, and the population's own columns of all segments in
 * order of time, but those they share. What its rows rest on is put together only where an item is listed: judges do
 * not see it.
 */
export type StateItemOf<C extends Columns, Shared extends string = never> = Omit<ItemBase, "evidence"> &
  FactsOf<C> & { readonly segments: readonly Omit<FactsOf<C>, Camel<Shared>>[] };

/** The columns every population has before its own. */
export const ITEM_COLUMNS: Readonly<Record<string, Column>> = {
  item_id: { kind: "text", nullable: false, doc: "stable id of the item" },
  occurred_at: { kind: "instant", nullable: false, doc: "the trigger's moment" },
  label: { kind: "text", nullable: false, doc: "what a person calls it" },
  unit: { kind: "text", nullable: true, doc: "system, repository or team" },
  actor: { kind: "text", nullable: true, doc: "who acted" },
  evidence: { kind: "text", nullable: true, doc: "sha256#pointer of the rows it rests on, joined by |" },
};

export function definePopulation<
  const C extends Columns,
  const S extends Shape,
  const Shared extends keyof C & string = never,
>(population: PopulationDefinition<C, S, Shared>): PopulationDefinition<C, S, Shared> {
  return population;
}

/** `occurred_at` as the property name items carry. */
export function camelCase(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
