import {
  definePopulation,
  type PopulationDefinition,
  type StateItemOf,
  type StreamNeed,
} from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import resourceLife from "../storage-encryption/resource-life.sql";
import stretches from "../storage-encryption/stretches.sql";
import { type AspectColumns, aspectColumns, FOREVER, STRETCH_COLUMNS } from "./columns.js";
import {
  columnOf,
  factColumns,
  factEvidence,
  factJoins,
  factsAndMarks,
  isAnySeen,
  type Underscored,
} from "./things-over-time.js";

/** Cloud resources of some types over time. */
export interface ResourceStates<A extends string> {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** Types that are asked about even when nobody recorded a setting, with what people call each: "load balancer". */
  readonly types: Readonly<Record<string, string>>;
  /** Settings (`resource_config.attribute`) that attributes ask about; any resource with the first is in. */
  readonly settings: readonly [A, ...A[]];
  /** Kinds of approved exceptions that cover a resource, or all of its account. */
  readonly exceptions: readonly string[];
  readonly facts?: readonly StreamNeed[];
}

const COLUMNS = {
  type: text("for example AWS::KMS::Key"),
  name: text("the resource's name"),
  is_production: boolean("in a production account"),
  has_customer_data: nullable(boolean("by a tag approved before; null: not stated, so in scope")),
  began_at: nullable(instant("created; null: before the first record")),
  ended_at: nullable(instant("deleted; null: not known to be")),
  is_in_scope: boolean("its account is in the dated scope list"),
  ...STRETCH_COLUMNS,
} as const;

type ResourceColumns<A extends string> = typeof COLUMNS & AspectColumns<Underscored<A>>;
/** A resource with its stretches. */
export type ResourceStateItem<A extends string> = StateItemOf<ResourceColumns<A>>;

/**
 * Cloud resources over their life in accounts in scope, by stretches in which every setting and exception stays the
 * same; deleted ones count while they lived. A setting counts as seen up to its exact end, or up to the last moment
 * somebody looked.
 */
export function resourceStates<const A extends string>(
  def: ResourceStates<A>,
): PopulationDefinition<ResourceColumns<A>, "segments", never> {
  return definePopulation<ResourceColumns<A>, "segments">({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "segments",
    carriesIn: false,
    columns: { ...COLUMNS, ...aspectColumns(def.settings.map((setting) => columnOf(setting))) },
    sql: sqlOf(def),
    reads: { scope: "whole", cloud_resource: "whole", resource_config: "whole", approved_exception: "whole" },
    triggers: [{ stream: "cloud.config", per: "cloud_account" }],
    facts: [
      ...(def.exceptions.length > 0 ? [{ stream: "exceptions.approved", per: "*" } as const] : []),
      ...(def.facts ?? []),
    ],
  });
}

function sqlOf({ types, settings, exceptions }: ResourceStates<string>): string {
  const names = Object.entries(types);
  const label = names.map(([type, words]) => `when '${type}' then '${words} '`).join(" ");
  return `with ${resourceLife.replace(/\bsetting as \(/, "resource_setting as (")},
recorded as (
  select distinct resource_id from resource_setting where attribute = '${settings[0]}'
),
thing as (
  select r.id as id, r.id as ref, r.account_ref as alias, r.type as type, r.name as name, r.created_at as created_at, r.deleted_at as deleted_at,
    r.has_customer_data as has_customer_data, r.scope_from as scope_from, r.scope_to as scope_to, r.period_start as period_start,
    r.period_end as period_end, r.occurred_at as occurred_at, r.evidence as evidence
  from resource r
  left join recorded e on e.resource_id = r.id
  where e.resource_id is not null or r.type in (${names.map(([type]) => `'${type}'`).join(", ") || "''"})
),
setting as (
  select c.id as id, c.resource_id as thing_id, c.attribute as aspect, c.value as value, c.from_at as from_at, c.end_at as end_at,
    c.evidence as evidence
  from resource_setting c
),
${factsAndMarks(settings, exceptions)},
scope_mark as (
  select m.thing_id as thing_id, m.at as at from mark m
  union
  select id as thing_id, scope_from as at from thing
  union
  select id as thing_id, scope_to as at from thing
),
${stretches.replace("from mark m", "from scope_mark m")}
select t.id as item_id, t.occurred_at as occurred_at, case t.type ${label} else t.type || ' ' end || t.name as label,
  t.alias as unit, cast(null as text) as actor,
  t.evidence${factEvidence(settings)} || coalesce('|' || x.evidence, '') as evidence,
  t.type as type, t.name as name, coalesce(o.is_production, false) as is_production, t.has_customer_data as has_customer_data,
  t.created_at as began_at, t.deleted_at as ended_at, s.from_at >= t.scope_from and s.from_at < t.scope_to as is_in_scope,
  s.from_at as from_at, s.to_at as to_at, ${factColumns(settings)},
  x.id as exception_id, x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from thing t
join stretch s on s.thing_id = t.id
left join cloud_resource o on o.id = t.id
${factJoins(settings)}
left join covered x on x.thing_id = t.id and x.stretch_from = s.from_at
where s.to_at > coalesce(t.created_at, 0) and s.from_at < coalesce(t.deleted_at, ${FOREVER})
  and (${isAnySeen(settings)} or (s.to_at > t.period_start and s.from_at < t.period_end))`;
}
