with source as (
  select l.id as id, l.name as name, l.from_at as scope_from, l.to_at as scope_to, p.period_start as period_start,
    p.period_end as period_end, case when l.from_at > p.period_start then l.from_at else p.period_start end as occurred_at,
    l.evidence_sha256 || '#' || l.evidence_pointer as evidence
  from log_source l
  cross join param p
  where p.is_carry_in = false and l.from_at < p.period_end and coalesce(l.to_at, 9223372036854775807) > p.period_start
),
-- An aspect was seen up to its exact end, or up to and with the last moment somebody looked. The newest record holds; of
-- two at one moment, the worse. 0: no, 1: yes, 2: unreadable. A cause counts only if every record of the moment gives it.
said as (
  select s.log_source_id as source_id, s.aspect as aspect, s.from_at as from_at,
    min(case s.value when 'false' then 0 when 'true' then 1 else 2 end) as standing,
    min(case when s.value <> 'false' then 3 when s.reason like 'stopped by a person%' then 0
      when s.reason = 'maintenance' or s.reason = 'quiet' then 2 else 1 end) as cause,
    max(case when s.to_hi is null then s.seen_at + 1 when s.to_lo = s.to_hi then s.to_lo
      else coalesce(s.to_lo, s.seen_at) + 1 end) as end_at,
    min(s.evidence_sha256 || '#' || s.evidence_pointer) as evidence
  from log_source_state s
  join source l on l.id = s.log_source_id
  group by s.log_source_id, s.aspect, s.from_at
),
fact as (
  select source_id as source_id, aspect as aspect, from_at as from_at, standing as standing, cause as cause,
    evidence as evidence, case when next_at < end_at then next_at else end_at end as to_at
  from (
    select source_id, aspect, from_at, standing, cause, end_at, evidence,
      lead(from_at, 1, 9223372036854775807) over (partition by source_id, aspect order by from_at) as next_at
    from said
  ) as ordered
),
candidate as (
  select l.id as thing_id, x.id as id, x.from_at as from_at, x.to_at as to_at, x.approved_at as approved_at,
    x.owner is not null as is_owned, x.evidence_sha256 || '#' || x.evidence_pointer as evidence
  from approved_exception x
  join source l on l.id = x.subject
  where x.kind = 'logging'
  union all
  select l.id as thing_id, x.id as id, x.from_at as from_at, x.to_at as to_at, x.approved_at as approved_at,
    x.owner is not null as is_owned, x.evidence_sha256 || '#' || x.evidence_pointer as evidence
  from approved_exception x
  join source l on l.name = x.subject
  where x.kind = 'logging' and l.name <> l.id
),
mark as (
  select id as thing_id, period_start as at from source
  union
  select id as thing_id, period_end as at from source
  union
  select id as thing_id, scope_from as at from source
  union
  select id as thing_id, scope_to as at from source where scope_to is not null
  union
  select source_id as thing_id, from_at as at from fact
  union
  select source_id as thing_id, to_at as at from fact
  union
  select thing_id as thing_id, from_at as at from candidate
  union
  select thing_id as thing_id, to_at as at from candidate where to_at is not null
  union
  select thing_id as thing_id, approved_at as at from candidate where approved_at is not null
),
