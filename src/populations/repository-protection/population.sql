-- Settings of repositories that took another value in the window; what a new repository began with is no change.
with repository_entry as (
  select e.id as id, e.key as key, e.from_at as from_at, e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from register_entry e
  where e.register = 'repository'
),
said as (
  select c.id as id, c.entry_id as entry_id, c.aspect as aspect, c.value as value, c.from_at as from_at,
    c.changed_by as changed_by, c.change_key as change_key, c.evidence_sha256 || '#' || c.evidence_pointer as evidence,
    row_number() over (partition by c.entry_id, c.aspect, c.from_at order by c.id) as place
  from entry_state c
  join repository_entry e on e.id = c.entry_id
  where c.aspect in ('required_approvals', 'dismiss_stale', 'enforce_admins', 'allow_force_push', 'allow_deletion', 'required_checks')
),
chain as (
  select s.id as id, s.value as value, lead(s.id, 1, '') over (partition by s.entry_id, s.aspect order by s.from_at) as next_id
  from said s
  where s.place = 1
),
changed as (
  select n.id as id, n.entry_id as entry_id, n.aspect as aspect, c.value as value_before, n.value as value, n.from_at as from_at,
    n.changed_by as changed_by, n.change_key as change_key, n.evidence as evidence
  from chain c
  join said n on n.id = c.next_id and n.place = 1
  cross join param p
  where n.value <> c.value and n.from_at >= p.window_start and n.from_at < p.window_end and p.is_carry_in = false
),
in_scope as (
  select distinct c.id as id
  from changed c
  join repository_entry e on e.id = c.entry_id
  join scope s on s.kind = 'repository' and s.key = e.key and s.from_at <= c.from_at
    and coalesce(s.to_at, 9223372036854775807) > c.from_at
),
by_pipeline as (
  select distinct c.id as id
  from changed c
  join scope s on s.kind = 'pipeline_role' and s.key = c.changed_by and s.from_at <= c.from_at
    and coalesce(s.to_at, 9223372036854775807) > c.from_at
),
approval as (
  select a.ticket_key as ticket_key, min(a.decided_at) as decided_at
  from ticket_approval a
  where a.decision = 'approved'
  group by a.ticket_key
)
select 'setting ' || c.id as item_id, c.from_at as occurred_at, c.aspect || ' of ' || e.key || ' set to ' || c.value as label,
  e.key as unit, c.changed_by as actor, c.evidence || '|' || e.evidence as evidence, c.aspect as aspect,
  c.value_before as value_before, c.value as value, c.changed_by as changed_by, c.change_key as change_key,
  b.id is not null as is_by_pipeline, a.decided_at as approved_at, e.from_at as entry_from_at
from changed c
join in_scope i on i.id = c.id
join repository_entry e on e.id = c.entry_id
left join by_pipeline b on b.id = c.id
left join approval a on a.ticket_key = c.change_key
