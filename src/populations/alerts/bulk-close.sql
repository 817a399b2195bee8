-- Alerts closed with more than twenty others within one minute, without a word on why: by one person, or in what the source
-- calls one act. Whenever the alerts were created: a month of them does not show the whole act.
with bulk_act as (
  select s.bulk_key as bulk_key
  from alert_state s
  where s.step = 'closed' and s.bulk_key is not null
  group by s.bulk_key
  having count(distinct s.alert_id) > 20 and max(s.at_hi) - min(coalesce(s.at_lo, s.at_hi)) <= 60000
    and max(case when s.bulk_note is not null then 1 else 0 end) = 0
),
bare_close as (
  select s.alert_id as alert_id, s.actor as actor, s.at_hi as closed_at
  from alert_state s
  where s.step = 'closed' and s.actor_kind = 'human' and s.actor is not null and s.bulk_key is null
    and s.bulk_note is null and s.evidence is null and s.at_lo = s.at_hi
),
burst as (
  select alert_id as alert_id, actor as actor, closed_at as closed_at,
    case when lead(closed_at, 20, 9223372036854775807) over (partition by actor order by closed_at) - closed_at <= 60000
      then closed_at end as burst_at
  from bare_close
),
bulk as (
  select alert_id as alert_id
  from (
    select alert_id, closed_at, max(burst_at) over (partition by actor order by closed_at) as burst_at from burst
  ) as followed
  where closed_at - burst_at <= 60000
  union
  select s.alert_id as alert_id
  from alert_state s
  join bulk_act b on b.bulk_key = s.bulk_key
  where s.step = 'closed'
)
select alert_id as id, 'derived' as source_id, '' as evidence_sha256, '' as evidence_pointer, 0 as observed_at
from bulk
