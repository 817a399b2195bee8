with run as (
  select s.ran_at as ran_at
  from scheduled_run s
  where s.job = 'drift' and s.outcome = 'success' and s.ran_at is not null
  group by s.ran_at
),
-- Between a run and the next: when something found in that stretch cannot have begun before.
stretch as (
  select ran_at as from_at, lag(ran_at, 1) over (order by ran_at) as before_at,
    lead(ran_at, 1, 9223372036854775807) over (order by ran_at) as to_at
  from run
),
opened as (
  select f.id as id, f.resource as resource, f.detector as detector, f.began_at as began_at, f.opened_at as opened_at,
    f.closed_at as closed_at, case when f.accepted_by is not null then f.accepted_at end as accepted_at,
    case when f.accepted_by is null then f.accepted_at end as unnamed_accepted_at, f.ticket_key as ticket_key,
    f.evidence_sha256 || '#' || f.evidence_pointer as evidence
  from drift_finding f
  cross join param p
  where f.opened_at >= p.window_start and f.opened_at < p.window_end
    and (p.is_carry_in = false or coalesce(f.closed_at, case when f.accepted_by is not null then f.accepted_at end, p.period_start) >= p.period_start)
),
accepted as (
  select o.id as id, min(case when x.approved_at > x.from_at then x.approved_at else x.from_at end) as at
  from opened o
  join approved_exception x on x.subject = o.resource
  where x.kind = 'drift' and x.approved_at < x.to_at and x.to_at > o.opened_at and x.from_at < x.to_at
  group by o.id
),
resource_account as (
  select id as id, min(account_ref) as account_ref from cloud_resource group by id
),
due_run as (
  select c.id as id, c.period_key as period_key, c.from_at as from_at, c.to_at as to_at,
    min(case when s.outcome = 'success' then s.ran_at end) as ran_at,
    max(case when s.outcome = 'failure' and s.ran_at is not null then 1 else 0 end) as has_failed,
    max(case when s.outcome not in ('success', 'failure') and s.ran_at is not null then 1 else 0 end) as is_unclear,
    min(s.evidence_sha256 || '#' || s.evidence_pointer) as evidence
  from calendar c
  cross join param p
  left join scheduled_run s on s.due_day = c.period_key and s.job = 'drift'
  where c.kind = 'day' and c.from_at >= p.window_start and c.from_at < p.window_end and p.is_carry_in = false
  group by c.id, c.period_key, c.from_at, c.to_at
)
select o.id as item_id, o.opened_at as occurred_at, 'drift of ' || o.resource as label,
  coalesce(r.account_ref, o.detector) as unit, cast(null as text) as actor, o.evidence as evidence, 'finding' as kind,
  o.began_at as began_at, s.before_at as run_before_at, o.closed_at as closed_at, o.accepted_at as accepted_at,
  o.unnamed_accepted_at as unnamed_accepted_at, a.at as exception_at, o.ticket_key as ticket_key,
  cast(null as bigint) as due_at, cast(null as bigint) as ran_at, false as has_failed, false as is_unclear
from opened o
left join stretch s on s.from_at <= o.opened_at and o.opened_at < s.to_at
left join accepted a on a.id = o.id
left join resource_account r on r.id = o.resource
union all
select 'drift-run ' || d.period_key as item_id, d.from_at as occurred_at, 'drift run of ' || d.period_key as label,
  'drift' as unit, cast(null as text) as actor, d.evidence as evidence, 'run' as kind, cast(null as bigint) as began_at,
  cast(null as bigint) as run_before_at, cast(null as bigint) as closed_at, cast(null as bigint) as accepted_at,
  cast(null as bigint) as unnamed_accepted_at, cast(null as bigint) as exception_at, cast(null as text) as ticket_key,
  d.to_at - 1 as due_at, d.ran_at as ran_at, d.has_failed = 1 as has_failed, d.is_unclear = 1 as is_unclear
from due_run d
