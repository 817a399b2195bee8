import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, found, open } from "../fault.js";
import { addRows, type CompanyRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { type EntryAspect, standingEntry, stateUnseen, stateWas } from "./entry-states.js";
import { type Deviance, settingUnseen, settingWas } from "./settings.js";

type Draft = Omit<Fault, "control">;

/** A thing with one setting that a fault changes. */
export interface Thing {
  readonly label: string;
  /** What an approved exception names. */
  readonly subject: string;
  /** Lets the setting be another one for a while. */
  readonly was: (deviance: Deviance) => void;
  /** Lets nobody see it for a while. */
  readonly unseen: (span: { readonly from: EpochMs; readonly to: EpochMs }) => void;
}

/** One attribute that asks how a thing was set all the time. */
export interface ThingQuestion {
  readonly control: string;
  readonly attribute: string;
  /** Ends a sentence: "a laptop was not encrypted". */
  readonly what: string;
  /** What the setting is while it is wrong, from a moment on. */
  readonly bad: (from: EpochMs) => string;
  readonly kind: string;
  readonly exceptionKind: string;
  /** Broken for so long is tolerated. */
  readonly toleratedMs?: number;
  /** False where a thing that nobody sees counts as it was last seen. */
  readonly isUnseenOpen?: boolean;
  readonly thing: (rows: CompanyRows, world: CompanyWorld, at: number) => Thing;
}

/** Nine ways in which a thing is not as promised, or nobody can tell. */
export function thingFaults(question: ThingQuestion): readonly Draft[] {
  const { control, attribute, what, toleratedMs = 0, isUnseenOpen = true } = question;
  const for_ = (id: string, ms: number) => broken(question, { id, ms: ms + toleratedMs });
  return [
    for_("an-hour", HOUR_MS + 3 * MINUTE_MS),
    for_("a-day", DAY_MS),
    for_("nine-days", 9 * DAY_MS),
    broken(question, { id: "to-the-end", ms: Number.POSITIVE_INFINITY }),
    ...exceptionFaults(question),
    ...(isUnseenOpen
      ? [
          {
            attribute,
            id: "unseen",
            title: `Nobody recorded for three days whether ${what}`,
            plant: (rows: CompanyRows, world: CompanyWorld, at: number) => {
              const thing = question.thing(rows, world, at);
              const from = startOf(world, at);
              thing.unseen({ from, to: from + 3 * DAY_MS });
              return open(control, attribute, thing.label, "gap");
            },
          },
        ]
      : []),
    {
      attribute,
      id: "unreadable",
      title: `The record says in a word that nobody knows whether ${what}`,
      plant: (rows, world, at) => {
        const thing = question.thing(rows, world, at);
        const from = startOf(world, at);
        thing.was({ value: "somehow", from, to: from + DAY_MS });
        return open(control, attribute, thing.label, "unparsed");
      },
    },
  ];
}

/** A thing of a register with one aspect. */
export function registerThing(
  register: string,
  { aspect, words = register }: { readonly aspect: string; readonly words?: string },
): ThingQuestion["thing"] {
  return (rows, world, at) => {
    const entry = standingEntry(rows, world, { register, at });
    const which: EntryAspect = { entry, aspect };
    return {
      label: `${words} ${entry.key}`,
      subject: entry.key,
      was: (deviance) => stateWas(rows, which, deviance),
      unseen: (span) => stateUnseen(rows, which, span),
    };
  };
}

/** A cloud resource with one setting. */
export function cloudThing(
  nameAt: (at: number) => { readonly resource: string; readonly label: string },
  attribute: string,
): ThingQuestion["thing"] {
  return (rows, _, at) => {
    const { resource, label } = nameAt(at);
    return {
      label,
      subject: resource,
      was: (deviance) => settingWas(rows, { resource, attribute }, deviance),
      unseen: (span) => settingUnseen(rows, { resource, attribute }, span),
    };
  };
}

/** When a fault begins: on another day for each item that is hit. */
export function startOf({ period }: CompanyWorld, at: number): EpochMs {
  return period.start + (11 + at) * DAY_MS + 17 * HOUR_MS + 3 * MINUTE_MS;
}

/** An approved exception of a thing. */
export function exceptionOf(
  kind: string,
  subject: string,
  more: Partial<TableRow<"approved_exception">> & { readonly from_at: EpochMs },
): TableRow<"approved_exception"> {
  const base = { id: `exception ${kind} ${subject}`, kind, subject, owner: "E-1003" };
  return { ...base, approved_at: more.from_at, to_at: more.from_at + 30 * DAY_MS, ...more };
}

function broken(question: ThingQuestion, { id, ms }: { readonly id: string; readonly ms: number }): Draft {
  const { control, attribute, what, bad, kind } = question;
  return {
    attribute,
    id,
    title: `For some time (${id.replaceAll("-", " ")}) ${what}`,
    plant: (rows, world, at) => {
      const thing = question.thing(rows, world, at);
      const from = startOf(world, at);
      thing.was({ value: bad(from), from, to: Math.min(from + ms, world.covered.end) });
      return found(control, attribute, thing.label, kind);
    },
  };
}

/** Exceptions that do not cover: approved too late, run out, owned by nobody. */
function exceptionFaults(question: ThingQuestion): readonly Draft[] {
  const { control, attribute, what, bad, kind, exceptionKind, toleratedMs = 0 } = question;
  const excepted = (
    id: string,
    how: string,
    more: (from: EpochMs) => Partial<TableRow<"approved_exception">>,
  ): Draft => ({
    attribute,
    id: `exception-${id}`,
    title: `For five days ${what}, with an exception that ${how}`,
    plant: (rows, world, at) => {
      const thing = question.thing(rows, world, at);
      const from = startOf(world, at);
      const end = from + toleratedMs + 5 * DAY_MS;
      thing.was({ value: bad(from), from, to: end });
      addRows(rows, "approved_exception", exceptionOf(exceptionKind, thing.subject, { from_at: from, ...more(end) }));
      return found(control, attribute, thing.label, kind);
    },
  });
  return [
    excepted("too-late", "was approved too late", (end) => ({ approved_at: end - DAY_MS })),
    excepted("ran-out", "ran out before it was over", (end) => ({ to_at: end - DAY_MS })),
    excepted("of-nobody", "nobody owns", () => ({ owner: null })),
  ];
}
