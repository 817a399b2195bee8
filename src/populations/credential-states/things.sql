-- Credentials of systems in scope that lived in the period.
number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
system_scope as (
  select key as system, min(from_at) as from_at, max(coalesce(to_at, 9223372036854775807)) as to_at
  from scope
  where kind = 'system'
  group by key
),
-- A credential whose start and end two files told is one: the next end after it was last seen. An end of which no start is
-- known is of one that was there since nobody knows when.
told_end as (
  select distinct c.id as id, c.to_hi as ended_at
  from credential c
  where c.from_lo is null and c.from_hi = c.to_lo and c.to_lo = c.to_hi
),
next_end as (
  select c.id as id, c.from_hi as from_hi, c.seen_at as seen_at, min(e.ended_at) as ended_at
  from credential c
  join told_end e on e.id = c.id and e.ended_at > c.from_hi and e.ended_at >= c.seen_at
  where c.to_hi is null
  group by c.id, c.from_hi, c.seen_at
),
begun as (
  select distinct c.id as id
  from credential c
  join told_end e on e.id = c.id and e.ended_at > c.from_hi
),
whole_credential as (
  select c.id as id, c.account_id as account_id, c.system as system, c.kind as kind, c.is_service as is_service,
    c.from_lo as from_lo, c.from_hi as from_hi, coalesce(c.to_lo, n.ended_at) as to_lo, coalesce(c.to_hi, n.ended_at) as to_hi,
    c.seen_at as seen_at, coalesce(c.from_lo is null and c.from_hi = c.to_lo and c.to_lo = c.to_hi, false) as is_end_only,
    c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from credential c
  left join next_end n on n.id = c.id and n.from_hi = c.from_hi and n.seen_at = c.seen_at and c.to_hi is null
  left join begun b on b.id = c.id and c.from_lo is null and c.from_hi = c.to_lo and c.to_lo = c.to_hi
  where b.id is null
),
thing as (
  select c.id as id, c.id as ref, c.id as alias, c.system as system, c.kind as kind, c.is_service as is_service,
    coalesce(a.is_tagged_test, false) as is_tagged_test, case when c.is_end_only then p.period_start else c.from_hi end as created_at,
    c.from_lo as created_lo, c.to_lo as ended_lo, c.to_hi as deleted_at, c.seen_at as seen_at, c.is_end_only as is_end_only,
    coalesce(ap.person_id, n.person_id) as person_id, p.period_start as period_start, p.period_end as period_end,
    c.evidence as evidence
  from whole_credential c
  cross join param p
  join system_scope s on s.system = c.system and s.from_at < p.period_end and s.to_at > p.period_start
  left join account a on a.id = c.account_id
  left join account_person ap on ap.id = a.id
  left join number_person n on n.employee_no = a.owner_employee_no
  where p.is_carry_in = false and (c.from_hi < p.period_end or c.is_end_only)
    and coalesce(c.to_hi, 9223372036854775807) > p.period_start
),
setting as (
  select t.id as id, t.id as thing_id, 'active' as aspect, 'true' as value, t.created_at as from_at,
    case when t.deleted_at is null then 9223372036854775807 when t.ended_lo = t.deleted_at then t.ended_lo
      else coalesce(t.ended_lo, t.seen_at) + 1 end as end_at,
    t.evidence as evidence
  from thing t
  where t.is_end_only = false
),
spell as (
  select t.id as thing_id, e.start_at as start_at, coalesce(e.end_at, 9223372036854775807) as end_at
  from thing t
  join employment e on e.person_id = t.person_id and e.is_cancelled = false
),
exposure as (
  select t.id as thing_id, d.opened_at as opened_at
  from thing t
  join duty d on d.kind = 'credential-exposure' and d.subject = t.id
  where d.is_tagged_test = false and coalesce(d.outcome, '') <> 'false_positive'
)
