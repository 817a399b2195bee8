import { definePopulation, type ItemOf, type PopulationDefinition, type StreamNeed } from "../../assess/population.js";
import type { StreamName } from "../../model/streams.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { FOREVER } from "./columns.js";

/** Things of one register as such: who owns each, how it is classed, and since when it is on the register. */
export interface RegisterEntries {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** What people call one of them: "asset". */
  readonly label: string;
  /** `register_entry.register`. */
  readonly register: string;
  readonly stream: StreamName;
  readonly facts?: readonly StreamNeed[];
}

const COLUMNS = {
  key: text("what people call the thing"),
  owner: nullable(text("employee number of its owner; null: nobody")),
  class: nullable(text("its class; null: none is assigned")),
  is_critical: nullable(boolean("critical or production; null: not stated")),
  listed_at: nullable(instant("when it was entered in the register; null: it is not on it")),
  began_at: instant("in use, or discovered, since"),
  ended_at: nullable(instant("until; null: still")),
  is_owner_known: nullable(boolean("HR knows the owner; null: there is none")),
  owner_left_at: nullable(instant("when the owner's last work ended; null: they still work here, or are not known")),
} as const;

/** A thing on a register, or discovered beside it. */
export type RegisterEntry = ItemOf<typeof COLUMNS>;

/**
 * Things of a register that were in use in the period: those that began in it, and older ones that were still in use
 * on its first day.
 */
export function registerEntries(def: RegisterEntries): PopulationDefinition<typeof COLUMNS, "events"> {
  return definePopulation<typeof COLUMNS, "events">({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "events",
    columns: COLUMNS,
    sql: sqlOf(def),
    reads: { register_entry: "whole", employment: "whole" },
    triggers: [{ stream: def.stream, per: "*" }],
    facts: def.facts ?? [],
  });
}

function sqlOf({ register, label }: RegisterEntries): string {
  return `with worker as (
  select employee_no as employee_no, max(coalesce(end_at, ${FOREVER})) as until_at
  from employment
  where is_cancelled = false
  group by employee_no
)
select e.id as item_id, e.from_at as occurred_at, '${label} ' || e.key as label, e.class as unit, e.owner as actor,
  e.evidence_sha256 || '#' || e.evidence_pointer as evidence, e.key as key, e.owner as owner, e.class as class,
  e.is_critical as is_critical, e.listed_at as listed_at, e.from_at as began_at, e.to_at as ended_at,
  case when e.owner is null then cast(null as boolean) else w.employee_no is not null end as is_owner_known,
  case when w.until_at < ${FOREVER} then w.until_at end as owner_left_at
from register_entry e
cross join param p
left join worker w on w.employee_no = e.owner
where e.register = '${register}' and e.from_at >= p.window_start and e.from_at < p.window_end
  and (p.is_carry_in = false or coalesce(e.to_at, ${FOREVER}) > p.period_start)`;
}
