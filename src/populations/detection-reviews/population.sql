with month as (
  select c.period_key as period_key, c.from_at as from_at, c.to_at as to_at
  from calendar c
  cross join param p
  where c.kind = 'month' and p.is_carry_in = false and c.from_at >= p.window_start and c.from_at < p.window_end
),
held as (
  select r.period_key as period_key, min(case when r.is_complete then r.performed_at end) as performed_at,
    max(case when r.is_complete and r.performed_at is null then 1 else 0 end) as is_undated,
    max(case when r.is_complete then 0 else 1 end) as has_incomplete,
    min(r.evidence_sha256 || '#' || r.evidence_pointer) as evidence
  from review_record r
  where r.kind = 'detection-review'
  group by r.period_key
)
select 'review ' || m.period_key as item_id, m.from_at as occurred_at, 'review of detections, ' || m.period_key as label,
  cast(null as text) as unit, cast(null as text) as actor, h.evidence as evidence, 'review' as item_kind,
  m.period_key as period_key, m.to_at as month_to, m.to_at - m.from_at as month_length_ms, h.performed_at as performed_at,
  coalesce(h.is_undated, 0) = 1 as is_undated, coalesce(h.has_incomplete, 0) = 1 as has_incomplete,
  false as has_owner, false as has_action, cast(null as bigint) as expires_at, cast(null as bigint) as removed_at
from month m
left join held h on h.period_key = m.period_key
union all
select 'rule ' || d.id as item_id, m.from_at as occurred_at, 'rule ' || d.rule_id || ', ' || m.period_key as label,
  d.rule_id as unit, cast(null as text) as actor, d.evidence_sha256 || '#' || d.evidence_pointer as evidence,
  'noisy_rule' as item_kind, m.period_key as period_key, m.to_at as month_to, m.to_at - m.from_at as month_length_ms,
  cast(null as bigint) as performed_at, false as is_undated, false as has_incomplete, d.owner is not null as has_owner,
  d.action is not null as has_action, cast(null as bigint) as expires_at, cast(null as bigint) as removed_at
from detection_rule d
join month m on m.period_key = d.period_key
where d.is_noisy
union all
select 'suppression ' || s.id as item_id, case when s.from_at > p.period_start then s.from_at else p.period_start end as occurred_at,
  'suppression ' || s.id as label, s.system as unit, cast(null as text) as actor,
  s.evidence_sha256 || '#' || s.evidence_pointer as evidence, 'suppression' as item_kind, cast(null as text) as period_key,
  cast(null as bigint) as month_to, cast(null as bigint) as month_length_ms, cast(null as bigint) as performed_at,
  false as is_undated, false as has_incomplete, s.owner is not null as has_owner, false as has_action,
  s.expires_at as expires_at, s.to_at as removed_at
from suppression s
cross join param p
where p.is_carry_in = false and s.from_at < p.period_end and coalesce(s.to_at, 9223372036854775807) > p.period_start
