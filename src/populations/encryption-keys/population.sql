-- Rotations by hand and approved deletions, read as settings of the key that they name by its id or its name.
key_name as (
  select r.id as id, r.id as ref from cloud_resource r
  union
  select r.id as id, r.name as ref from cloud_resource r
),
known_config as (
  select c.id as id, c.resource_id as resource_id, c.attribute as attribute, c.value as value, c.from_at as from_at,
    c.to_lo as to_lo, c.to_hi as to_hi, c.seen_at as seen_at, c.evidence_sha256 as evidence_sha256,
    c.evidence_pointer as evidence_pointer
  from resource_config c
  union all
  select a.id as id, k.id as resource_id, 'key.rotated_at' as attribute, cast(a.performed_at as text) as value,
    a.performed_at as from_at, cast(null as bigint) as to_lo, cast(null as bigint) as to_hi, p.period_end as seen_at,
    a.evidence_sha256 as evidence_sha256, a.evidence_pointer as evidence_pointer
  from activity a
  join key_name k on k.ref = a.subject
  cross join param p
  where a.kind = 'key-rotation' and a.performed_at is not null
  union all
  select x.id as id, k.id as resource_id, 'key.deletion_approved' as attribute, 'true' as value,
    case when x.approved_at > x.from_at then x.approved_at else x.from_at end as from_at, x.to_at as to_lo, x.to_at as to_hi,
    x.to_at as seen_at, x.evidence_sha256 as evidence_sha256, x.evidence_pointer as evidence_pointer
  from approved_exception x
  join key_name k on k.ref = x.subject
  where x.kind = 'key-deletion' and x.owner is not null and x.approved_at < x.to_at
)
