with number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
email_person as (
  select lower(work_email) as email, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false and work_email is not null
  group by lower(work_email)
),
learner as (
  select coalesce(n.person_id, m.person_id) as person_id, t.completed_at as completed_at, t.assigned_at as assigned_at,
    t.status as status
  from training_completion t
  left join number_person n on n.employee_no = t.employee_no
  left join email_person m on m.email = lower(t.email)
),
completion as (
  select distinct person_id as person_id, completed_at as completed_at
  from learner
  where completed_at is not null and status <> 'incomplete'
),
-- A spell that another one of the same person leads into is no hire: its clock is the older one's.
predecessor as (
  select s.id as spell_id, min(o.start_at) as start_at
  from employment s
  join employment o on o.person_id = s.person_id and o.id <> s.id and o.is_cancelled = false
    and o.start_at < s.start_at and coalesce(o.end_at, 9223372036854775807) >= s.start_at
  group by s.id
),
spell as (
  select e.id as spell_id, e.person_id as person_id, e.employee_no as employee_no, e.worker_type as worker_type, e.zone as zone,
    coalesce(d.start_at, e.start_at) as start_at, e.end_at as end_at,
    e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from employment e
  cross join param p
  left join predecessor d on d.spell_id = e.id
  where e.is_cancelled = false and p.is_carry_in = false and e.start_at < p.period_end
    and coalesce(e.end_at, 9223372036854775807) > p.period_start
),
clock_start as (
  select spell_id as spell_id, 0 as place, start_at as started_at from spell
  union all
  select s.spell_id as spell_id, 1 as place, c.completed_at as started_at
  from spell s
  join completion c on c.person_id = s.person_id and c.completed_at >= s.start_at - 2592000000
    and c.completed_at < coalesce(s.end_at, 9223372036854775807)
),
clock as (
  select spell_id as spell_id, place as place, started_at as started_at,
    lead(started_at, 1, 9223372036854775807) over (partition by spell_id order by place, started_at) as completed_at
  from clock_start
),
leave_list as (leave-list),
undated as (
  select k.spell_id as spell_id, k.started_at as started_at, k.place as place, count(*) as record_count
  from clock k
  join spell s on s.spell_id = k.spell_id
  join learner t on t.person_id = s.person_id and t.status = 'completed' and t.completed_at is null
    and coalesce(t.assigned_at, 9223372036854775807) >= k.started_at
  group by k.spell_id, k.started_at, k.place
),
last_position as (
  select o.person_id as person_id, o.department as department,
    row_number() over (partition by o.person_id order by o.from_at desc, o.id) as place
  from position o
  cross join param p
  where o.from_at < p.period_end
),
nominal as (
  select k.spell_id as spell_id, k.place as place, k.started_at as started_at,
    case when k.completed_at < 9223372036854775807 then k.completed_at end as completed_at,
    k.started_at + case when k.place = 0 then 2592000000 else 31536000000 end as due_at
  from clock k
  cross join param p
  where k.completed_at >= p.period_start and k.started_at < p.period_end
)
select s.spell_id || ' ' || case when n.place = 0 then 'hire' else 'since ' || cast(n.started_at as text) end as item_id,
  case when n.due_at < p.period_start then p.period_start when n.due_at >= p.period_end then p.period_end - 1 else n.due_at end
    as occurred_at,
  'worker ' || s.employee_no || case when n.place = 0 then ': first training' else ': next training' end as label,
  d.department as unit, cast(null as text) as actor, s.evidence as evidence,
  n.place = 0 as is_first, s.worker_type as worker_type, s.zone as zone, n.started_at as started_at,
  n.completed_at as completed_at, s.end_at as end_at, l.leaves as leaves,
  coalesce(u.record_count, 0) > 0 as has_undated_completion
from nominal n
join spell s on s.spell_id = n.spell_id
cross join param p
left join undated u on u.spell_id = n.spell_id and u.started_at = n.started_at and u.place = n.place
left join leave_list l on l.person_id = s.person_id
left join last_position d on d.person_id = s.person_id and d.place = 1
