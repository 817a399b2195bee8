-- Of several rows of one event one counts. `previous_at` is read from behind, because only `lead` is portable with a default.
one_event as (
  select *
  from (
    select e.*, row_number() over (partition by e.identity, e.at order by e.id) as place
    from event e
  ) as numbered
  where place = 1
),
chained as (
  select e.id as id, e.identity as identity, e.system as system, e.account_ref as account_ref, e.at as at, e.evidence as evidence,
    lead(e.at, 1, -1) over (partition by e.identity order by e.at desc) as previous_at
  from one_event e
),
picked as (
  select c.*
  from chained c
  cross join param p
  where p.is_carry_in = false and c.at >= p.window_start and c.at < p.window_end
),
record as (
  select d.id as id, d.key as key, lower(d.subject) as identity, d.opened_at as opened_at, d.closed_at as closed_at, d.owner as owner,
    d.ticket_key as ticket_key, d.evidence_sha256 || '#' || d.evidence_pointer as evidence
  from duty d
  where d.kind = 'record-kind'
),
-- The record that covers the moment, else the one that began nearest to it: how near is near enough the judge says.
near as (
  select u.id as use_id, r.id as record_id,
    row_number() over (partition by u.id
      order by case when r.opened_at <= u.at and r.closed_at >= u.at then 0 else 1 end,
        case when r.opened_at > u.at then r.opened_at - u.at else u.at - r.opened_at end, r.id) as place
  from chained u
  join record r on r.identity = u.identity
),
-- The last use within what a record covers, clocks five minutes apart: the secret changed before it was used again.
last_use as (
  select n.record_id as record_id, max(c.at) as last_at
  from near n
  join chained c on c.id = n.use_id
  join record r on r.id = n.record_id
  where n.place = 1 and c.at <= coalesce(r.closed_at, 9223372036854475807) + 300000
  group by n.record_id
),
ticket_one as (
  select key as key, min(made_at) as made_at
  from (
    select t.key as key, t.created_at as made_at from ticket t
    union all
    select i.key as key, i.opened_at as made_at from incident i
  ) as made
  group by key
),
review_step as (
  select r.id as record_id, s.id as id, s.done_at as done_at, s.actor as actor,
    case when s.done_at is null then 'undated' else (review-relation) end as relation
  from record r
  join duty_step s on s.duty_id = r.id and s.step = 'reviewed'
  (relation-joins)
),
review as (
  select s.*, row_number() over (partition by s.record_id
      order by case s.relation when 'other' then 0 when 'unknown' then 1 else 2 end, s.done_at, s.id) as place
  from review_step s
),
rotation as (
  select n.use_id as use_id, min(s.done_at) as rotated_at
  from near n
  join picked u on u.id = n.use_id
  left join last_use l on l.record_id = n.record_id
  join duty_step s on s.duty_id = n.record_id and s.step = 'rotated' and s.done_at >= u.at
    and s.done_at >= coalesce(l.last_at, u.at)
  where n.place = 1
  group by n.use_id
)
select u.id as item_id, u.at as occurred_at, 'use of ' || u.identity as label, coalesce(u.system, u.account_ref) as unit,
  r.owner as actor, u.evidence || coalesce('|' || r.evidence, '') as evidence, u.identity as identity, u.system as system,
  u.account_ref as account_ref, b.at as previous_at,
  q.key as previous_record_key, r.key as record_key,
  r.opened_at as record_opened_at, r.closed_at as record_closed_at,
  case when l.last_at > u.at then l.last_at end as last_at, r.owner as record_owner, r.ticket_key as ticket_key,
  t.made_at as ticket_created_at, case when v.relation = 'other' then v.done_at end as reviewed_at,
  case when v.relation = 'other' then v.actor end as reviewed_by,
  coalesce(v.relation in ('own', 'nobody', 'undated'), false) as has_other_review,
  coalesce(v.relation = 'unknown', false) as has_unsure_review, o.rotated_at as rotated_at
from picked u
cross join param p
left join near n on n.use_id = u.id and n.place = 1
left join record r on r.id = n.record_id
left join last_use l on l.record_id = r.id
-- What a use of before the period goes on with is judged here: nobody judges that one in this period.
left join chained b on b.identity = u.identity and b.at = u.previous_at and b.at >= p.period_start
left join near m on m.use_id = b.id and m.place = 1
left join record q on q.id = m.record_id
left join ticket_one t on t.key = r.ticket_key
left join review v on v.record_id = r.id and v.place = 1
left join rotation o on o.use_id = u.id
