-- Settings of repositories that took another value in the window; what a new repository began with is no change.
repository_entry as (
  select e.id as id, e.key as key, e.from_at as from_at, e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from register_entry e
  where e.register = 'repository'
),
said as (
  select c.id as id, c.entry_id as entry_id, c.aspect as aspect, c.value as value, c.from_at as from_at,
    c.changed_by as changed_by, c.change_key as change_key, c.evidence_sha256 || '#' || c.evidence_pointer as evidence,
    row_number() over (partition by c.entry_id, c.aspect, c.from_at order by c.id) as place
  from entry_state c
  join repository_entry e on e.id = c.entry_id
  where c.aspect in ('required_approvals', 'dismiss_stale', 'enforce_admins', 'allow_force_push', 'allow_deletion', 'required_checks')
),
chain as (
  select s.id as id, s.value as value, lead(s.id, 1, '') over (partition by s.entry_id, s.aspect order by s.from_at) as next_id
  from said s
  where s.place = 1
),
changed as (
  select n.id as id, n.entry_id as entry_id, n.aspect as aspect, c.value as value_before, n.value as value, n.from_at as from_at,
    n.changed_by as changed_by, n.change_key as change_key, n.evidence as evidence
  from chain c
  join said n on n.id = c.next_id and n.place = 1
  cross join param p
  where n.value <> c.value and n.from_at >= p.window_start and n.from_at < p.window_end and p.is_carry_in = false
),
in_scope as (
  select distinct c.id as id
  from changed c
  join repository_entry e on e.id = c.entry_id
  join scope s on s.kind = 'repository' and lower(s.key) = lower(e.key) and s.from_at <= c.from_at
    and coalesce(s.to_at, 9223372036854775807) > c.from_at
),
by_pipeline as (
  select distinct c.id as id
  from changed c
  join scope s on s.kind = 'pipeline_role' and s.key = c.changed_by and s.from_at <= c.from_at
    and coalesce(s.to_at, 9223372036854775807) > c.from_at
),
-- Approvals of the ticket that nothing overruled by the time of the change, seen from who changed it.
approval as (
  select c.id as id, a.decided_at as decided_at,
    case when l.person_id is null or n.person_id is null then 'unknown' when l.person_id = n.person_id then 'own' else 'other' end
      as relation
  from changed c
  join ticket_approval a on a.ticket_key = c.change_key and a.decision = 'approved'
  left join ticket_approval j on j.ticket_key = a.ticket_key and j.decision = 'rejected' and j.decided_at >= a.decided_at
    and j.decided_at <= c.from_at
  left join login_person l on l.login = lower(c.changed_by)
  left join number_person n on n.employee_no = a.approver_employee_no
  where j.id is null
),
approval_sum as (
  select id as id, min(case when relation = 'other' then decided_at end) as other_at,
    min(case when relation = 'unknown' then decided_at end) as unsure_at, min(case when relation = 'own' then decided_at end) as own_at
  from approval
  group by id
)
select 'setting ' || c.id as item_id, c.from_at as occurred_at, c.aspect || ' of ' || e.key || ' set to ' || c.value as label,
  e.key as unit, c.changed_by as actor, c.evidence || '|' || e.evidence as evidence, c.aspect as aspect,
  c.value_before as value_before, c.value as value, c.changed_by as changed_by, c.change_key as change_key,
  b.id is not null as is_by_pipeline, a.other_at as approved_at, a.unsure_at as unsure_approved_at,
  a.own_at is not null as is_self_approved, e.from_at as entry_from_at
from changed c
join in_scope i on i.id = c.id
join repository_entry e on e.id = c.entry_id
left join by_pipeline b on b.id = c.id
left join approval_sum a on a.id = c.id
