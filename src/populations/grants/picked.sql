-- Grants whose start was seen in the window, in systems in scope then, birthright entitlements of that day left out.
picked_grant as (
  select g.id as grant_id, g.account_id as account_id, g.system as system, g.entitlement as entitlement, g.from_lo as from_lo,
    g.from_hi as from_hi, g.granted_by as granted_by, coalesce(g.request_key, g.rule_key) as ask_key,
    g.request_key is null and g.rule_key is not null as is_by_rule,
    g.evidence_sha256 || '#' || g.evidence_pointer as evidence
  from access_grant g
  cross join param p
  join (select distinct key as system, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at from scope where kind = 'system') s
    on s.system = g.system and s.from_at <= g.from_hi and s.to_at > g.from_hi
  left join (select distinct key as entitlement, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at
      from scope where kind = 'birthright') b
    on b.entitlement = g.entitlement and b.from_at <= g.from_hi and b.to_at > g.from_hi
  where g.is_event and b.entitlement is null and p.is_carry_in = false
    and g.from_hi >= p.window_start and g.from_hi < p.window_end
)
