idp as (
  select l.spell_id as spell_id, min(s.system) as first_system, max(s.system) as last_system,
    count(distinct s.system) as system_count
  from leaver l
  join system_scope s on s.kind = 'idp' and s.from_at <= l.left_at and s.to_at > l.left_at
  group by l.spell_id
),
idp_ending as (
  select spell_id as spell_id, count(*) as account_count, min(system) as first_system, max(system) as last_system,
    count(distinct system) as system_count, max(on_seen_at) as on_seen_at, max(off_hi) as off_hi,
    max(off_lo) as off_lo,
    sum(case when on_seen_at is null then 0 else 1 end) as on_count, max(unknown_until) as unknown_until
  from account_ending
  where kind = 'idp'
  group by spell_id
),
-- Ended sessions count if no new one could begin after: at most five minutes before the account, or the work, ended.
revocation as (
  select e.spell_id as spell_id, e.account_id as account_id, min(r.at) as revoked_at
  from account_ending e
  join session_revocation r on r.account_id = e.account_id and r.at < e.next_start_at
    and r.at >= case when e.off_lo < e.left_at then e.off_lo else e.left_at end - 300000
  where e.kind = 'idp' and r.scope in ('sessions', 'all')
  group by e.spell_id, e.account_id
),
revocation_sum as (
  select e.spell_id as spell_id, case when count(*) = count(r.revoked_at) then max(r.revoked_at) end as revoked_at
  from account_ending e
  left join revocation r on r.spell_id = e.spell_id and r.account_id = e.account_id
  where e.kind = 'idp'
  group by e.spell_id
),
late_sign_in as (
  select e.spell_id as spell_id, max(s.at) as last_at
  from account_ending e
  join sign_in s on s.account_id = e.account_id and s.at > e.left_at and s.at < e.next_start_at
  where e.kind = 'idp' and s.is_success
  group by e.spell_id
),
-- Accounts that say nothing of whose they are and may be this leaver's.
nobodys as (
  select l.spell_id as spell_id, count(distinct a.id) as account_count
  from leaver l
  join system_scope s on s.kind = 'idp' and s.from_at <= l.left_at and s.to_at > l.left_at
  join account a on a.system = s.system
  join account_person ap on ap.id = a.id and ap.basis = 'none'
  where a.employee_no is null and a.email is null and coalesce(a.created_at, 0) < l.left_at
    and coalesce(a.deleted_at, 9223372036854775807) > l.start_at
  group by l.spell_id
)
select l.spell_id as item_id, l.left_at as occurred_at, 'worker ' || l.employee_no as label, l.department as unit,
  cast(null as text) as actor, l.evidence as evidence,
  l.employee_no as employee_no, l.worker_type as worker_type, l.end_at as end_at, l.end_recorded_at as end_recorded_at,
  l.end_reason = 'involuntary' as is_involuntary, l.left_at <> l.end_at as is_garden_leave, l.is_continued as is_continued,
  l.next_start_at as next_start_at, l.next_approved_at as next_approved_at,
  coalesce(e.first_system, i.first_system) as first_system, coalesce(e.last_system, i.last_system) as last_system,
  cast(coalesce(e.system_count, i.system_count, 0) as bigint) as system_count,
  cast(coalesce(e.account_count, 0) as bigint) as account_count, cast(coalesce(e.on_count, 0) as bigint) as on_count,
  e.on_seen_at as on_seen_at, e.off_lo as off_lo, e.off_hi as off_hi, e.unknown_until is not null as is_state_unknown,
  r.revoked_at as sessions_revoked_at, s.last_at as last_sign_in_at,
  cast(coalesce(n.account_count, 0) as bigint) as nobodys_accounts
from leaver l
cross join param p
left join idp i on i.spell_id = l.spell_id
left join idp_ending e on e.spell_id = l.spell_id
left join revocation_sum r on r.spell_id = l.spell_id
left join late_sign_in s on s.spell_id = l.spell_id
left join nobodys n on n.spell_id = l.spell_id
where p.is_carry_in = false
  or (l.is_continued = false and coalesce(l.next_start_at, 9223372036854775807) > p.period_start
    and (e.on_count > 0 or e.off_hi > p.period_start or e.unknown_until > p.period_start))
