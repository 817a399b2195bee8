pair as (
  select l.spell_id as spell_id, s.system as system, s.kind as kind, max(case when o.key is null then 0 else 1 end) as is_sso_only
  from leaver l
  join system_scope s on s.kind <> 'idp' and s.from_at <= l.left_at and s.to_at > l.left_at
  left join scope o on o.kind = 'sso_only' and o.key = s.system and o.from_at <= l.left_at
    and coalesce(o.to_at, 9223372036854775807) > l.left_at
  group by l.spell_id, s.system, s.kind
),
ending_sum as (
  select spell_id as spell_id, system as system, count(*) as account_count, max(on_seen_at) as on_seen_at,
    max(off_lo) as off_lo, max(off_hi) as off_hi, sum(case when on_seen_at is null then 0 else 1 end) as on_count,
    max(unknown_until) as unknown_until
  from account_ending
  where kind <> 'idp'
  group by spell_id, system
),
idp_sum as (
  select spell_id as spell_id, count(distinct system) as system_count, min(system) as first_system, max(system) as last_system,
    max(on_seen_at) as on_seen_at, max(off_lo) as off_lo, max(off_hi) as off_hi,
    sum(case when on_seen_at is null then 0 else 1 end) as on_count, max(unknown_until) as unknown_until
  from account_ending
  where kind = 'idp'
  group by spell_id
),
own_credential as (
  select o.spell_id as spell_id, o.system as system, c.is_service as is_service, c.seen_at as seen_at,
    case when c.is_service and c.owner_reassigned_at is not null and (c.to_hi is null or c.owner_reassigned_at < c.to_hi)
      then c.owner_reassigned_at else coalesce(c.to_lo, case when c.to_hi is null then null else c.from_hi end) end as off_lo,
    case when c.is_service and c.owner_reassigned_at is not null and (c.to_hi is null or c.owner_reassigned_at < c.to_hi)
      then c.owner_reassigned_at else c.to_hi end as off_hi
  from own_account o
  join credential c on c.account_id = o.account_id and c.from_hi < o.next_start_at
  where coalesce(c.to_hi, 9223372036854775807) > o.start_at
),
credential_sum as (
  select spell_id as spell_id, system as system,
    sum(case when is_service then 0 else 1 end) as token_count,
    sum(case when is_service = false and off_hi is null then 1 else 0 end) as token_on_count,
    max(case when is_service = false and off_hi is null then seen_at end) as token_seen_at,
    max(case when is_service = false then off_lo end) as token_off_lo,
    max(case when is_service = false then off_hi end) as token_off_hi,
    sum(case when is_service then 1 else 0 end) as service_count,
    sum(case when is_service and off_hi is null then 1 else 0 end) as service_on_count,
    max(case when is_service and off_hi is null then seen_at end) as service_seen_at,
    max(case when is_service then off_lo end) as service_off_lo,
    max(case when is_service then off_hi end) as service_off_hi
  from own_credential
  group by spell_id, system
),
nobodys as (
  select i.spell_id as spell_id, i.system as system, count(distinct a.id) as account_count
  from pair i
  join leaver l on l.spell_id = i.spell_id
  join account a on a.system = i.system
  join account_person ap on ap.id = a.id and ap.basis = 'none'
  where a.employee_no is null and a.email is null and coalesce(a.created_at, 0) < l.left_at
    and coalesce(a.deleted_at, 9223372036854775807) > l.start_at
  group by i.spell_id, i.system
)
select l.spell_id || ' ' || i.system as item_id, l.left_at as occurred_at, 'worker ' || l.employee_no || ' x ' || i.system as label,
  i.system as unit, cast(null as text) as actor, l.evidence as evidence,
  l.employee_no as employee_no, l.end_recorded_at as end_recorded_at, l.end_reason = 'involuntary' as is_involuntary,
  l.is_continued as is_continued, l.next_start_at as next_start_at, l.next_approved_at as next_approved_at,
  i.kind as system_kind, i.is_sso_only = 1 as is_sso_only,
  cast(coalesce(e.account_count, 0) as bigint) as account_count, cast(coalesce(e.on_count, 0) as bigint) as on_count,
  e.on_seen_at as on_seen_at, e.off_lo as off_lo, e.off_hi as off_hi, e.unknown_until is not null as is_state_unknown,
  cast(coalesce(d.system_count, 0) as bigint) as idp_count, d.first_system as idp_first, d.last_system as idp_last,
  cast(coalesce(d.on_count, 0) as bigint) as idp_on_count, d.on_seen_at as idp_on_seen_at, d.off_lo as idp_off_lo,
  d.off_hi as idp_off_hi, d.unknown_until is not null as is_idp_state_unknown,
  cast(coalesce(c.token_count, 0) as bigint) as token_count, cast(coalesce(c.token_on_count, 0) as bigint) as token_on_count,
  c.token_seen_at as token_seen_at, c.token_off_lo as token_off_lo, c.token_off_hi as token_off_hi,
  cast(coalesce(c.service_count, 0) as bigint) as service_count,
  cast(coalesce(c.service_on_count, 0) as bigint) as service_on_count, c.service_seen_at as service_seen_at,
  c.service_off_lo as service_off_lo, c.service_off_hi as service_off_hi,
  cast(coalesce(n.account_count, 0) as bigint) as nobodys_accounts
from pair i
join leaver l on l.spell_id = i.spell_id
cross join param p
left join ending_sum e on e.spell_id = i.spell_id and e.system = i.system
left join idp_sum d on d.spell_id = i.spell_id
left join credential_sum c on c.spell_id = i.spell_id and c.system = i.system
left join nobodys n on n.spell_id = i.spell_id and n.system = i.system
where p.is_carry_in = false
  or (l.is_continued = false and coalesce(l.next_start_at, 9223372036854775807) > p.period_start
    and (e.on_count > 0 or e.off_hi > p.period_start or e.unknown_until > p.period_start
      or c.token_on_count > 0 or c.token_off_hi > p.period_start
      or c.service_on_count > 0 or c.service_off_hi > p.period_start))
