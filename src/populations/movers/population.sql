new_sum as (
  select g.move_id as move_id, count(*) as new_count,
    sum(case when r.approved_at <= coalesce(g.from_lo, 0) + 300000 then 0
      when r.approved_at is not null and r.approved_at > g.from_hi + 300000 then 1
      when r.ticket_key is null or (r.approved_at is null and r.open_at is null) then 1 else 0 end) as bad_count,
    sum(case when r.approved_at <= coalesce(g.from_lo, 0) + 300000 then 1 else 0 end) as good_count,
    max(case when r.approved_at <= coalesce(g.from_lo, 0) + 300000 then null else g.from_hi end) as last_doubt_at
  from requested_grant g
  left join request r on r.ticket_key = g.ticket_key
  group by g.move_id
),
review_mark as (
  select m.move_id as move_id, t.resolved_at as done_at
  from move m
  join number_person n on n.person_id = m.person_id
  join ticket t on t.beneficiary_employee_no = n.employee_no and t.created_at >= m.asked_from and t.created_at < m.next_at
  where position('|mover|' in '|' || t.labels || '|') > 0 or position('|access-review|' in '|' || t.labels || '|') > 0
  union all
  select m.move_id, i.decided_at
  from move m
  join number_person n on n.person_id = m.person_id
  join access_review_item i on i.subject_employee_no = n.employee_no and i.decision is not null
    and i.decided_at >= m.moved_at and i.decided_at < m.next_at
),
review_sum as (
  select move_id as move_id, min(done_at) as reviewed_at, count(*) as review_count from review_mark group by move_id
),
own_system as (
  select distinct m.move_id as move_id, a.system as system
  from move m
  join account_person ap on ap.person_id = m.person_id
  join account a on a.id = ap.id
  join system_scope s on s.system = a.system and s.from_at <= m.moved_at and s.to_at > m.moved_at
),
own_list as (own-system-list)
select m.move_id as item_id, m.moved_at as occurred_at, 'move of worker ' || coalesce(m.employee_no, m.person_id) as label, m.department as unit,
  cast(null as text) as actor, m.evidence as evidence,
  m.employee_no as employee_no, m.role_before as role_before, m.role_after as role_after, m.end_at as end_at,
  v.reviewed_at as reviewed_at, cast(coalesce(v.review_count, 0) as bigint) as review_count,
  o.systems as systems,
  cast(coalesce(c.peer_count, 0) as bigint) as peer_count, cast(coalesce(h.held_count, 0) as bigint) as held_count,
  cast(coalesce(h.outside_count, 0) as bigint) as outside_count, cast(coalesce(h.open_count, 0) as bigint) as open_count,
  h.open_seen_at as open_seen_at, h.open_first as open_first, h.open_last as open_last,
  cast(coalesce(h.open_systems, 0) as bigint) as open_systems, h.settled_lo as settled_lo, h.settled_hi as settled_hi,
  cast(coalesce(n.new_count, 0) as bigint) as new_count, cast(coalesce(n.good_count, 0) as bigint) as approved_count,
  cast(coalesce(n.bad_count, 0) as bigint) as unapproved_count, n.last_doubt_at as last_doubt_at
from move m
left join review_sum v on v.move_id = m.move_id
left join own_list o on o.move_id = m.move_id
left join peer_sum c on c.move_id = m.move_id
left join held_sum h on h.move_id = m.move_id
left join new_sum n on n.move_id = m.move_id
cross join param p
where p.is_carry_in = false
  or (coalesce(m.end_at, 9223372036854775807) > p.period_start and (h.open_count > 0 or h.settled_hi > p.period_start))
