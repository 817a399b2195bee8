-- Incidents by when they were closed, each with its first review and, row by row, the actions that came of it.
closed as (
  select i.id as id, i.key as key, i.severity as severity, i.was_lowered as was_lowered, i.closed_at as closed_at,
    i.is_tagged_test as is_tagged_test, i.evidence_sha256 || '#' || i.evidence_pointer as evidence
  from incident i
  cross join param p
  where i.closed_at >= p.window_start and i.closed_at < p.window_end
),
review as (
  select a.id as id, a.subject as subject, a.performed_at as performed_at, a.performed_by as performed_by,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence,
    row_number() over (partition by a.subject order by case when a.performed_at is null then 1 else 0 end, a.performed_at, a.id) as place
  from activity a
  where a.kind = 'post-incident-review' and a.subject is not null
),
-- Records of one key are one action: it began with the first, and is done when none is open.
told as (
  select d.id as id, d.key as key, d.subject as subject, d.owner as owner, d.opened_at as opened_at, d.due_at as due_at,
    max(case when d.closed_at is null then 1 else 0 end) over (partition by d.key) as is_open,
    max(coalesce(d.closed_at, 0)) over (partition by d.key) as last_closed_at,
    d.evidence_sha256 || '#' || d.evidence_pointer as evidence,
    row_number() over (partition by d.key order by d.opened_at, d.id) as place
  from duty d
  where d.kind = 'postmortem-action'
),
action as (
  select t.key as key, t.subject as subject, t.owner as owner, t.opened_at as opened_at, t.due_at as due_at,
    case when t.is_open = 1 then cast(null as bigint) else t.last_closed_at end as closed_at, t.evidence as evidence
  from told t
  where t.place = 1
),
moved as (
  select d.key as key, count(*) as records
  from duty d
  join duty_step s on s.duty_id = d.id
  where d.kind = 'postmortem-action' and s.step = 'reapproved'
  group by d.key
),
-- What an incident still owed when the period began.
owed as (
  select distinct c.id as id
  from closed c
  cross join param p
  left join review r on r.subject = c.key and r.place = 1
  left join action a on a.subject = c.key
  where r.id is null or r.performed_at is null or r.performed_at >= p.period_start
    or (a.key is not null and coalesce(a.closed_at, 9223372036854775807) >= p.period_start)
)
