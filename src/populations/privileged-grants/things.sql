thing as (
  select g.grant_id as id, g.system || '/' || a.username as ref, g.system || '/' || a.username as alias,
    lower(g.system || '/' || g.entitlement || '/' || a.username) as role_key, g.system as system, g.entitlement as entitlement,
    g.account_type as account_type, g.external_id as external_id, g.is_tagged_test as is_tagged_test, g.owner_employee_no as owner_no,
    g.person_id as person_id, g.basis as basis, g.ask_key as ask_key, g.is_by_rule as is_by_rule, g.ticket_key as ticket_key,
    g.request_use as request_use, g.granted_by as granted_by, g.from_lo as created_lo,
    case when g.is_end_only then g.period_start else g.from_hi end as created_at, g.to_lo as ended_lo, g.to_hi as deleted_at,
    g.is_end_only as is_end_only, g.seen_at as seen_at, g.period_start as period_start, g.period_end as period_end, g.evidence as evidence
  from requested_grant g
  left join account a on a.id = g.account_id
),
setting as (
  select id as id, id as thing_id, 'held' as aspect, 'true' as value, created_at as from_at,
    case when deleted_at is null and ended_lo is null then 9223372036854775807 when ended_lo = deleted_at then ended_lo
      else coalesce(ended_lo, seen_at) + 1 end as end_at,
    evidence as evidence
  from thing
  where is_end_only = false
),
-- The request behind it, and any other that asks for this right for its holder: a newer approval after a move.
related as (
  select t.id as thing_id, t.ticket_key as ticket_key from thing t where t.ticket_key is not null
  union
  select t.id, q.ticket_key
  from thing t
  join request q on q.beneficiary_person_id = t.person_id and q.system = t.system
),
-- Approvals that may count: of requests that ask for this right, and entries of the register of holders.
ticket_approval_of as (
  select t.id as thing_id, a.decided_at as at, case when l.ticket_key = t.ticket_key then 1 else 0 end as is_own,
    case when a.worth = 'valid' or (t.basis = 'not-human' and a.worth = 'authority unknown' and a.approver_no = t.owner_no) then 1 else 0 end
      as is_valid,
    case when a.worth = 'valid' then '' else a.worth end as why, a.approver_no as approver_no
  from thing t
  join related l on l.thing_id = t.id
  join request q on q.ticket_key = l.ticket_key
  join approval a on a.ticket_key = l.ticket_key
  left join number_person n on n.employee_no = a.approver_no
  left join rejection j on j.ticket_key = l.ticket_key and j.rejected_at >= a.decided_at and j.rejected_at <= t.created_at
  where a.worth in ('valid', 'approver unknown', 'authority unknown', 'requester unknown') and j.ticket_key is null
    and coalesce(n.person_id <> t.person_id, true) and coalesce(q.system = t.system, true)
    and (q.beneficiary_person_id is null or t.basis = 'not-human' or coalesce(q.beneficiary_person_id = t.person_id, true))
    and (t.is_by_rule or q.entitlements is null or q.entitlements = '*'
      or position('|' || t.entitlement || '|' in '|' || q.entitlements || '|') > 0)
),
approval_event as (
  select v.thing_id as thing_id, v.at as at, 9223372036854775807 as stands_until from ticket_approval_of v where v.is_valid = 1
  union all
  select t.id as thing_id, case when e.listed_at > e.from_at then e.listed_at else e.from_at end as at,
    coalesce(e.to_at, 9223372036854775807) as stands_until
  from thing t
  join register_entry e on e.register = 'privileged-role' and lower(e.key) = t.role_key
  left join number_person n on n.employee_no = e.owner
  where e.listed_at is not null and coalesce(n.person_id = t.person_id, true)
),
ticket_approval_sum as (
  select v.thing_id as thing_id, min(case when v.is_valid = 1 and v.is_own = 1 then v.at end) as approved_at,
    min(case when v.is_valid = 0 then v.at end) as open_at, min(case when v.is_valid = 0 then v.why end) as open_why
  from ticket_approval_of v
  group by v.thing_id
),
spell as (
  select t.id as thing_id, e.start_at as start_at, coalesce(e.end_at, 9223372036854775807) as end_at
  from thing t
  join employment e on e.person_id = t.person_id and e.is_cancelled = false
),
job as (
  select t.id as thing_id, coalesce(o.role_code, o.title) as role, o.from_at as from_at,
    coalesce(o.to_at, 9223372036854775807) as to_at,
    row_number() over (partition by t.id order by o.from_at, o.id) as first_place
  from thing t
  join position o on o.person_id = t.person_id
)
