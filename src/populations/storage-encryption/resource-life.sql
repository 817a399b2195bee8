-- Resources of accounts in scope that lived in the period.
account as (
  select s.key as ref, min(s.from_at) as from_at, max(coalesce(s.to_at, 9223372036854775807)) as to_at
  from scope s
  where s.kind = 'cloud_account'
  group by s.key
),
resource as (
  select r.id as id, r.account_ref as account_ref, r.type as type, r.name as name, r.created_at as created_at,
    r.deleted_at as deleted_at, r.has_customer_data as has_customer_data, a.from_at as scope_from, a.to_at as scope_to,
    p.period_start as period_start, p.period_end as period_end,
    case when coalesce(r.created_at, 0) > p.period_start then r.created_at else p.period_start end as occurred_at,
    r.evidence_sha256 || '#' || r.evidence_pointer as evidence
  from cloud_resource r
  join account a on a.ref = r.account_ref
  cross join param p
  where p.is_carry_in = false and coalesce(r.created_at, 0) < p.period_end
    and coalesce(r.deleted_at, 9223372036854775807) > p.period_start and a.from_at < p.period_end
    and a.to_at > p.period_start
),
life_mark as (
  select id as thing_id, period_start as at from resource
  union
  select id as thing_id, period_end as at from resource
  union
  select id as thing_id, scope_from as at from resource
  union
  select id as thing_id, scope_to as at from resource
  union
  select id as thing_id, created_at as at from resource where created_at is not null
  union
  select id as thing_id, deleted_at as at from resource where deleted_at is not null
),
-- A setting was seen up to its exact end, or up to and with the last moment somebody looked.
setting as (
  select c.id as id, c.resource_id as resource_id, c.attribute as attribute, c.value as value, c.from_at as from_at,
    case when c.to_hi is null then c.seen_at + 1 when c.to_lo = c.to_hi then c.to_lo
      else coalesce(c.to_lo, c.seen_at) + 1 end as end_at,
    c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from resource_config c
)
