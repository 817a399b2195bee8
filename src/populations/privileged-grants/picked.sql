-- Administrative rights held at any moment of the period, in systems in scope.
picked_grant as (
  select g.id as grant_id, g.account_id as account_id, g.system as system, g.entitlement as entitlement, g.from_lo as from_lo,
    g.from_hi as from_hi, g.to_lo as to_lo, g.to_hi as to_hi, g.seen_at as seen_at, g.is_end_only as is_end_only,
    g.granted_by as granted_by,
 coalesce(g.request_key, g.rule_key) as ask_key,
    g.request_key is null and g.rule_key is not null as is_by_rule,
    row_number() over (partition by g.account_id, g.system, g.entitlement, g.request_key order by g.from_hi, g.id) as request_use,
    p.period_start as period_start, p.period_end as period_end,
    g.evidence as evidence
  from whole_grant g
  cross join param p
  join (select key as system, min(from_at) as from_at, max(coalesce(to_at, 9223372036854775807)) as to_at
      from scope where kind = 'system' group by key) s
    on s.system = g.system and s.from_at < p.period_end and s.to_at > p.period_start
  where g.is_privileged and p.is_carry_in = false and (g.from_hi < p.period_end or g.is_end_only)
    and coalesce(g.to_hi, 9223372036854775807) > p.period_start
)
