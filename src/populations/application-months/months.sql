-- Applications in use at the end of a month that ends in the period, each with the month's review: the earliest dated record.
due as (
  select c.period_key as period_key, c.from_at as from_at, c.to_at as to_at
  from calendar c
  cross join param p
  where c.kind = 'month' and p.is_carry_in = false and c.to_at > p.window_start and c.to_at <= p.window_end
),
told as (
  select a.id as id, a.subject as subject, coalesce(a.period_key, c.period_key) as period_key, a.performed_at as performed_at,
    a.performed_by as performed_by, a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from activity a
  left join calendar c on c.kind = 'month' and a.period_key is null and c.from_at <= a.performed_at and c.to_at > a.performed_at
  where a.kind = 'application-review'
),
reviewed as (
  select t.*, row_number() over (partition by t.subject, t.period_key
    order by case when t.performed_at is null then 1 else 0 end, t.performed_at, t.id) as place
  from told t
),
thing as (
  select e.id || ' ' || d.period_key as id, e.id as entry_id, e.key as ref, e.key as alias, e.owner as owner, e.class as class,
    e.listed_at as listed_at, e.from_at as created_at, e.to_at as deleted_at, d.period_key as period_key,
    d.from_at as period_start, d.to_at as period_end, r.id is not null and r.performed_at is null as is_undated,
    r.performed_at as performed_at, r.performed_by as performed_by,
    e.evidence_sha256 || '#' || e.evidence_pointer || coalesce('|' || r.evidence, '') as evidence
  from due d
  join register_entry e on e.register = 'application' and e.from_at < d.to_at and coalesce(e.to_at, 9223372036854775807) >= d.to_at
  left join reviewed r on r.subject = e.key and r.period_key = d.period_key and r.place = 1
),
setting as (
  select c.id as id, t.id as thing_id, c.aspect as aspect, c.value as value, c.from_at as from_at,
    case when c.to_hi is null then c.seen_at + 1 when c.to_lo = c.to_hi then c.to_lo
      else coalesce(c.to_lo, c.seen_at) + 1 end as end_at,
    c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from thing t
  join entry_state c on c.entry_id = t.entry_id
)
