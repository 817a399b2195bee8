-- What the person held when moving, birthright left out, and when each was settled: removed, its keeping approved by a
-- request, or kept by a reviewer. What everybody else in the new role held then belongs to the role.
held as (
  select m.move_id as move_id, m.person_id as person_id, m.moved_at as moved_at, m.asked_from as asked_from,
    m.role_after as role_after, g.id as grant_id, g.account_id as account_id, g.system as system, g.entitlement as entitlement,
    case when g.is_end_only then 0 else coalesce(g.to_lo, case when g.to_hi is null then null else g.from_hi end) end as to_lo, g.to_hi as to_hi, g.seen_at as seen_at
  from move m
  join account_person ap on ap.person_id = m.person_id
  join whole_grant g on g.account_id = ap.id and (g.from_hi < m.moved_at or g.is_end_only)
    and coalesce(g.to_hi, 9223372036854775807) > m.moved_at
  join system_scope s on s.system = g.system and s.from_at <= m.moved_at and s.to_at > m.moved_at
  left join birthright b on b.entitlement = g.entitlement and b.from_at <= m.moved_at and b.to_at > m.moved_at
  where b.entitlement is null
),
-- Who worked in a role that somebody moved to, and which of the mover's rights they held meanwhile. The mover is not
-- among them: the new position only begins.
in_role as (
  select o.role_code as role_code, o.person_id as person_id,
    case when e.start_at > o.from_at then e.start_at else o.from_at + 1 end as from_at,
    case when coalesce(e.end_at, 9223372036854775807) < o.to_at and coalesce(e.end_at, 9223372036854775807) < o.next_at then e.end_at
      when o.to_at < o.next_at then o.to_at else o.next_at end as to_at
  from ordered_position o
  join (select distinct role_after as role_code from move) m on m.role_code = o.role_code
  join employment e on e.person_id = o.person_id and e.is_cancelled = false
),
-- Told apart first, so that no planner without figures multiplies everybody in a role by all who hold a right.
holding as (
  select distinct ap.person_id as person_id, g.system as system, g.entitlement as entitlement, g.from_hi as from_hi, g.to_hi as to_hi
  from account_person ap
  join whole_grant g on g.account_id = ap.id
),
role_held as (
  select 0 as is_right, role_code as role_code, '' as system, '' as entitlement, person_id as person_id, from_at as from_at, to_at as to_at
  from in_role
  -- Not "all": rows alike in everything would have no order, and two windows might sort them in two ways.
  union
  select 1, i.role_code, g.system, g.entitlement, i.person_id,
    case when g.from_hi > i.from_at then g.from_hi else i.from_at end,
    case when g.to_hi < i.to_at then g.to_hi else i.to_at end
  from in_role i
  join holding g on g.person_id = i.person_id
  join (select distinct role_after as role_code, system as system, entitlement as entitlement from held) h
    on h.role_code = i.role_code and h.system = g.system and h.entitlement = g.entitlement
),
-- A person counts once, however many positions, accounts and grants overlap.
role_begun as (
  select h.*, max(h.to_at) over (partition by h.is_right, h.role_code, h.system, h.entitlement, h.person_id
      order by h.from_at, h.to_at rows between unbounded preceding and 1 preceding) as before_to
  from role_held h
  where h.from_at < h.to_at
),
role_numbered as (
  select b.*, sum(case when b.before_to >= b.from_at then 0 else 1 end) over (partition by b.is_right, b.role_code, b.system, b.entitlement, b.person_id
      order by b.from_at, b.to_at rows between unbounded preceding and current row) as place
  from role_begun b
),
role_stretch as (
  select is_right as is_right, role_code as role_code, system as system, entitlement as entitlement,
    min(from_at) as from_at, max(to_at) as to_at
  from role_numbered
  group by is_right, role_code, system, entitlement, person_id, place
),
-- Comings, goings and questions in order of time: how many were there is a running sum, not a comparison of all with all.
role_moment as (
  select is_right as is_right, role_code as role_code, system as system, entitlement as entitlement, from_at as at,
    0 as is_asked, 1 as change, cast(null as text) as move_id
  from role_stretch
  union all
  select is_right, role_code, system, entitlement, to_at, 0, -1, cast(null as text) from role_stretch
  union all
  select 0, role_after, '', '', moved_at, 1, 0, move_id from move
  union all
  select distinct 1, role_after, system, entitlement, moved_at, 1, 0, move_id from held
),
role_count as (
  select m.*, sum(m.change) over (partition by m.is_right, m.role_code, m.system, m.entitlement
      order by m.at, m.is_asked rows between unbounded preceding and current row) as holder_count
  from role_moment m
),
peer_sum as (
  select move_id as move_id, cast(holder_count as bigint) as peer_count from role_count where is_asked = 1 and is_right = 0 and holder_count > 0
),
shared as (
  select move_id as move_id, system as system, entitlement as entitlement, cast(holder_count as bigint) as holder_count
  from role_count
  where is_asked = 1 and is_right = 1
),
retained as (
  select h.move_id as move_id, h.grant_id as grant_id, min(r.approved_at) as settled_at
  from held h
  join request r on r.beneficiary_person_id = h.person_id and r.system = h.system and r.approved_at >= h.asked_from
  where r.entitlements = '*' or r.entitlements = h.entitlement
    or position('|' || h.entitlement || '|' in '|' || r.entitlements || '|') > 0
  group by h.move_id, h.grant_id
),
kept as (
  select h.move_id as move_id, h.grant_id as grant_id, min(i.decided_at) as settled_at
  from held h
  join account a on a.id = h.account_id
  join access_review v on v.system = h.system
  join access_review_item i on i.review_id = v.id and i.entitlement = h.entitlement
    and lower(i.account_username) = lower(a.username) and i.decision = 'keep' and i.decided_at >= h.moved_at
  group by h.move_id, h.grant_id
),
settled as (
  select h.move_id as move_id, h.system as system, h.seen_at as seen_at,
    coalesce(x.holder_count, 0) = coalesce(c.peer_count, -1) as is_of_role,
    case when k.settled_at < coalesce(r.settled_at, 9223372036854775807) then k.settled_at else r.settled_at end as agreed_at,
    h.to_lo as to_lo, h.to_hi as to_hi
  from held h
  left join retained r on r.move_id = h.move_id and r.grant_id = h.grant_id
  left join kept k on k.move_id = h.move_id and k.grant_id = h.grant_id
  left join peer_sum c on c.move_id = h.move_id
  left join shared x on x.move_id = h.move_id and x.system = h.system and x.entitlement = h.entitlement
),
held_sum as (
  select move_id as move_id, count(*) as held_count, sum(case when is_of_role then 0 else 1 end) as outside_count,
    sum(case when is_of_role = false and agreed_at is null and to_hi is null then 1 else 0 end) as open_count,
    max(case when is_of_role = false and agreed_at is null and to_hi is null then seen_at end) as open_seen_at,
    min(case when is_of_role = false and agreed_at is null and to_hi is null then system end) as open_first,
    max(case when is_of_role = false and agreed_at is null and to_hi is null then system end) as open_last,
    count(distinct case when is_of_role = false and agreed_at is null and to_hi is null then system end) as open_systems,
    max(case when is_of_role = false then case when agreed_at <= coalesce(to_hi, agreed_at) then agreed_at else to_lo end end) as settled_lo,
    max(case when is_of_role = false then case when agreed_at <= coalesce(to_hi, agreed_at) then agreed_at else to_hi end end) as settled_hi
  from settled
  group by move_id
)
