with number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
record as (
  select d.id as id, d.key as key, d.subject as subject, d.unit as team, d.severity as severity, d.owner as owner,
    d.opened_at as opened_at, d.closed_at as closed_at, lower(d.outcome) as outcome, d.ticket_key as ticket_key,
    d.is_tagged_test as is_tagged_test, d.evidence_sha256 || '#' || d.evidence_pointer as evidence
  from duty d
  where d.kind = 'vulnerability'
),
-- A record goes on where an older one of the same key was open, or had been closed for thirty days at most.
continued as (
  select distinct r.id as id
  from record r
  join record q on q.key = r.key
  where (q.opened_at < r.opened_at or (q.opened_at = r.opened_at and q.id < r.id))
    and coalesce(q.closed_at, r.opened_at) + 2592000000 >= r.opened_at
),
begun as (
  select r.key as key, r.opened_at as began_at
  from record r
  left join continued c on c.id = r.id
  where c.id is null
),
belongs as (
  select r.id as id, r.key as key, max(b.began_at) as began_at
  from record r
  join begun b on b.key = r.key and b.began_at <= r.opened_at
  group by r.id, r.key
),
placed as (
  select b.key as key, b.began_at as began_at, r.id as id, r.subject as subject, r.team as team, r.severity as severity,
    r.owner as owner, r.outcome as outcome, r.ticket_key as ticket_key, r.is_tagged_test as is_tagged_test, r.evidence as evidence,
    min(lower(r.severity)) over (partition by b.key, b.began_at, r.opened_at) as one_severity,
    max(lower(r.severity)) over (partition by b.key, b.began_at, r.opened_at) as other_severity,
    count(*) over (partition by b.key, b.began_at) as record_count,
    max(case when r.closed_at is null then 1 else 0 end) over (partition by b.key, b.began_at) as is_open,
    max(coalesce(r.closed_at, 0)) over (partition by b.key, b.began_at) as last_closed_at,
    row_number() over (partition by b.key, b.began_at order by r.opened_at, r.id) as place,
    row_number() over (partition by b.key, b.began_at order by coalesce(r.closed_at, 0) desc, r.id) as recency
  from belongs b
  join record r on r.id = b.id
),
-- Records of the first moment that rate it differently leave open how severe it is.
one as (
  select f.key as key, f.began_at as began_at, f.subject as subject, f.team as team,
    case when f.one_severity = f.other_severity then coalesce(f.severity, f.one_severity) end as severity, f.owner as owner,
    l.outcome as outcome, f.ticket_key as ticket_key, f.is_tagged_test as is_tagged_test, f.evidence as evidence,
    f.record_count as record_count, case when f.is_open = 1 then cast(null as bigint) else f.last_closed_at end as closed_at
  from placed f
  join placed l on l.key = f.key and l.began_at = f.began_at and l.recency = 1
  cross join param p
  where f.place = 1 and f.began_at < p.window_end and p.is_carry_in = false
    and (f.began_at >= p.window_start or f.is_open = 1 or f.last_closed_at > p.period_start)
),
step as (
  select o.key as key, o.began_at as began_at, s.done_at as done_at, s.step as step, s.value as value, s.actor as actor,
    s.evidence_sha256 || '#' || s.evidence_pointer as evidence
  from one o
  join belongs b on b.key = o.key and b.began_at = o.began_at
  join duty_step s on s.duty_id = b.id
  where s.step in ('rescored', 'accepted', 'known_exploited', 'mitigated', 'reviewed')
),
undated as (
  select key as key, began_at as began_at, count(*) as acceptances
  from step
  where step = 'accepted' and done_at is null
  group by key, began_at
),
history as (
  select key as key, began_at as began_at, began_at as done_at, 'rated' as step, severity as value, cast(null as text) as actor,
    cast(null as text) as evidence
  from one
  union all
  select key as key, began_at as began_at, done_at as done_at, step as step, value as value, actor as actor, evidence as evidence
  from step
  where done_at is not null
),
-- Whether the person of a step worked here then; no row: nobody is known by that number.
worked as (
  select h.key as key, h.began_at as began_at, h.done_at as done_at, h.actor as actor,
    max(case when e.start_at <= h.done_at and coalesce(e.end_at, 9223372036854775807) > h.done_at then 1 else 0 end) as is_active
  from (select distinct key, began_at, history.done_at, actor from history where actor is not null) as h
  join employment e on e.employee_no = h.actor and e.is_cancelled = false
  group by h.key, h.began_at, h.done_at, h.actor
)
select 'vulnerability ' || o.key || ' ' || cast(o.began_at as text) as item_id, o.began_at as occurred_at,
  replace(o.key, '@', ' on ') as label,
  case when position('@' in o.key) > 1 then substr(o.key, 1, position('@' in o.key) - 1) else o.key end as unit,
  o.owner as actor, o.evidence || coalesce('|' || h.evidence, '') as evidence, o.key as key, o.subject as subject, o.team as team,
  o.severity as severity, o.owner as owner, o.closed_at as closed_at, o.outcome as outcome, o.ticket_key as ticket_key,
  o.is_tagged_test as is_tagged_test, cast(o.record_count as bigint) as record_count,
  cast(coalesce(u.acceptances, 0) as bigint) as undated_acceptances, h.done_at as from_at, h.done_at + 1 as to_at, h.step as step,
  h.value as step_value, h.actor as step_actor, (step-relation) as step_relation,
  case when w.key is null then cast(null as boolean) else w.is_active = 1 end as is_step_actor_active
from one o
join history h on h.key = o.key and h.began_at = o.began_at
left join undated u on u.key = o.key and u.began_at = o.began_at
(relation-joins)
left join worked w on w.key = h.key and w.began_at = h.began_at and w.done_at = h.done_at and w.actor = h.actor
