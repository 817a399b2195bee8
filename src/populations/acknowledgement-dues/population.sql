with number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
-- policy@version; what has no version is a policy of one version.
version as (
  select e.key as key, case when position('@' in e.key) > 0 then substr(e.key, 1, position('@' in e.key) - 1) else e.key end as policy,
    e.from_at as from_at, coalesce(e.to_at, 9223372036854775807) as to_at,
    case when lower(e.class) = 'editorial' then 0 else 1 end as is_material, e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from register_entry e
  where e.register = 'policy-version'
),
replacement as (
  select v.key as key, min(n.from_at) as replaced_at
  from version v
  join version n on n.policy = v.policy and n.from_at > v.from_at and n.is_material = 1
  group by v.key
),
conversion as (
  select s.id as spell_id, max(1) as is_conversion
  from employment s
  join employment o on o.person_id = s.person_id and o.id <> s.id and o.is_cancelled = false
    and o.start_at < s.start_at and coalesce(o.end_at, 9223372036854775807) >= s.start_at
  group by s.id
),
spell as (
  select e.id as spell_id, e.person_id as person_id, e.employee_no as employee_no, e.worker_type as worker_type, e.zone as zone,
    e.start_at as start_at, e.end_at as end_at, c.spell_id is not null as is_conversion,
    p.window_start as window_start, p.window_end as window_end, p.period_start as period_start, p.is_carry_in as is_carry_in,
    e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from employment e
  cross join param p
  left join conversion c on c.spell_id = e.id
  where e.is_cancelled = false and coalesce(e.end_at, 9223372036854775807) > p.period_start
),
owed as (
  select s.*, true as is_joiner, s.start_at as trigger_at, v.key as key, v.policy as policy, v.from_at as version_from,
    v.evidence as version_evidence
  from spell s
  join version v on v.from_at <= s.start_at and v.to_at > s.start_at
  where s.is_conversion = false and s.start_at >= s.window_start and s.start_at < s.window_end
  union all
  select s.*, false as is_joiner, v.from_at as trigger_at, v.key as key, v.policy as policy, v.from_at as version_from,
    v.evidence as version_evidence
  from version v
  join spell s on (s.start_at < v.from_at or (s.is_conversion and s.start_at <= v.from_at))
    and coalesce(s.end_at, 9223372036854775807) > v.from_at
  where v.is_material = 1 and v.from_at >= s.window_start and v.from_at < s.window_end
),
due as (
  select *
  from (
    select o.*, row_number() over (partition by o.person_id, o.key, o.is_joiner, o.trigger_at order by o.start_at desc, o.spell_id) as place
    from owed o
  ) as numbered
  where place = 1
),
told as (
  select n.person_id as person_id, a.reference as reference, a.performed_at as performed_at, a.id as id,
    case when position('@' in a.reference) > 0 then substr(a.reference, 1, position('@' in a.reference) - 1) else a.reference end as policy,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from activity a
  join number_person n on n.employee_no = a.subject
  where a.kind = 'acknowledgement' and a.reference is not null
),
ack as (
  select t.*, v.from_at as version_from,
    case when v.from_at <= t.performed_at and v.to_at > t.performed_at then 1 else 0 end as is_in_force
  from told t
  left join version v on v.key = t.reference
),
-- What counts: the version due or a newer one, in force when it was acknowledged. Joiners may have done so in the 30 days before.
ranked as (
  select d.spell_id as spell_id, d.key as key, d.is_joiner as is_joiner, a.performed_at as performed_at, a.reference as reference,
    a.evidence as evidence, case when a.is_in_force = 1 and a.version_from >= d.version_from then 1 else 0 end as is_good,
    row_number() over (partition by d.spell_id, d.key, d.is_joiner,
      case when a.is_in_force = 1 and a.version_from >= d.version_from then 1 else 0 end order by a.performed_at, a.id) as place
  from due d
  join ack a on a.person_id = d.person_id and a.policy = d.policy
  where a.performed_at < coalesce(d.end_at, 9223372036854775807)
    and (a.performed_at >= d.trigger_at or ((d.is_joiner or a.reference = d.key) and a.performed_at >= d.trigger_at - 2592000000))
),
found as (
  select spell_id as spell_id, key as key, is_joiner as is_joiner,
    max(case when is_good = 1 and place = 1 then performed_at end) as ack_at,
    max(case when is_good = 0 and place = 1 then performed_at end) as other_at,
    max(case when is_good = 0 and place = 1 then reference end) as other_reference,
    coalesce(max(case when is_good = 1 and place = 1 then evidence end), max(case when place = 1 then evidence end)) as evidence
  from ranked
  group by spell_id, key, is_joiner
),
undated as (
  select distinct person_id as person_id, reference as reference from told where performed_at is null
),
leave_list as (leave-list),
last_position as (
  select o.person_id as person_id, o.department as department,
    row_number() over (partition by o.person_id order by o.from_at desc, o.id) as place
  from position o
  join (select distinct person_id from due) d on d.person_id = o.person_id
)
select d.spell_id || case when d.is_joiner then ' joined ' else ' ' end || d.key as item_id, d.trigger_at as occurred_at,
  'worker ' || d.employee_no || ': ' || d.key as label, q.department as unit, cast(null as text) as actor,
  d.evidence || '|' || d.version_evidence || coalesce('|' || f.evidence, '') as evidence, d.is_joiner as is_joiner,
  d.worker_type as worker_type, d.zone as zone, d.key as version, d.end_at as end_at, r.replaced_at as replaced_at,
  f.ack_at as ack_at, f.other_at as other_at, f.other_reference as other_reference, u.person_id is not null as has_undated,
  l.leaves as leaves
from due d
left join found f on f.spell_id = d.spell_id and f.key = d.key and f.is_joiner = d.is_joiner
left join replacement r on r.key = d.key
left join undated u on u.person_id = d.person_id and u.reference = d.key
left join leave_list l on l.person_id = d.person_id
left join last_position q on q.person_id = d.person_id and q.place = 1
where d.is_carry_in = false
  or (coalesce(f.ack_at, 9223372036854775807) >= d.period_start and coalesce(r.replaced_at, 9223372036854775807) > d.period_start)
