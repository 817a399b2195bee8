import { boolean, type Column, type Columns, instant, nullable, text } from "../../model/table.js";
import { EXCEPTION_COLUMNS } from "../storage-encryption/exception-columns.js";

/** The largest instant: "still". */
export const FOREVER = "9223372036854775807";

/** For each part of an act: whether it is contained, when, and what was measured; all `null` where nobody says. */
export type PartColumns<P extends string> = { readonly [K in P as `${K}_done`]: Column<"boolean", true> } & {
  readonly [K in P as `${K}_at`]: Column<"instant", true>;
} & { readonly [K in P as `${K}_value`]: Column<"text", true> };

/** For each step on the way of a duty: how often, when first and last, by whom and with what words last. */
export type StepColumns<P extends string> = { readonly [K in P as `${K}_count`]: Column<"integer", false> } & {
  readonly [K in P as `${K}_at`]: Column<"instant", true>;
} & { readonly [K in P as `${K}_last_at`]: Column<"instant", true> } & {
  readonly [K in P as `${K}_by`]: Column<"text", true>;
} & { readonly [K in P as `${K}_other_at`]: Column<"instant", true> } & {
  readonly [K in P as `${K}_unsure_at`]: Column<"instant", true>;
} & { readonly [K in P as `${K}_value`]: Column<"text", true> };

/** For each aspect of a thing: what its source said in the stretch; `null`: nobody saw it. */
export type AspectColumns<P extends string> = { readonly [K in P]: Column<"text", true> };

/** Columns of parts; names are snake case and become columns as they are. */
export function partColumns<const P extends string>(parts: readonly P[]): PartColumns<P> {
  return named<PartColumns<P>>(
    parts.flatMap((part) => [
      [`${part}_done`, nullable(boolean(`${words(part)}: contained or done; null: not stated`))],
      [`${part}_at`, nullable(instant(`${words(part)}: when; null: undated`))],
      [`${part}_value`, nullable(text(`${words(part)}: what was measured`))],
    ]),
  );
}

/** Columns of steps. */
export function stepColumns<const P extends string>(steps: readonly P[]): StepColumns<P> {
  return named<StepColumns<P>>(
    steps.flatMap((step) => [
      [`${step}_count`, { kind: "integer", nullable: false, doc: `${words(step)}: records of it` } satisfies Column],
      [`${step}_at`, nullable(instant(`${words(step)}: when first; null: never, or undated`))],
      [`${step}_last_at`, nullable(instant(`${words(step)}: when last`))],
      [`${step}_by`, nullable(text(`${words(step)}: who did it first`))],
      [`${step}_other_at`, nullable(instant(`${words(step)}: when first by another person than the owner`))],
      [
        `${step}_unsure_at`,
        nullable(instant(`${words(step)}: when first by somebody who may be the owner: a number has no one person`)),
      ],
      [`${step}_value`, nullable(text(`${words(step)}: what it said first`))],
    ]),
  );
}

/** Columns of aspects. */
export function aspectColumns<const P extends string>(aspects: readonly P[]): AspectColumns<P> {
  return named<AspectColumns<P>>(
    aspects.map((aspect) => [aspect, nullable(text(`${words(aspect)} in the stretch; null: nobody saw it`))]),
  );
}

/** Columns that every item of things over time has, in front of its aspects. */
export const STRETCH_COLUMNS = {
  from_at: instant("first moment of the stretch"),
  to_at: instant("first moment after it"),
  ...EXCEPTION_COLUMNS,
} as const;

/** `is_done` words as people read them. */
function words(name: string): string {
  return name.replaceAll("_", " ");
}

/** The one place where names that were computed become the names that the type computes. */
function named<C extends Columns>(columns: readonly (readonly [string, Column])[]): C {
  return Object.fromEntries(columns) as unknown as C;
}
