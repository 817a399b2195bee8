with number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
held as (
  select n.person_id as person_id, a.performed_at as performed_at, min(a.evidence_sha256 || '#' || a.evidence_pointer) as evidence
  from activity a
  join number_person n on n.employee_no = a.subject
  where a.kind = 'evaluation'
  group by n.person_id, a.performed_at
),
-- A spell that another one of the same person leads into goes on with the older clock; one that is led on is no item, unless
-- by a contractor's, which is none either.
other as (
  select s.id as spell_id,
    min(case when o.start_at < s.start_at and coalesce(o.end_at, 9223372036854775807) >= s.start_at then o.start_at end) as began_at,
    max(case when s.end_at is not null and o.worker_type <> 'contractor' and o.start_at <= s.end_at
      and coalesce(o.end_at, 9223372036854775807) > s.end_at then 1 else 0 end) as goes_on
  from employment s
  join employment o on o.person_id = s.person_id and o.id <> s.id and o.is_cancelled = false
  group by s.id
),
spell as (
  select e.id as spell_id, e.person_id as person_id, e.employee_no as employee_no, e.zone as zone,
    coalesce(o.began_at, e.start_at) as start_at, e.end_at as end_at, p.period_start as period_start, p.period_end as period_end,
    e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from employment e
  cross join param p
  left join other o on o.spell_id = e.id
  where e.is_cancelled = false and e.worker_type <> 'contractor' and coalesce(o.goes_on, 0) = 0 and p.is_carry_in = false
    and e.start_at < p.period_end and coalesce(e.end_at, 9223372036854775807) > p.period_start
),
point as (
  select spell_id as spell_id, 0 as place, start_at as point_at from spell
  union all
  select s.spell_id as spell_id, 1 as place, h.performed_at as point_at
  from spell s
  join held h on h.person_id = s.person_id and h.performed_at >= s.start_at
    and h.performed_at < coalesce(s.end_at, 9223372036854775807)
),
cycle as (
  select spell_id as spell_id, place as place, point_at as point_at,
    lead(point_at, 1, 9223372036854775807) over (partition by spell_id order by place, point_at) as next_at
  from point
),
leave_list as (leave-list),
last_position as (
  select o.person_id as person_id, o.department as department,
    row_number() over (partition by o.person_id order by o.from_at desc, o.id) as place
  from position o
  cross join param p
  where o.from_at < p.period_end
),
undated as (
  select person_id as person_id from held where performed_at is null
)
select s.spell_id || ' ' || case when c.place = 0 then 'first' else cast(c.point_at as text) end as item_id,
  case when c.point_at > s.period_start then c.point_at else s.period_start end as occurred_at,
  'evaluation of worker ' || s.employee_no || case when c.place = 1 and c.point_at >= s.period_start then ' (again)' else '' end as label,
  d.department as unit, cast(null as text) as actor,
  s.evidence || coalesce('|' || h.evidence, '') || coalesce('|' || n.evidence, '') as evidence, s.zone as zone,
  s.start_at as subject_from_at, s.end_at as subject_to_at, case when c.place = 1 then c.point_at end as cycle_from,
  case when c.next_at < 9223372036854775807 then c.next_at end as next_at, c.place = 0 or c.point_at < s.period_start as is_first,
  u.person_id is not null as has_undated, l.leaves as leaves
from cycle c
join spell s on s.spell_id = c.spell_id
left join held h on h.person_id = s.person_id and h.performed_at = case when c.place = 1 then c.point_at end
left join held n on n.person_id = s.person_id and n.performed_at = c.next_at
left join undated u on u.person_id = s.person_id
left join leave_list l on l.person_id = s.person_id
left join last_position d on d.person_id = s.person_id and d.place = 1
where c.next_at >= s.period_start and c.point_at < s.period_end
