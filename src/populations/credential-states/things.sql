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
thing as (
  select c.id as id, c.id as ref, c.id as alias, c.system as system, c.kind as kind, c.is_service as is_service,
    c.from_hi as created_at, c.from_lo as created_lo, c.to_hi as deleted_at, coalesce(ap.person_id, n.person_id) as person_id,
    p.period_start as period_start, p.period_end as period_end, c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from credential c
  cross join param p
  join system_scope s on s.system = c.system and s.from_at < p.period_end and s.to_at > p.period_start
  join account a on a.id = c.account_id and a.is_tagged_test = false
  left join account_person ap on ap.id = a.id
  left join number_person n on n.employee_no = a.owner_employee_no
  where p.is_carry_in = false and c.from_hi < p.period_end and coalesce(c.to_hi, 9223372036854775807) > p.period_start
),
setting as (
  select c.id as id, c.id as thing_id, 'active' as aspect, 'true' as value, c.from_hi as from_at,
    case when c.to_hi is null then 9223372036854775807 when c.to_lo = c.to_hi then c.to_lo
      else coalesce(c.to_lo, c.seen_at) + 1 end as end_at,
    c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from credential c
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
