-- Spells whose access ends in the window. Garden leave: HR said in writing beforehand when access ends.
ended_spell as (
  select s.*
  from (
    select id as spell_id, person_id as person_id, employee_no as employee_no, worker_type as worker_type,
      start_at as start_at, end_at as end_at, end_recorded_at as end_recorded_at, end_reason as end_reason,
      case when access_end_recorded_at <= access_end_at and access_end_recorded_at <= end_at then access_end_at else end_at end
        as left_at,
      evidence_sha256 || '#' || evidence_pointer as evidence
    from employment
    where is_cancelled = false and end_at is not null
  ) s
  cross join param p
  where s.left_at >= p.window_start and s.left_at < p.window_end
),
other_spell as (
  select s.spell_id as spell_id, o.start_at as start_at, o.approved_at as approved_at,
    case when o.start_at <= s.end_at and coalesce(o.end_at, 9223372036854775807) > s.end_at then 1 else 0 end as covers_end,
    case when o.start_at > s.end_at then row_number() over (partition by s.spell_id, case when o.start_at > s.end_at then 1 else 0 end
      order by o.start_at, coalesce(o.approved_at, 9223372036854775807) desc) end as place
  from ended_spell s
  join employment o on o.person_id = s.person_id and o.id <> s.spell_id
  where o.is_cancelled = false
),
next_spell as (
  select spell_id as spell_id, max(covers_end) as covers_end,
    max(case when place = 1 then start_at end) as start_at, max(case when place = 1 then approved_at end) as approved_at
  from other_spell
  group by spell_id
),
last_position as (
  select s.spell_id as spell_id, o.department as department,
    row_number() over (partition by s.spell_id order by o.from_at desc, o.id) as place
  from ended_spell s
  join position o on o.person_id = s.person_id
  where o.from_at < s.end_at
),
leaver as (
  select s.spell_id as spell_id, s.person_id as person_id, s.employee_no as employee_no, s.worker_type as worker_type,
    s.start_at as start_at, s.end_at as end_at, s.end_recorded_at as end_recorded_at, s.end_reason as end_reason,
    s.left_at as left_at, s.evidence as evidence, coalesce(n.covers_end, 0) = 1 as is_continued,
    n.start_at as next_start_at, n.approved_at as next_approved_at, d.department as department
  from ended_spell s
  left join next_spell n on n.spell_id = s.spell_id
  left join last_position d on d.spell_id = s.spell_id and d.place = 1
)
