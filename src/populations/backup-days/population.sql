store_day as (
  select s.id || ' ' || c.period_key as id, s.id as store_id, s.name as name, c.period_key as period_key,
    s.evidence as evidence, case when s.from_at > c.from_at then s.from_at else c.from_at end as from_at,
    case when s.to_at < c.to_at then s.to_at else c.to_at end as to_at
  from store s
  cross join calendar c
  cross join param p
  where c.kind = 'day' and c.from_at >= p.window_start and c.from_at < p.window_end and s.from_at < c.to_at
    and s.to_at > c.from_at
),
-- Of the gaps that begin on the day, the one that is longest by the day's end.
inner_gap as (
  select day_id as day_id, from_at as from_at, to_at as to_at
  from (
    select d.id as day_id, g.from_at as from_at, g.to_at as to_at,
      row_number() over (partition by d.id
        order by case when g.to_at < d.to_at then g.to_at else d.to_at end - g.from_at desc, g.from_at) as place
    from store_day d
    join gap g on g.store_id = d.store_id
    where g.from_at >= d.from_at and g.from_at < d.to_at
  ) as ranked
  where place = 1
),
kept as (
  select d.id as day_id, count(*) as backups, sum(case when r.is_encrypted = false then 1 else 0 end) as unencrypted,
    sum(case when r.is_encrypted is null then 1 else 0 end) as unstated_encryption,
    max(r.kept_until - coalesce(r.window_to, r.done_at)) as kept_ms,
    sum(case when r.kept_until is null then 1 else 0 end) as unstated_retention, min(r.evidence) as evidence
  from store_day d
  join run r on r.store_id = d.store_id
  where r.outcome = 'success' and ((r.window_from < d.to_at and r.window_to > d.from_at)
    or ((r.window_from is null or r.window_to is null) and r.done_at >= d.from_at and r.done_at < d.to_at))
  group by d.id
),
trouble as (
  select d.id as day_id, sum(case when r.outcome = 'failure' then 1 else 0 end) as failures,
    sum(case when r.outcome = 'failure' and r.ticket_key is null then 1 else 0 end) as unticketed_failures,
    sum(case when r.outcome = 'failure' then 0 else 1 end) as unclear_runs, min(r.evidence) as evidence
  from store_day d
  join run r on r.store_id = d.store_id
  where r.outcome <> 'success' and r.done_at >= d.from_at and r.done_at < d.to_at
  group by d.id
),
-- The longest time without a recovery point around a failure that has no ticket.
failed_gap as (
  select day_id as day_id, from_at as from_at, length_ms as length_ms
  from (
    select d.id as day_id, g.from_at as from_at, g.to_at - g.from_at as length_ms,
      row_number() over (partition by d.id order by g.to_at - g.from_at desc, g.from_at) as place
    from store_day d
    join run r on r.store_id = d.store_id
    join gap g on g.store_id = d.store_id
    where r.outcome = 'failure' and r.ticket_key is null and r.done_at >= d.from_at and r.done_at < d.to_at
      and g.from_at <= r.done_at and r.done_at < g.to_at
  ) as ranked
  where place = 1
)
select d.id as item_id, d.from_at as occurred_at, 'store ' || d.name || ', ' || d.period_key as label, d.name as unit,
  cast(null as text) as actor, d.evidence || coalesce('|' || k.evidence, '') || coalesce('|' || t.evidence, '') as evidence,
  d.period_key as period_key, d.to_at as day_to, o.from_at as opening_from_at,
  case when o.to_at < 9223372036854775807 then o.to_at end as opening_to_at, i.from_at as inner_from_at,
  case when i.to_at < 9223372036854775807 then i.to_at end as inner_to_at,
  coalesce(k.backups, 0) as backups, cast(coalesce(k.unencrypted, 0) as bigint) as unencrypted,
  cast(coalesce(k.unstated_encryption, 0) as bigint) as unstated_encryption, k.kept_ms as kept_ms,
  cast(coalesce(k.unstated_retention, 0) as bigint) as unstated_retention,
  cast(coalesce(t.failures, 0) as bigint) as failures,
  cast(coalesce(t.unticketed_failures, 0) as bigint) as unticketed_failures,
  cast(coalesce(t.unclear_runs, 0) as bigint) as unclear_runs,
  case when f.length_ms < 4611686018427387904 then f.length_ms end as failed_gap_ms,
  f.from_at as failed_gap_from_at
from store_day d
left join gap o on o.store_id = d.store_id and o.from_at < d.from_at and o.to_at > d.from_at
left join inner_gap i on i.day_id = d.id
left join kept k on k.day_id = d.id
left join trouble t on t.day_id = d.id
left join failed_gap f on f.day_id = d.id
