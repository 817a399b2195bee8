import { z } from "zod";
import { OPINION_RULES } from "../../assess/opinion/projection.js";
import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import { readDecisions, recordDecision } from "../decisions/decisions.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { type CatalogueEntry, catalogueOf, promisesAsJson } from "./catalogue.js";

const Promised = z.strictObject({
  from: z.string().nullable(),
  statement: z.string(),
  parameters: z.record(z.string(), z.string()),
});

/** What an engagement is judged by, as the ledger keeps it. What an earlier pin does not name is not compared. */
export const PinnedEngagement = z.strictObject({
  schema: z.literal("lookback/engagement/1"),
  firm: z.string().nullable(),
  lookback: z.string(),
  rules: z.string(),
  controls: z.record(
    z.string(),
    z.strictObject({
      revision: z.number().int(),
      digest: z.string().nullable(),
      criteria: z.strictObject({ key: z.array(z.string()), supporting: z.array(z.string()) }),
      risk: z.string(),
      tolerable: z.string().nullable(),
      in_place: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }).nullish(),
      redundant_with: z.array(z.string()).optional(),
      redundant_declared_on: z.string().nullish(),
      promises: z.array(Promised),
    }),
  ),
});
export type PinnedEngagement = z.infer<typeof PinnedEngagement>;

type Opened = Pick<OpenWorkspace, "workspace" | "controls" | "evidence" | "version">;

/**
 * Records what runs now as what the engagement is judged by, as a decision in the ledger, and writes nothing else.
 *
 * @throws AppError `bad-usage` when lookback.yaml names no engagement.
 */
export async function pinEngagement(
  { workspace, controls, evidence, version }: Opened,
  at: Instant,
): Promise<{ readonly id: string; readonly controls: number; readonly index: number }> {
  const { engagement } = workspace.audit;
  if (engagement === undefined) {
    throw new AppError({
      code: "bad-usage",
      message: "lookback.yaml names no engagement to pin for",
      fix: "Add under audit:  engagement: { id: SOC2-2026, firm: Name of the firm }",
    });
  }
  const entries = testedOf(catalogueOf(controls, workspace));
  const body = {
    schema: "lookback/engagement/1",
    firm: engagement.firm ?? null,
    lookback: version,
    rules: OPINION_RULES,
    controls: Object.fromEntries(entries.map((entry) => [entry.id, pinnedFacts(entry)])),
  };
  const index = await recordDecision(evidence, { kind: "engagement", subject: engagement.id, body, at });
  await evidence.publish();
  return { id: engagement.id, controls: entries.length, index };
}

/** What decides how a control is judged and what it counts for: what an engagement pins, and a result names. */
export function pinnedFacts(entry: CatalogueEntry) {
  const { revision, digest, criteria, risk, tolerable, in_place, redundant_with, redundant_declared_on } = entry;
  return {
    revision,
    digest,
    criteria: { key: criteria.key, supporting: criteria.supporting },
    risk,
    tolerable,
    in_place: in_place === null ? null : { from: in_place.from, to: in_place.to },
    redundant_with,
    redundant_declared_on,
    promises: promisesAsJson(entry),
  };
}

/** What an engagement pins, against what runs. */
export interface PinCheck {
  readonly engagement: string;
  /** `false`: neither the ledger nor lookback.yaml pins anything for it yet. */
  readonly isPinned: boolean;
  /** One sentence for each difference, in order of the controls. */
  readonly differences: readonly string[];
}

/** Compares what runs with what the workspace's engagement pins; `undefined` when the workspace names none. */
export async function checkPins({ workspace, controls, evidence }: Opened): Promise<PinCheck | undefined> {
  const { engagement } = workspace.audit;
  if (engagement === undefined) return undefined;
  const entries = testedOf(catalogueOf(controls, workspace));
  const decisions = await readDecisions(evidence, "engagement");
  const last = decisions.findLast(({ subject }) => subject === engagement.id);
  const { rules, revisions, own } = engagement;
  const isListed = rules !== undefined || revisions !== undefined || own !== undefined;
  return {
    engagement: engagement.firm === undefined ? engagement.id : `${engagement.id} (${engagement.firm})`,
    isPinned: last !== undefined || isListed,
    differences: [
      ...(last === undefined ? [] : pinDifferences(parsedPin(last.body, last.index), entries)),
      ...listedDifferences({ rules, revisions: revisions ?? {}, own: own ?? {} }, entries),
    ].filter((each, at, all) => all.indexOf(each) === at),
  };
}

/** What differs between what was pinned and what runs, one sentence each. */
export function pinDifferences(pinned: PinnedEngagement, entries: readonly CatalogueEntry[]): readonly string[] {
  const running = new Map(entries.map((entry) => [entry.id, entry]));
  const ids = [...new Set([...Object.keys(pinned.controls), ...running.keys()])].sort();
  return [
    ...rulesDifference(pinned.rules),
    ...ids.flatMap((id) => {
      const [before, now] = [pinned.controls[id], running.get(id)];
      if (before === undefined) return [`${id}: runs, and is not pinned`];
      if (now === undefined) return [`${id}: revision ${before.revision} is pinned, and does not run`];
      return controlDifferences(id, before, now);
    }),
  ];
}

function controlDifferences(id: string, before: PinnedEngagement["controls"][string], now: CatalogueEntry): string[] {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  return [
    ...revisionDifference(id, before.revision, now),
    ...(before.digest === null ? [] : digestDifference(id, before.digest, now)),
    ...(differs(before.criteria, now.criteria) ? [`${id}: carries other criteria than were pinned`] : []),
    ...(before.risk === now.risk ? [] : [`${id}: its risk is ${now.risk}, ${before.risk} is pinned`]),
    ...(before.tolerable === now.tolerable
      ? []
      : [
          `${id}: its tolerable rate is ${now.tolerable ?? "that of its risk"}, ${before.tolerable ?? "that of its risk"} is pinned`,
        ]),
    ...declarationDifferences(id, before, now),
    ...promiseDifference(id, before.promises, now.promises),
  ];
}

/** When it was in place and what may stand in for it move the opinion as much as a promise does. */
function declarationDifferences(
  id: string,
  before: PinnedEngagement["controls"][string],
  now: CatalogueEntry,
): readonly string[] {
  const told = (what: string, was: string | undefined, is: string) =>
    was === undefined || was === is ? [] : [`${id}: ${what} ${is}, ${was} is pinned`];
  const { in_place: place, redundant_with: substitutes, redundant_declared_on: declaredOn } = before;
  const { in_place, redundant_with, redundant_declared_on } = now;
  return [
    ...told("it was in place", place === undefined ? undefined : placeText(place), placeText(in_place)),
    ...told("its substitutes are", substitutes && listText(substitutes), listText(redundant_with)),
    ...told(
      "its substitutes were declared on",
      declaredOn === undefined ? undefined : dayText(declaredOn),
      dayText(redundant_declared_on),
    ),
  ];
}

function listText(ids: readonly string[]): string {
  return ids.length === 0 ? "none" : ids.join(", ");
}

function dayText(on: string | null): string {
  return on ?? "no day";
}

function placeText(place: CatalogueEntry["in_place"]): string {
  const { from, to } = place ?? { from: null, to: null };
  if (from === null && to === null) return "for all of the period";
  return [...(from === null ? [] : [`from ${from}`]), ...(to === null ? [] : [`to ${to}`])].join(" ");
}

/** A promise added for later is told apart from one that rewrites what was promised. */
function promiseDifference(
  id: string,
  before: PinnedEngagement["controls"][string]["promises"],
  now: CatalogueEntry["promises"],
): string[] {
  const same = before.findIndex((promise, at) => !isSamePromise(promise, now[at]));
  if (same === -1 && now.length === before.length) return [];
  if (same === -1) {
    const days = now.slice(before.length).map(({ from }) => from ?? "ever");
    return [`${id}: a promise was added since it was pinned, from ${days.join(", ")}`];
  }
  return [`${id}: what it promised ${since(before[same]?.from)} reads otherwise than was pinned`];
}

function isSamePromise(
  a: PinnedEngagement["controls"][string]["promises"][number],
  b: CatalogueEntry["promises"][number] | undefined,
): boolean {
  if (b === undefined || a.from !== b.from || a.statement !== b.statement) return false;
  const names = new Set([...Object.keys(a.parameters), ...Object.keys(b.parameters)]);
  return [...names].every((name) => a.parameters[name] === b.parameters[name]);
}

function since(from: string | null | undefined): string {
  return from === null || from === undefined ? "since ever" : `since ${from}`;
}

function listedDifferences(
  listed: {
    rules: string | undefined;
    revisions: Readonly<Record<string, number>>;
    own: Readonly<Record<string, string>>;
  },
  entries: readonly CatalogueEntry[],
): readonly string[] {
  const running = new Map(entries.map((entry) => [entry.id, entry]));
  const of = <T>(pins: Readonly<Record<string, T>>, compare: (id: string, pin: T, now: CatalogueEntry) => string[]) =>
    Object.entries(pins).flatMap(([id, pin]) => {
      const now = running.get(id);
      return now === undefined ? [`${id}: is pinned in lookback.yaml, and does not run`] : compare(id, pin, now);
    });
  return [
    ...(listed.rules === undefined ? [] : rulesDifference(listed.rules)),
    ...of(listed.revisions, revisionDifference),
    ...of(listed.own, digestDifference),
  ];
}

function rulesDifference(pinned: string): string[] {
  return pinned === OPINION_RULES ? [] : [`the opinion follows ${OPINION_RULES}, ${pinned} is pinned`];
}

function revisionDifference(id: string, pinned: number, now: CatalogueEntry): string[] {
  return pinned === now.revision ? [] : [`${id}: revision ${now.revision} runs, revision ${pinned} is pinned`];
}

function digestDifference(id: string, pinned: string, { digest }: CatalogueEntry): string[] {
  return pinned === digest ? [] : [`${id}: its file is not the one that was pinned (${pinned.slice(0, 12)})`];
}

function testedOf(entries: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  return entries.filter(({ not_applicable }) => not_applicable === null);
}

function parsedPin(body: unknown, index: number): PinnedEngagement {
  const parsed = PinnedEngagement.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError({
    code: "bad-input",
    message: `record ${index} pins an engagement in a form that this version does not know`,
    fix: "Use the version of Lookback that pinned it, or pin again with: lookback controls pin",
  });
}
