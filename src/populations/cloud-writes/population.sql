with raw_write as (
  select c.id as id, c.account_ref as account_ref, c.at as at, c.service as service, c.action as action,
    c.resource as resource, c.principal as principal, c.role as role, c.actor_kind as actor_kind, c.channel as channel,
    c.change_key as change_key, c.evidence_sha256 || '#' || c.evidence_pointer as evidence,
    row_number() over (partition by c.account_ref, c.id order by c.evidence_sha256, c.evidence_pointer) as copy
  from config_change c
  cross join param p
  where c.is_configuration and c.is_production and c.actor_kind in ('human', 'unknown')
    and c.at >= p.window_start and c.at < p.window_end
),
ignored as (
  select w.account_ref as account_ref, w.id as id
  from raw_write w
  join scope s on s.key = w.action
  where s.kind = 'ignored_action' and w.at >= s.from_at and w.at < coalesce(s.to_at, 9223372036854775807)
  union
  select w.account_ref as account_ref, w.id as id
  from raw_write w
  join scope s on s.key = w.service || ':' || w.action
  where s.kind = 'ignored_action' and w.at >= s.from_at and w.at < coalesce(s.to_at, 9223372036854775807)
),
cloud_write as (
  select w.id as id, w.account_ref as account_ref, w.at as at, w.service as service, w.action as action,
    w.resource as resource, w.principal as principal, w.role as role, w.actor_kind as actor_kind, w.channel as channel,
    w.change_key as change_key, w.evidence as evidence
  from raw_write w
  left join ignored i on i.account_ref = w.account_ref and i.id = w.id
  where w.copy = 1 and i.id is null
),
by_pipeline as (
  select distinct w.account_ref as account_ref, w.id as id
  from cloud_write w
  join scope s on s.key = coalesce(w.role, w.principal)
  where s.kind = 'pipeline_role' and w.at >= s.from_at and w.at < coalesce(s.to_at, 9223372036854775807)
),
cloud_account as (
  select a.username as username, a.external_id as external_id, a.email as email, ap.person_id as person_id
  from account a
  join (select distinct key as system from scope where kind = 'system' and attribute = 'cloud') s on s.system = a.system
  join account_person ap on ap.id = a.id
  where ap.person_id is not null
),
account_name as (
  select lower(username) as name, person_id as person_id from cloud_account
  union
  select lower(external_id) as name, person_id as person_id from cloud_account
  union
  select lower(email) as name, person_id as person_id from cloud_account where email is not null
),
-- A role that was assumed is told apart by the name of its session: a login, an address, or a login before a ticket.
principal_session as (
  select distinct principal as principal,
    case when position(':assumed-role/' in principal) > 0 then lower(split_part(principal, '/', 3)) end as session
  from cloud_write
),
principal_name as (
  select principal as principal, lower(principal) as name from principal_session
  union
  select principal as principal, session as name from principal_session where session is not null
  union
  select principal as principal, split_part(session, '@', 1) as name from principal_session where session is not null
),
principal_person as (
  select n.principal as principal, case when count(distinct a.person_id) = 1 then min(a.person_id) end as person_id
  from principal_name n
  join account_name a on a.name = n.name
  group by n.principal
),
employee as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  group by employee_no
),
-- The tickets and incidents a write names, or that name it as the one thing they link to.
reference as (
  select w.account_ref as account_ref, w.id as id, t.key as key, t.created_at as opened_at, t.labels as labels, 0 as is_incident
  from cloud_write w join ticket t on t.key = w.change_key
  union
  select w.account_ref as account_ref, w.id as id, t.key as key, t.created_at as opened_at, t.labels as labels, 0 as is_incident
  from cloud_write w join ticket t on t.links = w.id
  union
  select w.account_ref as account_ref, w.id as id, n.key as key, n.opened_at as opened_at, '' as labels, 1 as is_incident
  from cloud_write w join incident n on n.key = w.change_key
),
declared as (
  select account_ref as account_ref, id as id, min(opened_at) as declared_at, max(is_incident) as is_incident,
    max(labels) as labels
  from reference
  group by account_ref, id
),
approval as (
  select r.account_ref as account_ref, r.id as id,
    min(case when a.decision = 'approved' and e.person_id <> pp.person_id then a.decided_at end) as approved_at,
    min(case when a.decision = 'approved' and a.approver_employee_no is not null
      and (e.person_id is null or pp.person_id is null) then a.decided_at end) as unmatched_approved_at,
    min(case when a.decision = 'approved' and e.person_id = pp.person_id then a.decided_at end) as self_approved_at,
    min(case when a.decision = 'approved' and a.approver_employee_no is null then a.decided_at end) as unnamed_approved_at,
    max(case when a.decision = 'rejected' then a.decided_at end) as rejected_at
  from reference r
  join cloud_write w on w.account_ref = r.account_ref and w.id = r.id
  join ticket_approval a on a.ticket_key = r.key
  left join employee e on e.employee_no = a.approver_employee_no
  left join principal_person pp on pp.principal = w.principal
  group by r.account_ref, r.id
),
-- What nobody with a name accepted is not accepted (as in CFG-01).
finding as (
  select f.id as finding_id, f.resource as resource, f.ticket_key as ticket_key, f.opened_at as opened_at,
    case when f.accepted_by is not null and f.accepted_at < coalesce(f.closed_at, 9223372036854775807) then f.accepted_at
      else f.closed_at end as resolved_at
  from drift_finding f
),
linked as (
  select w.account_ref as account_ref, w.id as id, case when f.opened_at >= w.at then 1 else 0 end as is_own,
    f.finding_id as finding_id, f.opened_at as opened_at, f.resolved_at as resolved_at
  from cloud_write w join finding f on f.resource = w.resource
  where coalesce(f.resolved_at, 9223372036854775807) >= w.at
  union
  select w.account_ref as account_ref, w.id as id, case when f.opened_at >= w.at then 1 else 0 end as is_own,
    f.finding_id as finding_id, f.opened_at as opened_at, f.resolved_at as resolved_at
  from cloud_write w join finding f on f.ticket_key = w.change_key
  where coalesce(f.resolved_at, 9223372036854775807) >= w.at
),
drift as (
  select account_ref as account_ref, id as id, is_own as is_own, opened_at as opened_at, resolved_at as resolved_at,
    row_number() over (partition by account_ref, id order by opened_at, coalesce(resolved_at, 9223372036854775807) desc) as place,
    row_number() over (partition by account_ref, id, is_own
      order by opened_at, coalesce(resolved_at, 9223372036854775807) desc) as own_place
  from linked
),
run as (
  select s.ran_at as ran_at from scheduled_run s
  where s.job = 'drift' and s.outcome = 'success' and s.ran_at is not null
  group by s.ran_at
),
stretch as (
  select lag(ran_at, 1, cast(-1 as bigint)) over (order by ran_at) as from_at, ran_at as to_at from run
)
select w.account_ref || ' ' || w.id as item_id, w.at as occurred_at,
  w.service || ' ' || w.action || ' in ' || w.account_ref as label, w.account_ref as unit,
  coalesce(pp.person_id, w.role, w.principal) as actor, w.evidence as evidence,
  w.actor_kind as actor_kind, w.channel as channel, w.resource as resource, bp.id is not null as is_pipeline_role,
  pp.person_id is not null as is_person_known, w.change_key as change_key, d.declared_at as declared_at,
  coalesce(d.is_incident, 0) = 1 as is_incident, coalesce(d.labels, '') as labels, a.approved_at as approved_at,
  a.unmatched_approved_at as unmatched_approved_at, a.self_approved_at as self_approved_at, a.unnamed_approved_at as unnamed_approved_at, a.rejected_at as rejected_at,
  f.opened_at as drift_opened_at, f.resolved_at as drift_resolved_at,
  o.opened_at as own_drift_opened_at, o.resolved_at as own_drift_resolved_at, s.to_at as next_run_at
from cloud_write w
cross join param p
left join by_pipeline bp on bp.account_ref = w.account_ref and bp.id = w.id
left join principal_person pp on pp.principal = w.principal
left join declared d on d.account_ref = w.account_ref and d.id = w.id
left join approval a on a.account_ref = w.account_ref and a.id = w.id
left join drift f on f.account_ref = w.account_ref and f.id = w.id and f.place = 1
left join drift o on o.account_ref = w.account_ref and o.id = w.id and o.is_own = 1 and o.own_place = 1
left join stretch s on s.from_at <= w.at and w.at < s.to_at
where p.is_carry_in = false
  or (f.opened_at is not null and coalesce(f.resolved_at, 9223372036854775807) >= p.period_start)
  or (o.opened_at is not null and coalesce(o.resolved_at, 9223372036854775807) >= p.period_start)
