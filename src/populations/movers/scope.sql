system_scope as (
  select distinct key as system, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at from scope where kind = 'system'
),
birthright as (
  select distinct key as entitlement, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at
  from scope
  where kind = 'birthright'
)
