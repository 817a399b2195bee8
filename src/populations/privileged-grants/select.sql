approved as (
  select s.thing_id as thing_id, s.from_at as from_at, max(e.at) as at
  from stretch s
  join approval_event e on e.thing_id = s.thing_id and e.at <= s.from_at and e.stands_until > s.from_at
  group by s.thing_id, s.from_at
),
-- The job the right was given for: at the newest approval, or, without one, when the right began.
asked as (
  select s.thing_id as thing_id, s.from_at as from_at, coalesce(a.at, t.created_at) as job_at
  from stretch s
  join thing t on t.id = s.thing_id
  left join approved a on a.thing_id = s.thing_id and a.from_at = s.from_at
),
moment as (
  select k.thing_id as thing_id, k.job_at as at from asked k
  union
  select k.thing_id, k.from_at from asked k
),
job_at as (
  select n.thing_id as thing_id, n.at as at, n.role as role
  from (
    select m.thing_id as thing_id, m.at as at, j.role as role,
      row_number() over (partition by m.thing_id, m.at order by j.from_at desc, j.first_place desc) as place
    from moment m
    join job j on j.thing_id = m.thing_id
      and ((j.from_at <= m.at and j.to_at > m.at) or (j.first_place = 1 and j.from_at > m.at))
  ) as n
  where n.place = 1
),
holder_at as (
  select s.thing_id as thing_id, s.from_at as from_at,
    max(case when e.start_at <= s.from_at and e.end_at > s.from_at then 2 when e.end_at <= s.from_at then 1 else 0 end) as place
  from stretch s
  join spell e on e.thing_id = s.thing_id
  group by s.thing_id, s.from_at
),
number_of as (
  select person_id as person_id, case when count(distinct employee_no) = 1 then min(employee_no) end as employee_no
  from employment
  where is_cancelled = false
  group by person_id
)
select t.id as item_id, case when t.created_at > t.period_start then t.created_at else t.period_start end as occurred_at,
  case when n.employee_no is null or t.basis = 'not-human' then t.account_type || ' account ' || t.external_id
    else 'worker ' || n.employee_no end || ' x ' || t.system || ': ' || t.entitlement as label,
  t.system as unit, t.granted_by as actor,
  t.evidence || coalesce('|' || q.evidence, '') || coalesce('|' || x.evidence, '') as evidence, t.entitlement as entitlement,
  t.account_type as account_type, t.is_tagged_test as is_tagged_test, t.person_id is not null as is_matched,
  t.ask_key as ask_key, q.ticket_key is not null as has_request, t.ask_key is not null and t.request_use > 1 as is_request_reused,
  u.approved_at as ticket_approved_at, u.open_at as open_approval_at, u.open_why as open_why,
  t.created_lo as began_lo, t.created_at as began_at, t.ended_lo as ended_lo, t.deleted_at as ended_at,
  s.from_at as from_at, s.to_at as to_at, f0.value as held, a.at as approved_at, r.role as approved_role, w.role as present_role,
  case h.place when 2 then 'there' when 1 then 'gone' when 0 then 'before' end as holder_state, x.id as exception_id,
  x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from thing t
join stretch s on s.thing_id = t.id
left join fact f0 on f0.thing_id = t.id and f0.from_at <= s.from_at and s.from_at < f0.to_at
join asked k on k.thing_id = t.id and k.from_at = s.from_at
left join approved a on a.thing_id = t.id and a.from_at = s.from_at
left join job_at r on r.thing_id = t.id and r.at = k.job_at
left join job_at w on w.thing_id = t.id and w.at = s.from_at
left join holder_at h on h.thing_id = t.id and h.from_at = s.from_at
left join ticket_approval_sum u on u.thing_id = t.id
left join request q on q.ticket_key = t.ticket_key
left join number_of n on n.person_id = t.person_id
left join covered x on x.thing_id = t.id and x.stretch_from = s.from_at
where s.to_at > t.created_at and s.from_at < coalesce(t.deleted_at, 9223372036854775807)
