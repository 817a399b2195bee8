-- Changes of position within one stay: a new position that begins where an older one of the same person ended.
ordered_position as (
  select id as position_id, person_id as person_id, department as department, role_code as role_code,
    manager_employee_no as manager_no, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at, recorded_at as recorded_at,
    is_first as is_first, evidence_sha256 || '#' || evidence_pointer as evidence,
    row_number() over (partition by person_id order by from_at, id) as place,
    lead(from_at, 1, 9223372036854775807) over (partition by person_id order by from_at, id) as next_at
  from position
),
stay as (
  select o.position_id as position_id,
    case when count(distinct e.employee_no) = 1 then max(e.employee_no) else 'of several numbers' end as employee_no,
    max(coalesce(e.end_at, 9223372036854775807)) as end_at
  from ordered_position o
  join employment e on e.person_id = o.person_id and e.is_cancelled = false and e.start_at <= o.from_at
    and coalesce(e.end_at, 9223372036854775807) > o.from_at
  group by o.position_id
),
move as (
  select n.position_id as move_id, n.person_id as person_id, s.employee_no as employee_no, n.from_at as moved_at,
    n.next_at as next_at, n.recorded_at as recorded_at, n.department as department, n.evidence as evidence,
    b.role_code as role_before, n.role_code as role_after,
    case when n.recorded_at < n.from_at then n.recorded_at else n.from_at end - 2592000000 as asked_from,
    case when s.end_at < 9223372036854775807 then s.end_at end as end_at
  from ordered_position n
  join ordered_position b on b.person_id = n.person_id and b.place = n.place - 1
  left join stay s on s.position_id = n.position_id
  left join (select distinct person_id from employment) w on w.person_id = n.person_id
  cross join param p
  where (n.is_first = false or b.to_at >= n.from_at) and (s.position_id is not null or w.person_id is null)
    and n.from_at >= p.window_start and n.from_at < p.window_end
),
picked_grant as (
  select g.id || ' ' || m.move_id as grant_id, m.move_id as move_id, m.moved_at as moved_at, g.account_id as account_id,
    g.system as system, g.entitlement as entitlement, g.from_lo as from_lo, g.from_hi as from_hi, g.granted_by as granted_by,
    coalesce(g.request_key, g.rule_key) as ask_key
  from move m
  join account_person ap on ap.person_id = m.person_id
  join access_grant g on g.account_id = ap.id and g.is_event
    and g.from_hi >= m.moved_at and g.from_hi < m.moved_at + 2592000000 and g.from_hi < m.next_at
  join system_scope s on s.system = g.system and s.from_at <= g.from_hi and s.to_at > g.from_hi
  left join birthright b on b.entitlement = g.entitlement and b.from_at <= g.from_hi and b.to_at > g.from_hi
  where b.entitlement is null
),
-- Tickets for people who moved, and those their new rights name.
wanted_ticket as (
  select distinct ask_key as ticket_key from picked_grant where ask_key is not null
  union
  select t.key as ticket_key
  from move m
  join number_person n on n.person_id = m.person_id
  join ticket t on t.beneficiary_employee_no = n.employee_no
)
