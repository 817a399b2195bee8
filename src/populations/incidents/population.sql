-- Alerts whose last disposition is true positive.
disposed as (
  select s.alert_id as alert_id, max(s.at_hi) as disposed_at,
    max(s.at_hi * 8 + case when s.disposition = 'true_positive' then 6 else 5 end) as disposition_key
  from alert_state s
  join (select distinct alert_id from alert_state where disposition = 'true_positive') d on d.alert_id = s.alert_id
  where s.disposition is not null
  group by s.alert_id
),
positive as (
  select a.id as id, coalesce(x.item_id, a.id) as item_id, a.key as key, a.system as system, a.group_key as group_key,
    a.ticket_key as ticket_key, d.disposed_at as disposed_at
  from disposed d
  join alert a on a.id = d.alert_id
  join watched w on w.system = a.system
  left join alias x on x.id = a.id
  where d.disposition_key - d.disposed_at * 8 = 6 and a.created_at >= w.from_at and a.created_at < w.to_at
),
-- By which names an incident record may mention them: their own, and those of the alerts they belong with.
name as (
  select p.item_id as item_id, p.id as name from positive p
  union
  select p.item_id as item_id, p.key as name from positive p where p.key is not null
  union
  select p.item_id as item_id, p.group_key as name from positive p where p.group_key is not null
  union
  select p.item_id as item_id, b.id as name from positive p join alert b on b.key = p.group_key and b.system = p.system
  union
  select p.item_id as item_id, b.key as name from positive p join alert b on b.id = p.item_id where b.key is not null
  union
  select p.item_id as item_id, p.item_id as name from positive p
  union
  select p.item_id as item_id, x.id as name from positive p join alias x on x.item_id = p.item_id
  union
  select p.item_id as item_id, b.key as name
  from positive p
  join alias x on x.item_id = p.item_id
  join alert b on b.id = x.id
  where b.key is not null
),
recorded as (
  select p.item_id as item_id from positive p join incident i on i.key = p.ticket_key
  union
  select p.item_id as item_id from positive p join incident i on i.id = p.ticket_key
  union
  select n.item_id as item_id from name n join named_alert m on m.name = n.name
),
unrecorded as (
  select p.item_id as item_id, min(p.disposed_at) as disposed_at
  from positive p
  left join recorded r on r.item_id = p.item_id
  where r.item_id is null
  group by p.item_id
)
select i.id as item_id, i.opened_at as occurred_at, 'incident ' || i.key as label, cast(null as text) as unit,
  cast(null as text) as actor, i.evidence_sha256 || '#' || i.evidence_pointer as evidence, 'incident' as kind,
  i.is_tagged_test as is_tagged_test, cast(null as bigint) as disposed_at, i.detected_at as detected_at,
  i.classified_at as classified_at, i.was_lowered and i.lowered_reason is null as is_lowered_without_reason,
  i.commander is not null as has_commander, i.has_timeline as has_timeline, i.contained_at as contained_at,
  i.recovered_at as recovered_at, i.communicated_at as communicated_at, i.is_communication_due as is_communication_due,
  i.closed_at as closed_at
from incident i
cross join param p
where i.opened_at >= p.window_start and i.opened_at < p.window_end
  and (p.is_carry_in = false or i.closed_at is null or i.closed_at >= p.period_start)
union all
select a.id as item_id, a.created_at as occurred_at, 'alert ' || coalesce(a.key, a.id) as label, a.system as unit,
  cast(null as text) as actor, a.evidence_sha256 || '#' || a.evidence_pointer as evidence, 'true_positive' as kind,
  a.is_tagged_test and n.item_id is null as is_tagged_test, u.disposed_at as disposed_at, cast(null as bigint) as detected_at,
  cast(null as bigint) as classified_at, false as is_lowered_without_reason, false as has_commander,
  false as has_timeline, cast(null as bigint) as contained_at, cast(null as bigint) as recovered_at,
  cast(null as bigint) as communicated_at, false as is_communication_due, cast(null as bigint) as closed_at
from unrecorded u
join alert a on a.id = u.item_id
left join untagged n on n.item_id = u.item_id
cross join param p
where a.created_at >= p.window_start and a.created_at < p.window_end
  and (p.is_carry_in = false or u.disposed_at >= p.period_start)
