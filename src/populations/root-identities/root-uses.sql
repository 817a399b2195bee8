-- Writes of root in the cloud control plane, and successful sign-ins of the accounts of registered identities. A write of a
-- root that nobody registered is one of `account/root`.
identity as (
  select distinct lower(e.key) as name, lower(coalesce(e.class, '')) as account_ref
  from register_entry e
  where e.register = 'root-identity'
),
root_write as (
  select c.id as id, c.account_ref as account_ref, c.at as at, c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from config_change c
  join (select distinct key as ref, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at from scope where kind = 'cloud_account') s
    on s.ref = c.account_ref and s.from_at <= c.at and s.to_at > c.at
  where substr(c.principal, length(c.principal) - 4) = ':root'
),
classed as (
  select account_ref as account_ref, min(name) as name from identity where account_ref <> '' group by account_ref
),
event as (
  select w.id as id, coalesce(i.name, lower(w.account_ref) || '/root') as identity, cast(null as text) as system,
    w.account_ref as account_ref, w.at as at, w.evidence as evidence
  from root_write w
  left join classed i on i.account_ref = lower(w.account_ref)
  union all
  select s.id as id, i.name as identity, a.system as system, cast(null as text) as account_ref, s.at as at,
    s.evidence_sha256 || '#' || s.evidence_pointer as evidence
  from identity i
  join account a on lower(a.system || '/' || a.username) = i.name
  join sign_in s on s.account_id = a.id
  where s.is_success
)
