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
peer as (
  select distinct m.move_id as move_id, m.moved_at as moved_at, o.person_id as person_id
  from move m
  join ordered_position o on o.role_code = m.role_after and o.from_at < m.moved_at and o.to_at > m.moved_at
    and o.next_at > m.moved_at and o.person_id <> m.person_id
  join employment e on e.person_id = o.person_id and e.is_cancelled = false and e.start_at <= m.moved_at
    and coalesce(e.end_at, 9223372036854775807) > m.moved_at
),
peer_sum as (
  select move_id as move_id, count(*) as peer_count from peer group by move_id
),
shared as (
  select p.move_id as move_id, g.system as system, g.entitlement as entitlement, count(distinct p.person_id) as holder_count
  from peer p
  join account_person ap on ap.person_id = p.person_id
  join whole_grant g on g.account_id = ap.id and g.from_hi <= p.moved_at
    and coalesce(g.to_hi, 9223372036854775807) > p.moved_at
  group by p.move_id, g.system, g.entitlement
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
