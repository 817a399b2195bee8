with entry as (
  select e.key as role, e.owner as owner, e.from_at as from_at, coalesce(e.to_at, 9223372036854775807) as to_at,
    e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from register_entry e
  where e.register = 'security-role'
),
known as (
  select distinct employee_no as employee_no from employment where is_cancelled = false
),
-- A role lives until an entry that names nobody ends, if that is its last; otherwise it goes on without a holder.
life as (
  select e.role as role, min(e.from_at) as from_at,
    case when max(case when e.owner is null then e.to_at else 0 end) >= max(case when e.owner is null then 0 else e.to_at end)
      then max(e.to_at) else 9223372036854775807 end as to_at,
    sum(case when e.owner is not null and k.employee_no is null then 1 else 0 end) as unknown_holders, min(e.evidence) as evidence
  from entry e
  left join known k on k.employee_no = e.owner
  group by e.role
),
alive as (
  select l.role as role, l.from_at as from_at, case when l.to_at < p.period_end then l.to_at else p.period_end end as to_at,
    l.unknown_holders as unknown_holders, l.evidence as evidence, p.period_start as period_start, p.period_end as period_end
  from life l
  cross join param p
  where p.is_carry_in = false and l.from_at < p.period_end and l.to_at > p.period_start
),
span as (
  select role as role, from_at as from_at, from_at as to_at from alive
  union all
  select e.role as role, case when e.from_at > s.start_at then e.from_at else s.start_at end as from_at,
    case when e.to_at < coalesce(s.end_at, 9223372036854775807) then e.to_at else coalesce(s.end_at, 9223372036854775807) end as to_at
  from entry e
  join employment s on s.employee_no = e.owner and s.is_cancelled = false
  where e.from_at < coalesce(s.end_at, 9223372036854775807) and e.to_at > s.start_at
  union all
  select role as role, to_at as from_at, to_at as to_at from alive
),
gap as (
  select s.role as role, s.from_at as to_at,
    max(s.to_at) over (partition by s.role order by s.from_at, s.to_at rows between unbounded preceding and 1 preceding) as from_at
  from span s
),
vacancy as (
  select g.role as role, g.from_at as from_at, g.to_at as to_at,
    row_number() over (partition by g.role order by g.to_at - g.from_at desc, g.from_at) as place
  from gap g
  join alive a on a.role = g.role
  where g.from_at < g.to_at and g.to_at > a.period_start and g.from_at < a.to_at and g.from_at >= a.from_at
)
select 'security-role ' || a.role as item_id, case when a.from_at > a.period_start then a.from_at else a.period_start end as occurred_at,
  'security role ' || a.role as label, cast(null as text) as unit, cast(null as text) as actor, a.evidence as evidence,
  a.role as role, v.from_at as vacant_from, case when v.to_at < a.period_end then v.to_at end as vacant_to,
  cast(a.unknown_holders as bigint) as unknown_holders
from alive a
left join vacancy v on v.role = a.role and v.place = 1
