import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant, instantOf, msOf } from "../../base/instant.js";
import type { ReportControl } from "../../reports/audit/model.js";
import { canonicalOrder, type Listed, populationHash } from "../../statistics/selection/canonical-order.js";
import type { ServedRun } from "../serving/audits.js";
import type { PopulationTable, TableItem } from "../serving/population-table.js";
import type { ActOf, FrozenItems } from "./acts.js";
import type { Ruling } from "./ledger-desk.js";
import { nextId } from "./papers.js";
import { type Acting, refused, requireScope, ruling } from "./ruling.js";

export interface Freezing {
  readonly run: ServedRun;
  readonly table: PopulationTable;
  /** The controls that test the population. */
  readonly controls: readonly [ReportControl, ...ReportControl[]];
  /** The hash that was looked at; `null`: nobody says. */
  readonly hash: string | null;
}

/**
 * Freezes a population as the newest run listed it: its hash is on record before anybody names a seed, so neither side
 * can steer what is drawn.
 *
 * @throws AppError `refused` when this very list is frozen already, or the scope is not accepted; `bad-input` when the
 * list is not the one whose hash the run reported.
 */
export function freezePopulation(acting: Acting, freezing: Freezing): Ruling {
  requireScope(acting);
  const { run, table, controls } = freezing;
  const [{ completeness, population_title: title }] = controls;
  const list = frozenItems(table, controls);
  const hash = populationHash(table.items);
  if (completeness.population_hash !== null && completeness.population_hash !== hash) throw otherList(table.name);
  requireSeen(acting, freezing, hash);
  const { freezes } = acting.papers;
  const known = freezes.find(({ body }) => body.population === table.name && body.hash === hash);
  if (known !== undefined) {
    throw refused(
      `this list is frozen already, as ${known.body.id} (record ${known.index} of the log)`,
      "Select from that one.",
    );
  }
  const digest = sha256(canonicalJson(list));
  const body: ActOf<"frozen"> = {
    ...acting.common,
    act: "frozen",
    id: nextId("POP", freezes.length),
    population: table.name,
    title,
    query: completeness.query,
    period: run.report.period,
    run: run.id,
    as_of: instant(run.report.as_of),
    items: table.items.length,
    hash,
    list: digest,
    is_reliable: completeness.is_reliable,
    reasons: completeness.reasons,
    sources: [...new Set(completeness.sources.map(({ source }) => source))].sort(),
    second_source: completeness.second_source?.title ?? null,
  };
  const { audit } = acting.common;
  return { ...ruling(body, body.id), list: { subject: `${audit}/${body.id}`, content: list } };
}

/** Somebody who looked at one list does not freeze another. */
function requireSeen({ audit }: Acting, { run, hash: seen }: Freezing, hash: string): void {
  const { from, to } = run.report.period;
  if (from !== audit.period.from || to !== audit.period.to) {
    throw refused(
      `the newest run tested ${from} to ${to}, and the audit is of ${audit.period.from} to ${audit.period.to}`,
      "Wait for the next run, or ask the company to start one.",
    );
  }
  if (seen === null || seen === hash) return;
  throw refused("the list was made anew since you looked at it", "Look at it again, then freeze it.");
}

/** The items of a frozen list as selection needs them. */
export function listedItems({ items }: FrozenItems): readonly Listed[] {
  return items.map(([id, at]) => ({ id, occurredAt: msOf(at) }));
}

function frozenItems(table: PopulationTable, controls: readonly ReportControl[]): FrozenItems {
  const moments = table.items.map(({ id, occurredAt }) => ({ id, occurredAt: msOf(instant(occurredAt)) }));
  const items = canonicalOrder(moments).map(({ id, occurredAt }): [string, Instant] => [id, instantOf(occurredAt)]);
  const excluded = controls.map((control) => {
    const out = table.items.flatMap((item): [string, string][] => {
      const reason = whyNothingToExamine(item, control);
      return reason === undefined ? [] : [[item.id.normalize("NFC"), reason]];
    });
    return [control.id, out.sort(([a], [b]) => (a < b ? -1 : 1))] as const;
  });
  return {
    schema: "lookback/frozen-list/1",
    population: table.name,
    items,
    excluded: Object.fromEntries(excluded),
  };
}

/** Nothing to examine: every key attribute is proven not to apply, or is not due yet. Missing evidence is no reason. */
function whyNothingToExamine({ outcomes }: TableItem, { id, attributes }: ReportControl): string | undefined {
  const key = new Set(attributes.flatMap((attribute) => (attribute.is_key ? [attribute.id] : [])));
  const asked = outcomes.filter(({ control, attribute }) => control === id && key.has(attribute));
  if (asked.some(({ state }) => state !== "not-applicable" && state !== "pending")) return undefined;
  const [first] = asked;
  return first?.state === "not-applicable" ? `does not belong: ${first.detail}` : "not due yet";
}

function otherList(name: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `the list of ${name} is not the one whose hash its run reported`,
    fix: "Start the audit again: the list is made anew from evidence.",
  });
}
