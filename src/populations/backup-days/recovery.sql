-- Recovery points are jobs that succeeded, and every moment inside a window of continuous recovery.
store as (
  select d.id as id, d.name as name, d.from_at as from_at, coalesce(d.to_at, 9223372036854775807) as to_at,
    case when d.from_at > p.period_start then d.from_at else p.period_start end as start_at,
    d.evidence_sha256 || '#' || d.evidence_pointer as evidence
  from data_store d
  cross join param p
  where p.is_carry_in = false and d.from_at < p.period_end and coalesce(d.to_at, 9223372036854775807) > p.period_start
),
run as (
  select b.data_store_id as store_id, coalesce(b.completed_at, b.started_at) as done_at, b.outcome as outcome,
    b.recovery_from_at as window_from, b.recovery_to_at as window_to, b.is_encrypted as is_encrypted,
    b.ticket_key as ticket_key,
    case when b.deleted_at < coalesce(b.retained_until, 9223372036854775807) then b.deleted_at else b.retained_until end
      as kept_until,
    b.evidence_sha256 || '#' || b.evidence_pointer as evidence
  from backup_run b
  join store s on s.id = b.data_store_id
),
point_time as (
  select store_id as store_id, done_at as point_at from run
  where outcome = 'success' and (window_from is null or window_to is null)
  union
  select store_id as store_id, window_from as point_at from run where outcome = 'success' and window_to > window_from
  union
  select store_id as store_id, window_to as point_at from run where outcome = 'success' and window_to > window_from
),
first_point as (
  select store_id as store_id, min(point_at) as point_at from point_time group by store_id
),
-- Where no earlier point is on record, the clock starts with the period, or with the store if that is younger.
moment as (
  select store_id as store_id, point_at as point_at from point_time
  union
  select s.id as store_id, s.start_at as point_at
  from store s
  left join first_point f on f.store_id = s.id
  where f.point_at is null or f.point_at > s.start_at
),
stretch as (
  select store_id as store_id, point_at as from_at,
    lead(point_at, 1, 9223372036854775807) over (partition by store_id order by point_at) as to_at
  from moment
),
-- Of the windows that had begun, the one that reaches furthest tells whether the moment lies inside any.
continuous as (
  select store_id as store_id, from_at as from_at
  from (
    select store_id, from_at, is_stretch, max(window_to) over (partition by store_id order by from_at, is_stretch
      rows between unbounded preceding and current row) as covered_to
    from (
      select store_id as store_id, from_at as from_at, 1 as is_stretch, cast(null as bigint) as window_to from stretch
      union all
      select store_id as store_id, window_from as from_at, 0 as is_stretch, window_to as window_to
      from run
      where outcome = 'success' and window_from is not null
    ) as begun
  ) as reached
  where is_stretch = 1 and from_at < covered_to
),
-- From one recovery point to the next; the last one has no end.
gap as (
  select t.store_id as store_id, t.from_at as from_at, t.to_at as to_at
  from stretch t
  left join continuous c on c.store_id = t.store_id and c.from_at = t.from_at
  where c.store_id is null
)
