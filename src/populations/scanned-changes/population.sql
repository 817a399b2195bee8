-- The first approved, owned waiver of a change's findings that had not run out at its merge.
merged_change as (
  select distinct b.item_id as item_id, b.occurred_at as occurred_at, b.unit || '#' || cast(b.number as text) as subject
  from base b
  where b.kind = 'change' and b.number is not null
),
waiver as (
  select m.item_id as item_id, min(x.approved_at) as approved_at,
    min(x.evidence_sha256 || '#' || x.evidence_pointer) as evidence
  from merged_change m
  join approved_exception x on x.subject = m.subject
  where x.kind = 'scan' and x.owner is not null and x.approved_at is not null
    and coalesce(x.to_at, 9223372036854775807) > m.occurred_at
  group by m.item_id
)
