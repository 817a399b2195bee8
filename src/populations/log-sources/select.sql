,
known as (
  select s.thing_id as source_id, s.from_at as from_at,
    min(case when f.aspect = 'enabled' then f.standing end) as enabled,
    min(case when f.aspect = 'enabled' then f.cause end) as enabled_cause,
    min(case when f.aspect = 'arriving' then f.standing end) as arriving,
    min(case when f.aspect = 'arriving' then f.cause end) as arriving_cause,
    min(case when f.aspect = 'immutable' then f.standing end) as immutable,
    min(case when f.aspect = 'alert_on_stop' then f.standing end) as alert_on_stop,
    min(case when f.aspect = 'enabled' then f.evidence end) as enabled_evidence,
    min(case when f.aspect = 'arriving' then f.evidence end) as arriving_evidence,
    min(case when f.aspect = 'immutable' then f.evidence end) as immutable_evidence,
    min(case when f.aspect = 'alert_on_stop' then f.evidence end) as alert_evidence
  from stretch s
  join fact f on f.source_id = s.thing_id and f.from_at <= s.from_at and s.from_at < f.to_at
  group by s.thing_id, s.from_at
)
select l.id as item_id, l.occurred_at as occurred_at, 'log source ' || l.name as label, l.name as unit,
  cast(null as text) as actor,
  l.evidence || coalesce('|' || k.enabled_evidence, '') || coalesce('|' || k.arriving_evidence, '')
    || coalesce('|' || k.immutable_evidence, '') || coalesce('|' || k.alert_evidence, '')
    || coalesce('|' || x.evidence, '') as evidence,
  l.scope_from as scope_from, l.scope_to as scope_to, s.from_at as from_at, s.to_at as to_at,
  case k.enabled when 0 then 'no' when 1 then 'yes' when 2 then 'other' end as enabled,
  coalesce(k.enabled_cause = 0, false) as is_stopped_by_person,
  case k.arriving when 0 then 'no' when 1 then 'yes' when 2 then 'other' end as arriving,
  coalesce(k.arriving_cause = 2, false) as has_silence_cause,
  coalesce(k.arriving_cause = 0, false) as is_silenced_by_person,
  case k.immutable when 0 then 'no' when 1 then 'yes' when 2 then 'other' end as immutable,
  case k.alert_on_stop when 0 then 'no' when 1 then 'yes' when 2 then 'other' end as alert_on_stop,
  x.id as exception_id, x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from source l
join stretch s on s.thing_id = l.id
left join known k on k.source_id = l.id and k.from_at = s.from_at
left join covered x on x.thing_id = l.id and x.stretch_from = s.from_at
where s.to_at > l.scope_from and s.from_at < coalesce(l.scope_to, 9223372036854775807)
  and (k.source_id is not null or (s.to_at > l.period_start and s.from_at < l.period_end))
