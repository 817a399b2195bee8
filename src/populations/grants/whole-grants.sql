-- Grants whose start and end two files told are one. The next end of the same right ends a grant that has none; if something
-- saw it held after that end, nobody knows whether it was the one that ended, and a listing that did is believed. An end of
-- which no start is known is a right held since nobody knows when.
told_end as (
  select g.account_id as account_id, g.system as system, g.entitlement as entitlement, g.to_hi as ended_at,
    min(g.evidence_sha256 || '#' || g.evidence_pointer) as evidence
  from access_grant g
  where g.from_lo is null and g.from_hi = g.to_lo and g.to_lo = g.to_hi
  group by g.account_id, g.system, g.entitlement, g.to_hi
),
next_end as (
  select g.id as id, min(e.ended_at) as ended_at
  from access_grant g
  join told_end e on e.account_id = g.account_id and e.system = g.system and e.entitlement = g.entitlement
    and e.ended_at > g.from_hi
  where g.to_hi is null and (g.is_event or g.seen_at <= e.ended_at)
  group by g.id
),
begun as (
  select distinct e.account_id as account_id, e.system as system, e.entitlement as entitlement, e.ended_at as ended_at
  from told_end e
  join access_grant g on g.account_id = e.account_id and g.system = e.system and g.entitlement = e.entitlement
    and g.from_hi < e.ended_at and coalesce(g.to_hi, 9223372036854775807) >= e.ended_at
),
whole_grant as (
  select g.id as id, g.account_id as account_id, g.system as system, g.entitlement as entitlement,
    g.is_privileged as is_privileged, g.granted_by as granted_by, g.request_key as request_key, g.rule_key as rule_key,
    g.from_lo as from_lo, g.from_hi as from_hi, coalesce(g.to_lo, n.ended_at) as to_lo,
    coalesce(g.to_hi, case when g.seen_at <= n.ended_at then n.ended_at end) as to_hi,
    case when n.ended_at < g.seen_at then n.ended_at else g.seen_at end as seen_at,
    coalesce(g.from_lo is null and g.from_hi = g.to_lo and g.to_lo = g.to_hi, false) as is_end_only,
    g.evidence_sha256 || '#' || g.evidence_pointer || coalesce('|' || e.evidence, '') as evidence
  from access_grant g
  left join next_end n on n.id = g.id
  left join told_end e on e.account_id = g.account_id and e.system = g.system and e.entitlement = g.entitlement
    and e.ended_at = n.ended_at
  left join begun b on g.from_lo is null and g.from_hi = g.to_lo and g.to_lo = g.to_hi
    and b.account_id = g.account_id and b.system = g.system and b.entitlement = g.entitlement and b.ended_at = g.to_hi
  where b.account_id is null
)
