-- The wanted tickets as access requests, each with what its approvals are worth: independent of who asked and for whom, given by
-- somebody employed on that day, who is manager or owner by the ticket's word or manager by HR's.
ticket_once as (
  select t.key as ticket_key, t.created_at as created_at, t.reporter_employee_no as reporter_no,
    t.beneficiary_employee_no as beneficiary_no, n.person_id as beneficiary_person_id, t.system as system,
    t.entitlements as entitlements, t.evidence_sha256 || '#' || t.evidence_pointer as evidence,
    row_number() over (partition by t.key order by t.created_at, t.id) as place
  from wanted_ticket w
  join ticket t on t.key = w.ticket_key
  left join number_person n on n.employee_no = t.beneficiary_employee_no
),
own_approval as (
  select a.id as approval_id, a.ticket_key as ticket_key, a.approver_employee_no as approver_no, a.decision as decision,
    a.decided_at as decided_at, a.is_manager_or_owner as is_manager_or_owner, t.reporter_no as reporter_no,
    t.beneficiary_no as beneficiary_no, t.beneficiary_person_id as beneficiary_person_id
  from ticket_once t
  join ticket_approval a on a.ticket_key = t.ticket_key
  where t.place = 1
),
approver_employment as (
  select a.approval_id as approval_id, max(1) as is_employed
  from own_approval a
  join employment e on e.employee_no = a.approver_no and e.is_cancelled = false
    and e.start_at <= a.decided_at and coalesce(e.end_at, 9223372036854775807) > a.decided_at
  group by a.approval_id
),
approver_manages as (
  select a.approval_id as approval_id, max(1) as is_manager
  from own_approval a
  join position o on o.person_id = a.beneficiary_person_id and o.manager_employee_no = a.approver_no
    and o.from_at <= a.decided_at and coalesce(o.to_at, 9223372036854775807) > a.decided_at
  where a.is_manager_or_owner is null
  group by a.approval_id
),
rejection as (
  select ticket_key as ticket_key, max(decided_at) as rejected_at from own_approval where decision = 'rejected' group by ticket_key
),
approval as (
  select a.ticket_key as ticket_key, a.approval_id as approval_id, a.approver_no as approver_no, a.decided_at as decided_at,
    case
      when a.approver_no = a.reporter_no or a.approver_no = a.beneficiary_no then 'self'
      when a.approver_no is not null and e.is_employed is null then 'no authority'
      when a.is_manager_or_owner = false then 'no authority'
      when a.approver_no is null then 'approver unknown'
      when coalesce(a.is_manager_or_owner, m.is_manager = 1) is null then 'authority unknown'
      when a.reporter_no is null then 'requester unknown'
      else 'valid'
    end as worth
  from own_approval a
  left join approver_employment e on e.approval_id = a.approval_id
  left join approver_manages m on m.approval_id = a.approval_id
  where a.decision = 'approved'
),
ranked_approval as (
  select ticket_key as ticket_key, approver_no as approver_no, decided_at as decided_at, worth as worth,
    case when worth in ('approver unknown', 'authority unknown', 'requester unknown') then 1 else 0 end as is_open,
    row_number() over (partition by ticket_key,
      case when worth = 'valid' then 2 when worth in ('approver unknown', 'authority unknown', 'requester unknown') then 1 else 0 end
      order by decided_at, approval_id) as place
  from approval
),
approval_sum as (
  select r.ticket_key as ticket_key, count(*) as approval_count,
    sum(case when r.worth = 'self' then 1 else 0 end) as self_count, min(r.decided_at) as any_at,
    min(case when r.worth = 'valid' then r.decided_at end) as approved_at,
    max(case when r.worth = 'valid' and r.place = 1 then r.approver_no end) as approved_by,
    min(case when r.worth = 'valid' and r.decided_at > j.rejected_at then r.decided_at end) as reapproved_at,
    min(case when r.is_open = 1 then r.decided_at end) as open_at,
    max(case when r.is_open = 1 and r.place = 1 then r.approver_no end) as open_by,
    max(case when r.is_open = 1 and r.place = 1 then r.worth end) as open_why
  from ranked_approval r
  left join rejection j on j.ticket_key = r.ticket_key
  group by r.ticket_key
),
request as (
  select t.ticket_key as ticket_key, t.created_at as created_at, t.beneficiary_no as beneficiary_no,
    t.beneficiary_person_id as beneficiary_person_id, t.system as system, t.entitlements as entitlements,
    t.evidence as evidence, coalesce(s.approval_count, 0) as approval_count, coalesce(s.self_count, 0) as self_count,
    s.any_at as any_at, s.approved_at as approved_at, s.approved_by as approved_by, s.reapproved_at as reapproved_at,
    s.open_at as open_at, s.open_by as open_by, s.open_why as open_why, j.rejected_at as rejected_at
  from ticket_once t
  left join approval_sum s on s.ticket_key = t.ticket_key
  left join rejection j on j.ticket_key = t.ticket_key
  where t.place = 1
)
