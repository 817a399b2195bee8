-- A quarter is due for every system in scope when it ends; carried in: quarters that ended shortly before the period.
due as (
  select s.system as system, c.period_key as period_key, c.from_at as from_at, c.to_at as to_at
  from (select distinct key as system, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at from scope where kind = 'system') s
  cross join param p
  join calendar c on c.kind = 'quarter' and c.to_at >= p.window_start and c.to_at < p.window_end
    and s.from_at < c.to_at and s.to_at >= c.to_at
),
line_sum as (
  select review_id as review_id, count(*) as line_count,
    sum(case when decision is null then 1 else 0 end) as undecided_count,
    sum(case when decision in ('keep', 'change', 'remove') or decision is null then 0 else 1 end) as odd_count,
    sum(case when decision in ('change', 'remove') then 1 else 0 end) as removal_count,
    sum(case when decision in ('change', 'remove') and executed_at is null then 1 else 0 end) as open_count,
    min(case when decision in ('change', 'remove') and executed_at is null then decided_at end) as open_decided_at,
    sum(case when subject_person = reviewer_person then 1 else 0 end) as self_count,
    sum(case when is_nobodys = 1 or (subject_person is not null and reviewer_person is not null) then 0 else 1 end) as unknown_count
  from line
  group by review_id
),
slowest as (
  select review_id as review_id, decided_at as decided_at, executed_at as executed_at,
    row_number() over (partition by review_id order by executed_at - decided_at desc, decided_at) as place
  from line
  where decision in ('change', 'remove') and executed_at is not null and decided_at is not null
)
select d.system || ' ' || d.period_key as item_id, d.to_at as occurred_at,
  'access review of ' || d.system || ' for ' || d.period_key as label, d.system as unit, r.signed_off_by as actor,
  r.evidence_sha256 || '#' || r.evidence_pointer as evidence,
  d.period_key as period_key, d.from_at as interval_from, r.id is not null as is_recorded, r.listing_at as listing_at,
  r.listing_count as listing_count, r.system_count as system_count, r.signed_off_at as signed_off_at,
  r.signed_off_by as signed_off_by, r.is_population_complete as is_population_complete,
  cast(coalesce(l.line_count, 0) as bigint) as line_count, cast(coalesce(l.undecided_count, 0) as bigint) as undecided_count,
  cast(coalesce(l.odd_count, 0) as bigint) as odd_count, cast(coalesce(l.removal_count, 0) as bigint) as removal_count,
  cast(coalesce(l.open_count, 0) as bigint) as open_count, l.open_decided_at as open_decided_at,
  w.decided_at as slowest_decided_at, w.executed_at as slowest_executed_at,
  cast(coalesce(l.self_count, 0) as bigint) as self_count, cast(coalesce(l.unknown_count, 0) as bigint) as unknown_count
from due d
cross join param p
left join ranked r on r.system = d.system and r.period_key = d.period_key and r.place = 1
left join line_sum l on l.review_id = r.id
left join slowest w on w.review_id = r.id and w.place = 1
where p.is_carry_in = false or d.to_at >= p.period_start - 7948800000
