import { DAY_MS, type EpochMs } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { RowWriter } from "../rows.js";
import type { CompanyWorld } from "../world.js";

/** Something done, with what it contained; `id` tells acts of one kind and subject apart. */
export interface ActFacts extends Partial<Omit<TableRow<"activity">, "id">> {
  readonly kind: string;
  readonly performed_at: EpochMs;
  /** Parts it contained, with what was measured or when it was done where that is known. */
  readonly parts?: Readonly<Record<string, { readonly value?: string; readonly done_at?: EpochMs }>>;
}

/** Writes an act and its parts, all of them done. */
export function writeAct(writer: RowWriter, { parts = {}, ...facts }: ActFacts): void {
  const id = `${facts.kind} ${facts.subject ?? "company"} ${facts.performed_at}`;
  const silent = { subject: null, period_key: null, performed_by: null, approved_at: null, approved_by: null };
  writer.add("activity", { ...silent, recorded_at: null, result: null, reference: null, ...facts, id });
  for (const [part, more] of Object.entries(parts)) {
    writer.add("activity_part", {
      id: `${id} ${part}`,
      activity_id: id,
      part,
      is_done: true,
      done_at: null,
      value: null,
      ...more,
    });
  }
}

/** Something that obliged to act, with the steps that were taken. */
export interface DutyFacts extends Partial<Omit<TableRow<"duty">, "id">> {
  readonly kind: string;
  readonly key: string;
  readonly opened_at: EpochMs;
  readonly steps?: Readonly<
    Record<string, { readonly at: EpochMs; readonly actor?: string | null; readonly value?: string }>
  >;
}

/** Writes a duty and its steps. */
export function writeDuty(writer: RowWriter, { steps = {}, ...facts }: DutyFacts): void {
  const id = `${facts.kind} ${facts.key}`;
  const silent = { subject: null, unit: null, severity: null, owner: null, due_at: null, closed_at: null };
  writer.add("duty", { ...silent, outcome: null, ticket_key: null, is_tagged_test: false, ...facts, id });
  for (const [step, { at, actor = null, value = null }] of Object.entries(steps)) {
    writer.add("duty_step", { id: `${id} ${step}`, duty_id: id, step, done_at: at, actor, value });
  }
}

/** Writes a thing on a register, in force for all the time that is covered unless told otherwise. */
export function writeEntry(
  writer: RowWriter,
  facts: Partial<Omit<TableRow<"register_entry">, "id">> & { readonly register: string; readonly key: string },
  { covered }: CompanyWorld,
): void {
  const since = covered.start - 400 * DAY_MS;
  const silent = { owner: null, class: null, is_critical: null, to_at: null };
  const id = `${facts.register} ${facts.key} ${facts.owner ?? "nobody"} ${facts.from_at ?? since}`;
  writer.add("register_entry", { ...silent, listed_at: facts.from_at ?? since, from_at: since, ...facts, id });
}

/** Moments so many days apart all through the covered time; one of them so many days after the period's middle. */
export function everyDays(
  { period, covered }: CompanyWorld,
  { days, after }: { readonly days: number; readonly after: number },
): readonly EpochMs[] {
  const middle = period.start + Math.floor((period.end - period.start) / 2) + after * DAY_MS;
  const step = days * DAY_MS;
  const first = middle - Math.floor((middle - covered.start) / step) * step;
  return Array.from({ length: Math.ceil((covered.end - first) / step) }, (_, index) => first + index * step);
}
