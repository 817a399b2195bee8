-- Successful sign-ins of accounts that are there for emergencies, in systems in scope then; tagged test accounts count.
event as (
  select i.id as id, lower(a.system || '/' || a.username) as identity, a.system as system, cast(null as text) as account_ref,
    i.at as at, i.evidence_sha256 || '#' || i.evidence_pointer as evidence
  from account a
  join sign_in i on i.account_id = a.id
  join (select distinct key as system, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at from scope where kind = 'system') s
    on s.system = a.system and s.from_at <= i.at and s.to_at > i.at
  where a.account_type = 'break_glass' and i.is_success
)
