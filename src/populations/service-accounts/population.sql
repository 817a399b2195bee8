with quarter as (
  select c.period_key as period_key, c.from_at as from_at, c.to_at as to_at
  from calendar c
  cross join param p
  where c.kind = 'quarter' and p.is_carry_in = false and c.to_at > p.window_start and c.to_at <= p.window_end
),
system_scope as (
  select distinct key as system, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at
  from scope
  where kind = 'system'
),
machine as (
  select a.id || ' ' || q.period_key as id, a.id as account_id, a.system as system, a.username as username,
    lower(a.system || '/' || a.username) as name, a.owner_employee_no as own_owner, a.created_at as created_at,
    a.is_tagged_test as is_tagged_test, q.period_key as period_key, q.from_at as from_at, q.to_at as to_at,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from account a
  cross join quarter q
  join system_scope s on s.system = a.system and s.from_at < q.to_at and s.to_at >= q.to_at
  where a.account_type in ('service', 'bot') and coalesce(a.created_at, 0) < q.to_at
    and coalesce(a.deleted_at, 9223372036854775807) >= q.to_at
),
-- Who was responsible when: by the register, or, for what is not on it, by the system itself.
listed as (
  select m.id as id, e.owner as owner, e.class as class, e.from_at as from_at, coalesce(e.to_at, 9223372036854775807) as to_at,
    m.from_at as quarter_from, m.to_at as quarter_to, e.evidence_sha256 || '#' || e.evidence_pointer as evidence,
    row_number() over (partition by m.id order by e.from_at desc, e.id) as place
  from machine m
  join register_entry e on e.register = 'service-account' and lower(e.key) = m.name
    and e.from_at < m.to_at and coalesce(e.to_at, 9223372036854775807) > m.from_at
),
listed_end as (
  select id as id, max(to_at) as to_at, max(quarter_to) as quarter_to from listed group by id
),
holding as (
  select id as id, owner as owner, from_at as from_at, to_at as to_at from listed
  union all
  select id, cast(null as text), to_at, 9223372036854775807 from listed_end where to_at < quarter_to
  union all
  select m.id, m.own_owner, coalesce(m.created_at, 0), 9223372036854775807
  from machine m
  left join listed_end l on l.id = m.id
  where l.id is null
),
number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
-- Which employments count is said after the join: as a condition of it, a planner that expects few accounts would compare each with each.
owner_end as (
  select h.id as id, h.owner as owner, h.from_at as from_at,
    max(case when e.start_at < m.to_at then coalesce(e.end_at, 9223372036854775807) end) as left_at
  from holding h
  join machine m on m.id = h.id
  join number_person n on n.employee_no = h.owner
  join employment e on e.person_id = n.person_id and e.is_cancelled = false
  group by h.id, h.owner, h.from_at
  having max(case when e.start_at < m.to_at then 1 else 0 end) = 1
),
-- Stretches without anybody responsible: nobody is named, or who is has left.
orphaned as (
  select h.id as id, h.owner as owner, h.to_at as to_at,
    case when h.owner is not null and o.left_at > h.from_at then o.left_at else h.from_at end as from_at,
    case when h.owner is not null and o.id is null then 1 else 0 end as is_unknown
  from holding h
  left join owner_end o on o.id = h.id and o.owner = h.owner and o.from_at = h.from_at
),
orphan as (
  select o.id as id, o.owner as owner, o.from_at as from_at, o.to_at as to_at,
    row_number() over (partition by o.id order by o.to_at - o.from_at desc, o.from_at) as place
  from orphaned o
  join machine m on m.id = o.id
  where o.is_unknown = 0 and o.from_at < o.to_at and o.from_at < m.to_at and o.to_at > m.from_at
),
unknown_owner as (
  select id as id, min(owner) as owner from orphaned where is_unknown = 1 group by id
),
told as (
  select a.id as id, lower(a.subject) as name, coalesce(a.period_key, c.period_key) as period_key, a.performed_at as performed_at,
    a.performed_by as performed_by, a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from activity a
  left join calendar c on c.kind = 'quarter' and a.period_key is null and c.from_at <= a.performed_at and c.to_at > a.performed_at
  where a.kind = 'service-account-review'
),
reviewed as (
  select t.*, row_number() over (partition by t.name, t.period_key
    order by case when t.performed_at is null then 1 else 0 end, t.performed_at, t.id) as place
  from told t
),
state_row as (
  select m.id as id, case when s.state in ('active', 'can_recover', 'locked') then 'on' when s.state = 'unknown' then 'maybe' else 'off' end as access,
    row_number() over (partition by m.id order by s.from_hi desc, s.seen_at desc, s.id desc) as place
  from machine m
  join account_state s on s.account_id = m.account_id and s.from_hi < m.to_at
),
credential_use as (
  select m.id as id, max(c.last_used_at) as last_at,
    max(case when c.last_used_at is null and coalesce(c.to_hi, 9223372036854775807) >= m.to_at then 1 else 0 end) as is_unknown
  from machine m
  join credential c on c.account_id = m.account_id and c.from_hi < m.to_at
  group by m.id
),
sign_in_use as (
  select m.id as id, max(i.at) as last_at
  from machine m
  join sign_in i on i.account_id = m.account_id and i.is_success
  where i.at < m.to_at
  group by m.id
)
select m.id as item_id, m.to_at - 1 as occurred_at, 'service account ' || m.system || '/' || m.username || ' for ' || m.period_key as label,
  m.system as unit, r.performed_by as actor, m.evidence || coalesce('|' || l.evidence, '') || coalesce('|' || r.evidence, '') as evidence,
  m.system as system, m.username as username, m.period_key as period_key, m.from_at as interval_from, m.to_at as interval_to,
  m.created_at as created_at, m.is_tagged_test as is_tagged_test, coalesce(s.access, 'maybe') as access, l.class as purpose,
  lower(substr(m.username, 1, 14)) = 'awsservicerole' or coalesce(l.class = 'provider-managed', false) as is_provider_managed,
  x.owner as unknown_owner, o.owner as orphan_owner, o.from_at as orphan_from,
  case when o.to_at < 9223372036854775807 then o.to_at end as orphan_to, r.id is not null and r.performed_at is null as is_undated,
  r.performed_at as performed_at, r.performed_by as performed_by,
  case when coalesce(c.last_at, 0) > coalesce(i.last_at, 0) then c.last_at else i.last_at end as last_used_at,
  coalesce(c.is_unknown, 0) = 1 as has_unknown_use
from machine m
left join listed l on l.id = m.id and l.place = 1
left join orphan o on o.id = m.id and o.place = 1
left join unknown_owner x on x.id = m.id
left join reviewed r on r.name = m.name and r.period_key = m.period_key and r.place = 1
left join state_row s on s.id = m.id and s.place = 1
left join credential_use c on c.id = m.id
left join sign_in_use i on i.id = m.id
