with badge as (
  select e.id as id, e.key as badge, e.owner as owner, e.from_at as from_at, e.to_at as to_at,
    e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from register_entry e
  where e.register = 'badge' and e.owner is not null
),
holder as (
  select employee_no as employee_no, person_id as person_id
  from employment
  where is_cancelled = false
  group by employee_no, person_id
),
known as (
  select h.employee_no as employee_no, max(coalesce(s.end_at, 9223372036854775807)) as until_at
  from holder h
  join employment s on s.person_id = h.person_id and s.is_cancelled = false
  group by h.employee_no
),
other as (
  select s.id as spell_id, min(case when o.start_at > s.end_at then o.start_at end) as back_at,
    max(case when o.start_at <= s.end_at and coalesce(o.end_at, 9223372036854775807) > s.end_at then 1 else 0 end) as goes_on
  from employment s
  join employment o on o.person_id = s.person_id and o.id <> s.id and o.is_cancelled = false
  where s.end_at is not null
  group by s.id
),
ended as (
  select s.person_id as person_id, s.end_at as end_at, min(o.back_at) as back_at,
    min(s.evidence_sha256 || '#' || s.evidence_pointer) as evidence
  from employment s
  left join other o on o.spell_id = s.id
  where s.is_cancelled = false and s.end_at is not null and coalesce(o.goes_on, 0) = 0
  group by s.person_id, s.end_at
),
-- Every end of its holder's work after it was given out, up to when it was taken back.
held as (
  select b.id as id, b.badge as badge, b.owner as owner, b.to_at as to_at, b.evidence || '|' || n.evidence as evidence,
    n.end_at as end_at, n.back_at as back_at, row_number() over (partition by b.id order by n.end_at, n.person_id) as place
  from badge b
  join holder w on w.employee_no = b.owner
  join ended n on n.person_id = w.person_id and n.end_at > b.from_at
),
-- A badge given to somebody who had left for good should have ended at once.
departure as (
  select id as id, badge as badge, owner as owner, to_at as to_at, evidence as evidence, end_at as end_at, back_at as back_at,
    case when place = 1 then '' else ' ' || cast(end_at as text) end as again
  from held
  where place = 1 or end_at <= coalesce(to_at, 9223372036854775807)
  union all
  select b.id as id, b.badge as badge, b.owner as owner, b.to_at as to_at, b.evidence as evidence, b.from_at as end_at,
    cast(null as bigint) as back_at, '' as again
  from badge b
  join known k on k.employee_no = b.owner and k.until_at <= b.from_at
)
select 'badge ' || h.id || h.again as item_id, h.end_at as occurred_at, 'badge ' || h.badge as label, cast(null as text) as unit,
  h.owner as actor, h.evidence as evidence, h.badge as badge, true as is_holder_known, h.end_at as left_at, h.back_at as back_at,
  h.to_at as removed_at
from departure h
cross join param p
where h.end_at >= p.window_start and h.end_at < p.window_end
  and (p.is_carry_in = false or (coalesce(h.to_at, 9223372036854775807) > p.period_start
    and coalesce(h.back_at, 9223372036854775807) > p.period_start))
union all
select 'badge ' || b.id as item_id, case when b.from_at > p.period_start then b.from_at else p.period_start end as occurred_at,
  'badge ' || b.badge as label, cast(null as text) as unit, b.owner as actor, b.evidence as evidence, b.badge as badge,
  false as is_holder_known, cast(null as bigint) as left_at, cast(null as bigint) as back_at, b.to_at as removed_at
from badge b
cross join param p
left join known k on k.employee_no = b.owner
where k.employee_no is null and p.is_carry_in = false and b.from_at < p.period_end
  and coalesce(b.to_at, 9223372036854775807) > p.period_start
