import type { Day } from "../../base/instant.js";
import { type DatedEntry, inOrder } from "../test-period/dated-terms.js";
import type { Workspace } from "../workspace/schema.js";

type Entry = Workspace["controls"][string];
export type ParameterEntries = NonNullable<Entry["parameters"]>;

/**
 * What a workspace says of a control with what another file says of it: what that names takes effect on the day, or
 * without one since ever; all that it does not name stays as it was.
 *
 * @throws AppError `bad-config` when two of the file's entries of one list begin on one day.
 */
export function overlaid(
  now: Entry,
  change: Entry,
  { id, file, from, zone }: { id: string; file: string; from: Day | undefined; zone: string },
): Entry {
  const { parameters, statement, criteria, risk, tolerable, ...rest } = change;
  const sorted = <E extends DatedEntry>(key: string, list: readonly E[]) =>
    inOrder(list, { id, key, zone, file }).map(({ entry }) => entry);
  const over = <E extends DatedEntry>(key: string, was: readonly E[] | undefined, is: readonly E[]) =>
    overlaidList(was ?? [], asOfDay(sorted(key, is), from), from);
  return {
    ...now,
    ...rest,
    ...(parameters === undefined
      ? {}
      : { parameters: overlaidParameters(now.parameters ?? [], sorted("parameters", parameters), from) }),
    ...(statement === undefined ? {} : { statement: over("statement", texts(now.statement), texts(statement)) }),
    ...(criteria === undefined ? {} : { criteria: over("criteria", now.criteria, criteria) }),
    ...(risk === undefined ? {} : { risk: over("risk", now.risk, risk) }),
    ...(tolerable === undefined ? {} : { tolerable: over("tolerable", now.tolerable, tolerable) }),
  };
}

/** Parameter entries with others that name nothing which they name: those of one day become one. */
export function joined(entries: ParameterEntries, others: ParameterEntries): ParameterEntries {
  const all = [...entries];
  for (const other of others) {
    const at = all.findIndex(({ from }) => from === other.from);
    if (at === -1) all.push(other);
    else all[at] = { ...all[at], ...other };
  }
  return all;
}

/** Of entries in order, those that count from the day on: the one in force on it begins on it. */
function asOfDay<E extends DatedEntry>(entries: readonly E[], from: Day | undefined): E[] {
  if (from === undefined) return [...entries];
  const later = entries.filter((entry) => entry.from !== undefined && entry.from > from);
  const inForce = entries[entries.length - later.length - 1];
  return [...(inForce === undefined ? [] : [{ ...inForce, from }]), ...later];
}

function overlaidParameters(now: ParameterEntries, change: ParameterEntries, from: Day | undefined): ParameterEntries {
  const named = new Set(change.flatMap((entry) => Object.keys(entry)).filter((name) => name !== "from"));
  const kept = now.map((entry) => {
    if (isBefore(entry, from)) return entry;
    return Object.fromEntries(Object.entries(entry).filter(([name]) => !named.has(name)));
  });
  // What an entry does not name stays as the one before had it.
  const whole = change.map((_, at): ParameterEntries[number] => Object.assign({}, ...change.slice(0, at + 1)));
  return joined(kept, asOfDay(whole, from));
}

function overlaidList<E extends DatedEntry>(now: readonly E[], change: readonly E[], from: Day | undefined): E[] {
  return [...now.filter((entry) => isBefore(entry, from)), ...change];
}

function isBefore(entry: DatedEntry, from: Day | undefined): boolean {
  return from !== undefined && (entry.from === undefined || entry.from < from);
}

function texts(statement: Entry["statement"]): { from?: Day | undefined; text: string }[] {
  return typeof statement === "string" ? [{ text: statement }] : [...(statement ?? [])];
}
