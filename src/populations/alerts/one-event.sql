-- Alerts that are no items of their own (G-DEDUP): grouped under another, or the same event from a second source.
watched as (
  select s.key as system, min(s.from_at) as from_at, max(coalesce(s.to_at, 9223372036854775807)) as to_at
  from scope s
  where s.kind = 'system'
  group by s.key
),
child as (
  select a.id as id, a.system as system, a.group_key as ref, a.severity as severity, a.created_at as created_at
  from alert a
  where a.group_key is not null and a.group_key <> a.id and a.group_key <> coalesce(a.key, a.id) and a.severity >= 3
),
parent as (
  select c.id as id, c.severity as severity, c.created_at as created_at, b.id as parent_id
  from child c
  join alert b on b.id = c.ref
  union
  select c.id as id, c.severity as severity, c.created_at as created_at, b.id as parent_id
  from child c
  join alert b on b.key = c.ref and b.system = c.system
),
month as (
  select from_at as from_at, to_at as to_at from calendar where kind = 'utc-month'
),
-- Only under an alert that is an item itself: in scope when created, of the window, and of one month with it, for the
-- months of a period are asked one by one.
absorbed as (
  select p.id as id, min(p.parent_id) as parent_id, max(p.severity) as severity
  from parent p
  join alert b on b.id = p.parent_id and b.severity >= 3
  join watched w on w.system = b.system and b.created_at >= w.from_at and b.created_at < w.to_at
  cross join param q
  left join month m on p.created_at >= m.from_at and p.created_at < m.to_at
  left join child c on c.id = p.parent_id
  where c.id is null and b.created_at >= q.window_start and b.created_at < q.window_end
    and coalesce(b.created_at >= m.from_at and b.created_at < m.to_at, true)
  group by p.id
),
source_count as (
  select count(distinct a.system) as n from alert a where a.dedupe_key is not null and a.severity >= 3
),
shared_key as (
  select a.dedupe_key as dedupe_key
  from alert a
  join watched w on w.system = a.system
  cross join source_count c
  where c.n > 1 and a.dedupe_key is not null and a.severity >= 3
  group by a.dedupe_key
  having min(a.system) <> max(a.system)
),
-- The third time in a month that one source saw it is the third time the other did; the one that saw it first keeps the item.
occurrence as (
  select a.id as id, a.dedupe_key as dedupe_key, a.created_at as created_at, a.severity as severity,
    coalesce(m.from_at, 0) as month_at,
    row_number() over (partition by a.dedupe_key, coalesce(m.from_at, 0), a.system order by a.created_at, a.id) as n
  from alert a
  join watched w on w.system = a.system and a.created_at >= w.from_at and a.created_at < w.to_at
  join shared_key k on k.dedupe_key = a.dedupe_key
  cross join param q
  left join month m on a.created_at >= m.from_at and a.created_at < m.to_at
  left join absorbed g on g.id = a.id
  where a.severity >= 3 and g.id is null and a.created_at >= q.window_start and a.created_at < q.window_end
),
placed as (
  select id as id, dedupe_key as dedupe_key, month_at as month_at, n as n, created_at as created_at, severity as severity,
    row_number() over (partition by dedupe_key, month_at, n order by created_at, id) as place
  from occurrence
),
twin as (
  select l.id as id, f.id as item_id, l.severity as severity
  from placed l
  join placed f on f.dedupe_key = l.dedupe_key and f.month_at = l.month_at and f.n = l.n
  where f.place = 1 and l.place > 1 and l.created_at - f.created_at <= 86400000
),
alias as (
  select g.id as id, coalesce(t.item_id, g.parent_id) as item_id, g.severity as severity
  from absorbed g
  left join twin t on t.id = g.parent_id
  union all
  select id as id, item_id as item_id, severity as severity from twin
),
-- Items of which some part was not tagged as a test.
untagged as (
  select distinct x.item_id as item_id from alias x join alert a on a.id = x.id where a.is_tagged_test = false
)
