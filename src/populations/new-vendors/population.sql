with entry as (
  select e.key as vendor, e.from_at as from_at, e.class as class, e.evidence_sha256 || '#' || e.evidence_pointer as evidence,
    row_number() over (partition by e.key order by e.from_at, e.id) as place
  from register_entry e
  where e.register = 'vendor'
),
fresh as (
  select e.vendor as vendor, e.from_at as from_at, e.class as class, e.evidence as evidence
  from entry e
  cross join param p
  where e.place = 1 and p.is_carry_in = false and e.from_at >= p.window_start and e.from_at < p.window_end
),
-- What was relied on: the last act up to the first use, else the first after it, else one without a date.
act as (
  select a.id as id, a.kind as kind, a.subject as vendor, a.performed_at as performed_at, a.result as result,
    a.reference as reference, a.evidence_sha256 || '#' || a.evidence_pointer as evidence,
    row_number() over (partition by a.kind, a.subject
      order by case when a.performed_at is null then 2 when a.performed_at <= f.from_at then 0 else 1 end,
        case when a.performed_at <= f.from_at then 0 - a.performed_at else a.performed_at end, a.id) as place
  from activity a
  join fresh f on f.vendor = a.subject
  where a.kind in ('vendor-rating', 'vendor-assessment', 'vendor-contract')
),
term as (
  select activity_id as activity_id,
    min(case when part = 'security_terms' then case when is_done then 1 when is_done = false then 0 end end) as security_terms,
    min(case when part = 'confidentiality_terms' then case when is_done then 1 when is_done = false then 0 end end) as confidentiality_terms
  from activity_part
  group by activity_id
)
select 'vendor ' || f.vendor as item_id, f.from_at as occurred_at, 'vendor ' || f.vendor as label, f.vendor as unit,
  cast(null as text) as actor,
  f.evidence || coalesce('|' || r.evidence, '') || coalesce('|' || s.evidence, '') || coalesce('|' || c.evidence, '') as evidence,
  f.vendor as vendor, f.from_at as first_used_at, coalesce(f.class, r.result) as tier, r.performed_at as rated_at,
  r.reference as rating_note, r.id is not null and r.performed_at is null as is_rating_undated, s.performed_at as assessed_at,
  s.result as assessed_tier, s.id is not null and s.performed_at is null as is_assessment_undated,
  c.performed_at as contracted_at, c.id is not null and c.performed_at is null as is_contract_undated,
  case when t.security_terms = 1 then true when t.security_terms = 0 then false end as security_terms,
  case when t.confidentiality_terms = 1 then true when t.confidentiality_terms = 0 then false end as confidentiality_terms
from fresh f
left join act r on r.vendor = f.vendor and r.kind = 'vendor-rating' and r.place = 1
left join act s on s.vendor = f.vendor and s.kind = 'vendor-assessment' and s.place = 1
left join act c on c.vendor = f.vendor and c.kind = 'vendor-contract' and c.place = 1
left join term t on t.activity_id = c.id
