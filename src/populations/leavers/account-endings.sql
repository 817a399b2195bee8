-- When each account of a leaver could no longer sign in. Sources overlap: a listing that still says active is closed by a
-- later row that says otherwise; what was seen active last wins. A stretch that begins with the next spell is not ours.
system_scope as (
  select key as system, attribute as kind, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at
  from scope
  where kind = 'system'
),
own_account as (
  select l.spell_id as spell_id, l.left_at as left_at, l.start_at as start_at, a.id as account_id, a.system as system,
    sc.kind as kind, a.deleted_at as deleted_at, coalesce(l.next_start_at, 9223372036854775807) as next_start_at
  from leaver l
  join account_person ap on ap.person_id = l.person_id
  join account a on a.id = ap.id
  join system_scope sc on sc.system = a.system and sc.from_at <= l.left_at and sc.to_at > l.left_at
  where coalesce(a.created_at, 0) < coalesce(l.next_start_at, 9223372036854775807)
    and coalesce(a.deleted_at, 9223372036854775807) > l.start_at
),
own_state as (
  select o.spell_id as spell_id, o.account_id as account_id, o.left_at as left_at,
    case when s.state in ('active', 'can_recover', 'locked') then 1 when s.state = 'unknown' then 2 else 0 end as is_on,
    s.from_lo as from_lo, s.from_hi as from_hi, coalesce(s.to_lo, s.from_hi) as to_lo, s.to_hi as to_hi, s.seen_at as seen_at
  from own_account o
  join account_state s on s.account_id = o.account_id and s.from_hi < o.next_start_at
  where s.state <> 'staged'
),
on_sum as (
  select spell_id as spell_id, account_id as account_id, count(*) as state_rows,
    max(case when is_on = 1 and to_hi is null then from_hi end) as open_from,
    max(case when is_on = 1 and to_hi is null then seen_at end) as open_seen_at,
    max(case when is_on = 1 and to_hi is not null then to_lo end) as closed_lo,
    max(case when is_on = 1 then to_hi end) as closed_hi,
    max(case when is_on = 2 and (to_hi is null or to_hi > left_at) then coalesce(to_hi, 9223372036854775807) end) as unknown_until
  from own_state
  group by spell_id, account_id
),
on_last as (
  select spell_id as spell_id, account_id as account_id, closed_lo as closed_lo, closed_hi as closed_hi,
    unknown_until as unknown_until,
    case when open_from is not null and (closed_hi is null or open_seen_at > closed_hi or open_from >= closed_hi)
      then case when open_seen_at > open_from then open_seen_at else open_from end end as open_seen_at
  from on_sum
),
off_first as (
  select s.spell_id as spell_id, s.account_id as account_id, s.from_hi as off_hi,
    case when s.from_lo is null or s.from_lo < o.open_seen_at then o.open_seen_at else s.from_lo end as off_lo,
    row_number() over (partition by s.spell_id, s.account_id order by s.from_hi, coalesce(s.from_lo, 0) desc) as place
  from own_state s
  join on_last o on o.spell_id = s.spell_id and o.account_id = s.account_id
  where s.is_on = 0 and s.from_hi >= coalesce(o.open_seen_at, 0) and (o.open_seen_at is not null or o.closed_hi is null)
),
seen_ending as (
  select a.spell_id as spell_id, a.account_id as account_id, a.system as system, a.kind as kind, a.left_at as left_at,
    a.start_at as start_at, a.next_start_at as next_start_at, a.deleted_at as deleted_at,
    case when f.off_hi is null then o.open_seen_at end as on_seen_at,
    case when f.off_hi is not null then f.off_hi when o.open_seen_at is null then o.closed_hi end as off_hi,
    case when f.off_hi is not null then f.off_lo when o.open_seen_at is null then o.closed_lo end as off_lo,
    o.unknown_until as unknown_until
  from own_account a
  left join on_last o on o.spell_id = a.spell_id and o.account_id = a.account_id
  left join off_first f on f.spell_id = a.spell_id and f.account_id = a.account_id and f.place = 1
),
-- Deletion ends what nothing ended before. Accounts that were off before the spell began are not this leaver's.
account_ending as (
  select spell_id as spell_id, account_id as account_id, system as system, kind as kind, left_at as left_at,
    next_start_at as next_start_at, case when deleted_at is null then on_seen_at end as on_seen_at,
    case when off_hi <= coalesce(deleted_at, off_hi) then off_hi else deleted_at end as off_hi,
    case when off_hi is null and deleted_at is not null then on_seen_at when off_lo > deleted_at then deleted_at else off_lo end
      as off_lo,
    case when on_seen_at is null and off_hi is null and deleted_at is null then 9223372036854775807
      when unknown_until > deleted_at then deleted_at else unknown_until end as unknown_until
  from seen_ending
  where coalesce(off_hi, 9223372036854775807) > start_at
)
