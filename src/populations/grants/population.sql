-- Spells of one person made disjoint: a later one takes over, one inside another does not count.
nested_spell as (
  select s.id as spell_id, max(1) as is_nested
  from employment s
  join employment o on o.person_id = s.person_id and o.id <> s.id and o.is_cancelled = false
  where s.is_cancelled = false and o.start_at < s.start_at
    and coalesce(o.end_at, 9223372036854775807) >= coalesce(s.end_at, 9223372036854775807)
  group by s.id
),
spell as (
  select e.person_id as person_id, e.employee_no as employee_no, e.start_at as start_at, e.end_at as end_at,
    lead(e.start_at, 1, 9223372036854775807) over (partition by e.person_id order by e.start_at, e.id) as next_start_at
  from employment e
  left join nested_spell n on n.spell_id = e.id
  where e.is_cancelled = false and n.spell_id is null
),
first_spell as (
  select person_id as person_id, start_at as start_at, employee_no as employee_no
  from (
    select person_id as person_id, start_at as start_at, employee_no as employee_no,
      row_number() over (partition by person_id order by start_at, next_start_at) as place
    from spell
  ) numbered
  where place = 1
)
select g.grant_id as item_id, g.from_hi as occurred_at,
  case when f.employee_no is null or g.basis = 'not-human' then g.account_type || ' account ' || g.external_id
    else 'worker ' || coalesce(s.employee_no, f.employee_no) end || ' x ' || g.system || ': ' || g.entitlement as label,
  g.system as unit, g.granted_by as actor,
  case when r.evidence is null then g.evidence else g.evidence || '|' || r.evidence end as evidence,
  g.from_lo as from_lo, g.entitlement as entitlement, g.basis <> 'not-human' as is_human, g.is_tagged_test as is_tagged_test,
  g.person_id is not null as is_matched, coalesce(s.employee_no, f.employee_no) as employee_no,
  g.owner_employee_no as owner_employee_no, s.start_at as spell_start_at, s.end_at as spell_end_at,
  f.start_at as first_start_at, g.ask_key as ask_key, g.is_by_rule as is_by_rule,
  r.ticket_key is not null as has_request, r.beneficiary_no is not null as names_beneficiary,
  coalesce(r.system = g.system, true) as names_system,
  coalesce(r.entitlements = '*' or position('|' || g.entitlement || '|' in '|' || r.entitlements || '|') > 0, false) as names_entitlement,
  r.ticket_key as request_key, r.system as request_system, r.entitlements as request_entitlements,
  r.beneficiary_no as request_beneficiary_no, coalesce(r.beneficiary_person_id <> g.person_id, false) as is_for_another,
  cast(coalesce(r.approval_count, 0) as bigint) as approval_count, cast(coalesce(r.self_count, 0) as bigint) as self_count,
  r.any_at as any_approval_at, r.approved_at as approved_at, r.approved_by as approved_by, r.reapproved_at as reapproved_at,
  r.open_at as open_at, r.open_by as open_by, r.open_why as open_why, r.rejected_at as rejected_at
from requested_grant g
left join request r on r.ticket_key = g.ticket_key
left join spell s on s.person_id = g.person_id and s.start_at <= g.from_hi and s.next_start_at > g.from_hi
left join first_spell f on f.person_id = g.person_id
