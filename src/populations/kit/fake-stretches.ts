import type { Fields } from "./fake-items.js";

/** One stretch of a thing: the value of the aspect that is asked about, from and to. */
export type Cut = readonly [value: string | null, from: number, to: number, more?: Fields];

/** Test only: a thing on a register, in use since 2025, with a stretch for each cut of `aspect` (camelCase). */
export function thingItem(label: string, aspect: string, cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "e",
    occurredAt: PERIOD_START,
    label,
    unit: null,
    actor: null,
    evidence: null,
    itemKind: "state",
    key: "e",
    owner: "E-1",
    class: null,
    isCritical: null,
    listedAt: THING_SINCE,
    beganAt: THING_SINCE,
    endedAt: null,
    isInScope: true,
    ...NO_EXCEPTION,
    ...more,
  };
  const segments = cuts.map(([value, fromAt, toAt, extra]) => ({ ...facts, [aspect]: value, fromAt, toAt, ...extra }));
  return { ...segments[0], segments };
}

/** Test only: an event beside things over time: its facts under `act`, as `statesWith` keeps them. */
export function eventItem(itemKind: string, item: Fields): Fields {
  const { occurredAt } = item;
  const facts = {
    itemKind,
    register: "",
    ...NO_EXCEPTION,
    ...Object.fromEntries(Object.entries(item).map(([name, value]) => [BASE.has(name) ? name : actName(name), value])),
    fromAt: occurredAt,
    toAt: Number(occurredAt) + 1,
  };
  return { ...facts, segments: [facts] };
}

/** Since when the thing of `thingItem` is in use. */
export const THING_SINCE = Date.UTC(2025, 0, 1);

const PERIOD_START = Date.UTC(2026, 0, 1);
const NO_EXCEPTION: Fields = {
  exceptionId: null,
  exceptionFromAt: null,
  exceptionToAt: null,
  exceptionApprovedAt: null,
  exceptionIsOwned: false,
};
const BASE: ReadonlySet<string> = new Set(["itemId", "occurredAt", "label", "unit", "actor", "evidence"]);

function actName(name: string): string {
  return `act${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
