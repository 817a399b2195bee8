import type { AnyControl } from "../../assess/control.js";
import { camelCase } from "../../assess/population.js";
import type { EpochMs } from "../../base/instant.js";
import type { Dimension } from "../../recovery/clustering/dimension.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { JudgedItem } from "./judged-items.js";
import { wallClock } from "./local-clock.js";
import { type People, readPeople } from "./people.js";
import { readTable } from "./read-table.js";

/** What items of one control can be told apart by, and how to read it from an item. */
export interface ItemDimensions {
  readonly dimensions: readonly Dimension[];
  valuesOf(item: JudgedItem): readonly (string | null)[];
  /** Whom the item is about, or who acted; for counting only. */
  personOf(item: JudgedItem): string | null;
}

type Reader = (item: JudgedItem) => string | null;
interface Readable {
  readonly dimension: Dimension;
  readonly read: Reader;
}

/** Reads what the dimensions of a control need: people, incidents, and for alerts their rules. */
export async function itemDimensions(
  control: AnyControl,
  { open, asOf }: { open: OpenWorkspace; asOf: EpochMs },
): Promise<ItemDimensions> {
  const people = await readPeople(open);
  const personOf = (item: JudgedItem) => personIn(item, people);
  const all: readonly Readable[] = [
    named(
      "unit",
      "place",
      (value) => `in ${value}`,
      ({ unit }) => unit,
    ),
    ...factDimensions(control),
    ...peopleDimensions(control, people, personOf),
    ...(isAboutMoments(control) ? await momentDimensions(open, asOf) : []),
    ...(control.population.name === "alerts" ? await ruleDimension(open) : []),
  ];
  return {
    dimensions: all.map(({ dimension }) => dimension),
    valuesOf: (item) => all.map(({ read }) => read(item)),
    personOf,
  };
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
const HOURS_TOGETHER = 6;

/** Items that happen when the calendar says, or that last all period, have no moment worth asking about. */
function isAboutMoments({ frequency }: AnyControl): boolean {
  return frequency === "per_event" || frequency === "per_use";
}

async function momentDimensions(open: OpenWorkspace, asOf: EpochMs): Promise<readonly Readable[]> {
  const clock = wallClock(open.workspace.organisation.time_zone);
  const isIncidentOpen = await incidentFinder(open, asOf);
  const weekday: Dimension = {
    id: "weekday",
    title: "weekday",
    order: WEEKDAYS,
    spanMax: 2,
    isAboutPeople: false,
    phrase: (first, last) => (first === last ? `on ${first}` : `on ${first} and ${last}`),
  };
  const hour: Dimension = {
    id: "hour",
    title: "hour of the day",
    order: HOURS,
    spanMax: HOURS_TOGETHER,
    isAboutPeople: false,
    phrase: (first, last) => `between ${first}:00 and ${String(Number(last) + 1).padStart(2, "0")}:00`,
  };
  return [
    { dimension: weekday, read: ({ occurredAt }) => WEEKDAYS[clock(occurredAt).weekday] ?? null },
    { dimension: hour, read: ({ occurredAt }) => HOURS[clock(occurredAt).hour] ?? null },
    named(
      "incident",
      "incident open",
      (value) => (value === "yes" ? "while an incident was open" : "while no incident was open"),
      ({ occurredAt }) => (isIncidentOpen(occurredAt) ? "yes" : "no"),
    ),
  ];
}

/** Whether an incident was open at a moment: from its detection, if stated, to its close. Drills do not count. */
async function incidentFinder(open: OpenWorkspace, asOf: EpochMs): Promise<(at: EpochMs) => boolean> {
  const columns = ["opened_at", "detected_at", "closed_at", "is_tagged_test"];
  const spans: { from: EpochMs; to: EpochMs }[] = [];
  for await (const [opened, detected, closed, isTest] of readTable(open, "incident", columns)) {
    if (isTest === true) continue;
    const from = Math.min(Number(opened), typeof detected === "number" ? detected : Number(opened));
    spans.push({ from, to: typeof closed === "number" ? closed : asOf });
  }
  spans.sort((a, b) => a.from - b.from);
  // The latest end among all that began by then answers for them all.
  const ends: EpochMs[] = [];
  for (const { to } of spans) ends.push(Math.max(to, ends.at(-1) ?? to));
  return (at) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.from ?? at) <= at) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (ends[low - 1] ?? at) > at;
  };
}

function peopleDimensions(control: AnyControl, people: People, personOf: Reader): readonly Readable[] {
  const roleOf = (item: JudgedItem) => {
    const person = personOf(item);
    return person === null ? null : people.roleOf(person, item.occurredAt);
  };
  const isUnitTeam = UNIT_IS_TEAM.has(control.population.name);
  return [
    ...(isUnitTeam
      ? []
      : [
          named(
            "team",
            "team",
            (value) => `by or for people of ${value}`,
            (item) => roleOf(item)?.team ?? null,
            true,
          ),
        ]),
    named(
      "lead",
      "manager",
      (value) => `by or for people who report to the ${value}`,
      (item) => roleOf(item)?.lead ?? null,
      true,
    ),
    named(
      "worker_type",
      "kind of worker",
      (value) => `by or for workers of kind ${value}`,
      (item) => roleOf(item)?.workerType ?? null,
      true,
    ),
  ];
}

/** Populations whose unit is the department: asking for the team would ask twice. */
const UNIT_IS_TEAM: ReadonlySet<string> = new Set(["leavers", "movers", "training-dues"]);

/** Facts that describe an item and do not judge it. What a deviation consists of is no place where it concentrates. */
const DESCRIBING: readonly (readonly [fact: string, title: string])[] = [
  ["kind", "kind"],
  ["severity", "severity"],
  ["mergeMethod", "way of merging"],
  ["systemKind", "kind of system"],
  ["type", "type of resource"],
  ["environment", "environment"],
  ["channel", "channel"],
  ["isInvoluntary", "involuntary"],
  ["isGardenLeave", "garden leave"],
];

function factDimensions(control: AnyControl): readonly Readable[] {
  const columns = new Set(Object.keys(control.population.columns).map(camelCase));
  return DESCRIBING.filter(([fact]) => columns.has(fact)).map(([fact, title]) =>
    named(
      fact,
      title,
      (value) => `where ${title} is ${value}`,
      ({ item }) => {
        const value = item[fact];
        return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
          ? wordOf(value)
          : null;
      },
    ),
  );
}

/** More alerts than this are not looked up by rule: the look-up is kept in memory. */
const RULES_READ_MAX = 2_000_000;

async function ruleDimension(open: OpenWorkspace): Promise<readonly Readable[]> {
  const rules = new Map<string, string>();
  for await (const [id, rule] of readTable(open, "alert", ["id", "rule_id"])) {
    if (rules.size >= RULES_READ_MAX) return [];
    if (typeof id === "string" && typeof rule === "string") rules.set(id, rule);
  }
  return [
    named(
      "rule",
      "rule",
      (value) => `raised by rule ${value}`,
      ({ itemId }) => rules.get(itemId) ?? null,
    ),
  ];
}

function personIn({ item, actor }: JudgedItem, people: People): string | null {
  const { employeeNo } = item;
  if (typeof employeeNo === "string") return people.personOf(employeeNo) ?? employeeNo;
  return actor === null ? null : (people.personOf(actor) ?? actor);
}

function named(
  id: string,
  title: string,
  phrase: (value: string) => string,
  read: Reader,
  isAboutPeople = false,
): Readable {
  return { dimension: { id, title, order: null, spanMax: 1, isAboutPeople, phrase }, read };
}

function wordOf(value: string | number | boolean): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}
