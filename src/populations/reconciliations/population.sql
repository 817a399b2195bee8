with system_scope as (
  select distinct key as system, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at from scope where kind = 'system'
),
known_number as (
  select distinct employee_no as employee_no from employment where is_cancelled = false
),
run as (
  select due_day as due_day, min(case when is_complete then ran_at end) as completed_at,
    max(case when is_complete and ran_at is null then 1 else 0 end) as is_undated,
    min(case when is_complete = false then ran_at end) as failed_at
  from reconciliation_run
  group by due_day
),
run_row as (
  select due_day as due_day, evidence_sha256 || '#' || evidence_pointer as evidence,
    row_number() over (partition by due_day order by case when is_complete then 0 else 1 end, ran_at, id) as place
  from reconciliation_run
),
-- Nobody's: people's accounts that match no person, and machines' without an owner HR knows. A decision is an answer.
nobodys as (
  select a.id as account_id, a.system as system, lower(a.username) as username, a.external_id as external_id,
    a.account_type as account_type, a.is_tagged_test as is_tagged_test, a.created_at as created_at, a.deleted_at as deleted_at,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from account a
  join account_person ap on ap.id = a.id
  left join known_number k on k.employee_no = a.owner_employee_no
  where ap.basis = 'none' or (ap.basis = 'not-human' and k.employee_no is null)
),
on_sum as (
  select s.account_id as account_id, min(s.from_hi) as first_at, max(case when s.state = 'unknown' then 1 else 0 end) as is_unknown,
    max(case when s.state in ('active', 'can_recover', 'locked') and s.to_hi is null then s.from_hi end) as open_from,
    max(case when s.state in ('active', 'can_recover', 'locked') and s.to_hi is null then s.seen_at end) as open_seen_at,
    max(case when s.state in ('active', 'can_recover', 'locked') then s.to_hi end) as closed_hi,
    max(case when s.state in ('active', 'can_recover', 'locked') and s.to_hi is not null then coalesce(s.to_lo, s.from_hi) end) as closed_lo
  from account_state s
  join nobodys n on n.account_id = s.account_id
  group by s.account_id
),
on_last as (
  select account_id as account_id, first_at as first_at, is_unknown as is_unknown, closed_lo as closed_lo, closed_hi as closed_hi,
    case when open_from is not null and (closed_hi is null or open_seen_at > closed_hi or open_from >= closed_hi)
      then case when open_seen_at > open_from then open_seen_at else open_from end end as open_seen_at
  from on_sum
),
off_first as (
  select s.account_id as account_id, s.from_hi as off_hi,
    case when s.from_lo is null or s.from_lo < o.open_seen_at then o.open_seen_at else s.from_lo end as off_lo,
    row_number() over (partition by s.account_id order by s.from_hi, coalesce(s.from_lo, 0) desc) as place
  from account_state s
  join on_last o on o.account_id = s.account_id
  where s.state in ('suspended', 'disabled', 'deleted') and s.from_hi >= coalesce(o.open_seen_at, 0)
    and (o.open_seen_at is not null or o.closed_hi is null)
),
-- What the runs said of an account whose system was in scope then; said resolved, it was when no longer seen active after.
told as (
  select n.account_id as account_id, max(coalesce(o.resolved_at, 9223372036854775807)) as resolved_at
  from orphan_account o
  join system_scope s on s.system = o.system and s.from_at <= o.found_at and s.to_at > o.found_at
  join nobodys n on n.system = o.system and n.username = lower(o.username)
  group by n.account_id
),
listed as (
  select n.account_id as account_id, n.system as system, n.external_id as external_id, n.account_type as account_type,
    n.is_tagged_test as is_tagged_test, n.evidence as evidence,
    case when r.resolved_at > s.from_at and r.resolved_at > coalesce(n.created_at, o.first_at, 0) then r.resolved_at
      when coalesce(n.created_at, o.first_at, 0) > s.from_at then coalesce(n.created_at, o.first_at, 0) else s.from_at end as found_at,
    s.to_at as scope_to, case when f.off_hi is null and n.deleted_at is null then o.open_seen_at end as open_seen_at,
    case when f.off_hi is not null then f.off_hi when o.open_seen_at is null then coalesce(o.closed_hi, n.deleted_at)
      else n.deleted_at end as off_hi,
    case when f.off_hi is not null then f.off_lo when o.open_seen_at is null then o.closed_lo
      when n.deleted_at is not null then o.open_seen_at end as off_lo,
    coalesce(o.is_unknown, 0) as is_unknown
  from nobodys n
  join system_scope s on s.system = n.system
  left join on_last o on o.account_id = n.account_id
  left join off_first f on f.account_id = n.account_id and f.place = 1
  left join told r on r.account_id = n.account_id
  where r.account_id is null or r.resolved_at < coalesce(o.open_seen_at, o.closed_lo) - 300000
),
account_name as (
  select system as system, lower(username) as username, case when count(*) = 1 then min(external_id) end as external_id,
    max(case when is_tagged_test then 1 else 0 end) as is_tagged_test
  from account
  group by system, lower(username)
),
item as (
  select 'run ' || c.period_key as item_id, c.from_at as occurred_at, 'reconciliation of ' || c.period_key as label,
    cast(null as text) as unit, w.evidence as evidence, 'run' as kind, c.to_at as ends_at, r.completed_at as completed_at,
    coalesce(r.is_undated, 0) = 1 as is_undated, r.failed_at as failed_at, cast(null as bigint) as resolved_lo,
    cast(null as bigint) as resolved_hi, cast(null as bigint) as seen_at, false as is_tagged_test, false as is_state_unknown
  from calendar c
  cross join param p
  left join run r on r.due_day = c.period_key
  left join run_row w on w.due_day = c.period_key and w.place = 1
  where c.kind = 'day' and p.is_carry_in = false
  union all
  select 'orphan ' || o.id, o.found_at, 'account ' || coalesce(n.external_id, o.id) || ' in ' || o.system || ' without a person',
    o.system, o.evidence_sha256 || '#' || o.evidence_pointer, 'finding', cast(null as bigint), cast(null as bigint), false,
    cast(null as bigint), o.resolved_at, o.resolved_at, cast(null as bigint), coalesce(n.is_tagged_test, 0) = 1, false
  from orphan_account o
  join system_scope s on s.system = o.system and s.from_at <= o.found_at and s.to_at > o.found_at
  left join account_name n on n.system = o.system and n.username = lower(o.username)
  union all
  select 'account ' || l.account_id, l.found_at, 'account ' || l.external_id || ' in ' || l.system || ' without a person', l.system,
    l.evidence, case when l.account_type in ('human', 'guest') then 'listed' else 'ownerless' end, cast(null as bigint),
    cast(null as bigint), false, cast(null as bigint), l.off_lo, l.off_hi, l.open_seen_at, l.is_tagged_test,
    l.is_unknown = 1 or (l.open_seen_at is null and l.off_hi is null)
  from listed l
  where l.scope_to > l.found_at and (l.off_hi is null or l.off_hi > l.found_at)
  union all
  select 'contract ' || e.id, e.start_at, 'contract of worker ' || e.employee_no, cast(null as text),
    e.evidence_sha256 || '#' || e.evidence_pointer, 'contract', cast(null as bigint), cast(null as bigint), false,
    cast(null as bigint), cast(null as bigint), cast(null as bigint), cast(null as bigint), false, false
  from employment e
  where e.worker_type = 'contractor' and e.end_at is null and e.is_cancelled = false
)
select i.item_id as item_id, i.occurred_at as occurred_at, i.label as label, i.unit as unit, cast(null as text) as actor,
  i.evidence as evidence, i.kind as kind, i.ends_at as ends_at, i.completed_at as completed_at, i.is_undated as is_undated,
  i.failed_at as failed_at, i.resolved_lo as resolved_lo, i.resolved_hi as resolved_hi, i.seen_at as seen_at,
  i.is_tagged_test as is_tagged_test, i.is_state_unknown as is_state_unknown
from item i
cross join param p
where i.occurred_at >= p.window_start and i.occurred_at < p.window_end
  and (p.is_carry_in = false or i.kind = 'contract' or i.resolved_hi is null or i.resolved_hi > p.period_start)
