import { addDays, type Day, instant, msOf } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import type { FrozenPopulation, MockControl, MockItem, PbcRequest } from "../../reports/mock/model.js";
import type { MockParts } from "./mock-parts.js";
import { PBC_POPULATIONS, type PbcPopulation } from "./pbc-populations.js";

/**
 * The request list (PBC): the twenty populations first, then a walkthrough for each control, then one request for each
 * selected item and attribute. What evidence answers already is said so; the auditor's status is never set here.
 */
export function requestsOf(parts: MockParts, controls: readonly MockControl[]): readonly PbcRequest[] {
  const { workspace } = parts.open;
  const { holidays, time_zone } = workspace.organisation;
  const dueAfter = (at: string) => dueOn(dayAt(msOf(instant(at)), time_zone), parts.profile.request_days, holidays);
  const period = `${workspace.audit.period.from} to ${workspace.audit.period.to}`;
  const rebutBy = (at: string) => dueOn(dayAt(msOf(instant(at)), time_zone), parts.profile.rebuttal_days, holidays);
  const common = { period, dueAfter, rebutBy };
  return [
    ...PBC_POPULATIONS.map((asked) => populationRequest(asked, parts, common)),
    ...controls.flatMap((control) => walkthrough(control, common)),
    ...controls.flatMap((control) => sampleRequests(control, common)),
  ];
}

interface Common {
  readonly period: string;
  dueAfter(at: string): string;
  /** The last day to rebut what deviated. */
  rebutBy(at: string): string;
}

function populationRequest(asked: PbcPopulation, parts: MockParts, { period, dueAfter }: Common): PbcRequest {
  const frozen = parts.populations.filter(({ list }) => asked.populations.includes(list.name));
  const tables = asked.tables.filter((table) => rowsOf(parts, table) > 0);
  const isEach = frozen.length > 0 && frozen.length === asked.populations.length;
  const isAnswered = isEach && asked.lacks === null && frozen.every(({ list }) => list.completeness.is_reliable);
  const isAnything = frozen.length > 0 || tables.length > 0;
  const said = [
    ...frozen.map(({ list }) => listText(list)),
    ...tables.map((table) => `Rows are in our table ${table}; no population of ours proves them complete.`),
    ...notFrozen(asked, frozen),
    ...(isAnything && asked.lacks !== null ? [asked.lacks] : []),
  ];
  return {
    id: asked.id,
    type: "population",
    ...{ control: null, attribute: null, item: null, label: null },
    wording: `${asked.title}: the complete, unfiltered list for the period, and how it was made: source, every step, every filter.`,
    period,
    due_on: dueAfter(parts.seed.at),
    owner: null,
    internal_status: isAnswered ? "answered from evidence" : isAnything ? "to be answered" : "not available",
    auditor_status: "open",
    evidence: [],
    comment: said.join(" "),
  };
}

/** A population can be asked for and take no part: the mock is of some controls only, or the workspace tests none of it. */
function notFrozen({ populations }: PbcPopulation, frozen: MockParts["populations"]): readonly string[] {
  const missing = populations.filter((name) => !frozen.some(({ list }) => list.name === name));
  if (missing.length === 0) return [];
  return [`Not frozen in this mock: our ${missing.length === 1 ? "population" : "populations"} ${missing.join(", ")}.`];
}

function listText({
  name,
  items,
  hash,
  completeness,
}: Pick<FrozenPopulation, "name" | "items" | "hash" | "completeness">): string {
  const proof = completeness.is_reliable
    ? "complete"
    : `not proven complete (${completeness.reasons[0] ?? "no reason"})`;
  return `Our population ${name}: ${items} items, ${proof}, hash ${hash}; populations/${name}.csv beside this list holds the items, and mock.json the query that made it.`;
}

/** Rows of a table, from all captures that gave any. */
function rowsOf({ open }: MockParts, table: string): number {
  return open.tables.entries().filter(({ chunks }) => (chunks[table] ?? []).length > 0).length;
}

/** One item through the whole control, to judge its design. */
function walkthrough(control: MockControl, { period, dueAfter }: Common): readonly PbcRequest[] {
  const [item] = control.items;
  const [selection] = control.selections;
  if (item === undefined || selection === undefined) return [];
  return [
    {
      id: `WALK-${control.id}`,
      type: "walkthrough",
      control: control.id,
      attribute: null,
      ...{ item: item.id, label: item.label },
      wording: `Walk us through ${control.id} (${control.title}) with ${item.label}: who does what, when, with which evidence.`,
      period,
      due_on: dueAfter(selection.selected_at),
      owner: null,
      internal_status: "to be answered",
      auditor_status: "open",
      evidence: item.evidence,
      comment: "",
    },
  ];
}

function sampleRequests(control: MockControl, common: Common): readonly PbcRequest[] {
  return control.items.flatMap((item) =>
    item.outcomes.map((outcome) => sampleRequest(control, { item, outcome }, common)),
  );
}

function sampleRequest(
  control: MockControl,
  { item, outcome }: { item: MockItem; outcome: MockItem["outcomes"][number] },
  { period, dueAfter, rebutBy }: Common,
): PbcRequest {
  const title = control.attributes.find(({ id }) => id === outcome.attribute)?.title ?? outcome.attribute;
  const selection = control.selections.find(({ stage }) => stage === item.stage);
  const isAnswered = outcome.state !== "indeterminate" && item.evidence.length > 0;
  return {
    id: `REQ-${control.id}-${String(item.ordinal).padStart(3, "0")}-${outcome.attribute}`,
    type: "sample",
    control: control.id,
    attribute: outcome.attribute,
    ...{ item: item.id, label: item.label },
    wording: `${control.id}.${outcome.attribute}, ${item.label}: evidence that ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    period,
    due_on: selection === undefined ? "" : dueAfter(selection.selected_at),
    owner: null,
    internal_status: isAnswered ? "answered from evidence" : "to be answered",
    auditor_status: "open",
    evidence: item.evidence,
    comment:
      outcome.state === "deviation" && selection !== undefined
        ? `${outcome.text}. To be confirmed, or rebutted by ${rebutBy(selection.selected_at)} with evidence that existed before this request.`
        : outcome.text,
  };
}

/** So many business days later: Saturdays, Sundays and the organisation's holidays do not count. */
function dueOn(from: Day, days: number, holidays: readonly Day[]): Day {
  const free = new Set<string>(holidays);
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !free.has(day)) left -= 1;
  }
  return day;
}
