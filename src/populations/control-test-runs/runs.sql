with due as (
  select c.period_key as period_key, c.from_at as from_at, c.to_at as to_at
  from calendar c
  cross join param p
  where c.kind = 'day' and p.is_carry_in = false and c.to_at > p.window_start and c.to_at <= p.window_end
),
told as (
  select a.id as id, coalesce(a.period_key, c.period_key) as period_key, a.performed_at as performed_at, a.result as result,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from activity a
  left join calendar c on c.kind = 'day' and a.period_key is null and c.from_at <= a.performed_at and c.to_at > a.performed_at
  where a.kind = 'control-test-run'
),
-- Moments in order, of days that are due, runs that succeeded and runs that failed: what came before and after each.
moment as (
  select performed_at as told_at, 1 as is_good, 0 as is_bad, cast(null as text) as day_key from told where result = 'success' and performed_at is not null
  union all
  select min(performed_at) as told_at, 0 as is_good, 1 as is_bad, period_key as day_key
  from told
  where result = 'failure' and performed_at is not null
  group by period_key
  union all
  select to_at as told_at, 0 as is_good, 0 as is_bad, period_key as day_key from due
),
placed as (
  select m.told_at as told_at, m.is_good as is_good, m.is_bad as is_bad, m.day_key as day_key,
    max(case when m.is_good = 1 then m.told_at end) over (order by m.told_at, m.is_good rows between unbounded preceding and 1 preceding) as before_at,
    min(case when m.is_good = 1 then m.told_at end) over (order by m.told_at, m.is_good rows between current row and unbounded following) as after_at
  from moment m
),
good as (
  select period_key as period_key, min(performed_at) as performed_at, min(evidence) as evidence
  from told
  where result = 'success' and performed_at is not null
  group by period_key
),
ended as (
  select day_key as day_key, max(case when is_bad = 0 then before_at end) as before_at,
    max(case when is_bad = 0 then after_at end) as after_at, max(case when is_bad = 1 then told_at end) as failed_at,
    max(case when is_bad = 1 then after_at end) as retried_at
  from placed
  where day_key is not null
  group by day_key
),
previous as (
  select told_at as told_at, max(case when before_at < told_at then before_at end) as before_at
  from placed
  where is_good = 1
  group by told_at
),
other as (
  select period_key as period_key, sum(case when performed_at is null then 1 else 0 end) as undated,
    sum(case when performed_at is not null and result is null then 1 else 0 end) as unstated,
    sum(case when performed_at is not null and result <> 'success' and result <> 'failure' then 1 else 0 end) as unclear,
    min(evidence) as evidence
  from told
  group by period_key
)
select 'control-test-run ' || d.period_key as item_id, d.to_at - 1 as occurred_at, 'control tests for ' || d.period_key as label,
  cast(null as text) as unit, cast(null as text) as actor, coalesce(g.evidence, o.evidence) as evidence, d.period_key as period_key,
  d.from_at as interval_from, d.to_at as interval_to, g.performed_at as run_at,
  case when g.performed_at is null then e.before_at else v.before_at end as before_at, e.after_at as after_at,
  e.failed_at as failed_at, e.retried_at as retried_at, coalesce(o.undated, 0) > 0 as is_undated,
  cast(coalesce(o.unstated, 0) as bigint) as unstated, cast(coalesce(o.unclear, 0) as bigint) as unclear
from due d
left join good g on g.period_key = d.period_key
left join ended e on e.day_key = d.period_key
left join previous v on v.told_at = g.performed_at
left join other o on o.period_key = d.period_key
