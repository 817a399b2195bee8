number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
-- Spells that begin in the window, and of the 90 days before those whose access began only in the period. A spell that another
-- one of the same person leads into is a conversion: nobody joins.
begun as (
  select e.id as spell_id, e.person_id as person_id, e.employee_no as employee_no, e.worker_type as worker_type, e.zone as zone,
    e.start_at as start_at, e.end_at as end_at, p.is_carry_in as is_carry_in, p.period_start as period_start,
    e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from employment e
  cross join param p
  where e.is_cancelled = false and e.start_at >= p.window_start and e.start_at < p.window_end
    and (p.is_carry_in = false or e.start_at >= p.period_start - 7776000000)
),
other_spell as (
  select b.spell_id as spell_id, max(case when o.end_at is null or o.end_at >= b.start_at then 1 else 0 end) as is_continued
  from begun b
  join employment o on o.person_id = b.person_id and o.id <> b.spell_id and o.is_cancelled = false and o.start_at < b.start_at
  group by b.spell_id
),
joiner as (
  select b.*, o.spell_id is not null as is_rehire
  from begun b
  left join other_spell o on o.spell_id = b.spell_id
  where coalesce(o.is_continued, 0) = 0
),
system_scope as (
  select key as system, min(from_at) as from_at, max(coalesce(to_at, 9223372036854775807)) as to_at
  from scope
  where kind = 'system'
  group by key
),
own_account as (
  select j.spell_id as spell_id, j.start_at as start_at, coalesce(j.end_at, 9223372036854775807) as end_at, a.id as account_id,
    a.created_at as created_at, a.deleted_at as deleted_at
  from joiner j
  join account_person ap on ap.person_id = j.person_id
  join account a on a.id = ap.id
  join system_scope s on s.system = a.system
  where a.is_tagged_test = false and coalesce(a.created_at, 0) < coalesce(j.end_at, 9223372036854775807)
    and coalesce(a.deleted_at, 9223372036854775807) > j.start_at
    and s.from_at < coalesce(j.end_at, 9223372036854775807) and s.to_at > j.start_at
),
stated_account as (
  select distinct o.spell_id as spell_id, o.account_id as account_id
  from own_account o
  join account_state s on s.account_id = o.account_id
),
-- When access could be used: by what the account could do, or, where no state is known, from its creation or first right on.
usable as (
  select o.spell_id as spell_id, o.start_at as start_at, o.end_at as end_at, s.from_lo as from_lo, s.from_hi as from_hi,
    coalesce(s.to_hi, 9223372036854775807) as to_hi
  from own_account o
  join account_state s on s.account_id = o.account_id
  where s.state in ('active', 'can_recover', 'locked', 'unknown')
  union all
  select o.spell_id, o.start_at, o.end_at, o.created_at, coalesce(o.created_at, o.start_at), coalesce(o.deleted_at, 9223372036854775807)
  from own_account o
  left join stated_account t on t.spell_id = o.spell_id and t.account_id = o.account_id
  where t.account_id is null
),
first_use as (
  select spell_id as spell_id, min(case when coalesce(from_lo, 0) > start_at then from_lo else start_at end) as access_lo,
    min(case when from_hi > start_at then from_hi else start_at end) as access_hi
  from usable
  where from_hi < end_at and to_hi > start_at
  group by spell_id
),
account_count as (
  select spell_id as spell_id, count(*) as accounts from own_account group by spell_id
),
act as (
  select j.spell_id as spell_id, j.start_at as start_at, a.id as id, a.performed_at as performed_at, a.result as result,
    case when lower(a.result) in ('ordered', 'pending', 'in_progress', 'started') then 1 else 0 end as is_open,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from activity a
  join number_person n on n.employee_no = a.subject
  join joiner j on j.person_id = n.person_id
  where a.kind = 'act-kind'
),
done as (
  select a.*, row_number() over (partition by a.spell_id, case when a.performed_at <= a.start_at then 0 else 1 end
      order by case when a.performed_at <= a.start_at then 0 - a.performed_at else a.performed_at end, a.id) as place,
    row_number() over (partition by a.spell_id order by a.performed_at desc, a.id) as newest
  from act a
  where a.is_open = 0 and a.performed_at is not null
),
done_sum as (
  select spell_id as spell_id, max(case when place = 1 and performed_at <= start_at then performed_at end) as before_at,
    max(case when place = 1 and performed_at > start_at then performed_at end) as next_at,
    max(case when newest = 1 then result end) as last_result, max(case when newest = 1 then evidence end) as evidence
  from done
  group by spell_id
),
act_sum as (
  select spell_id as spell_id, max(is_open) as has_open, max(case when is_open = 0 and performed_at is null then 1 else 0 end) as has_undated
  from act
  group by spell_id
),
excused as (
  select j.spell_id as spell_id, x.id as id, x.approved_at as approved_at,
    row_number() over (partition by j.spell_id order by x.approved_at, x.id) as place
  from joiner j
  join approved_exception x on x.kind = 'act-kind' and (x.subject = j.employee_no or x.subject = j.zone)
  where x.owner is not null and x.approved_at is not null and x.from_at <= j.start_at and x.to_at > j.start_at
),
last_position as (
  select j.spell_id as spell_id, o.department as department,
    row_number() over (partition by j.spell_id order by o.from_at, o.id) as place
  from joiner j
  join position o on o.person_id = j.person_id and o.from_at >= j.start_at
)
select j.spell_id as item_id, j.start_at as occurred_at, 'worker ' || j.employee_no as label, d.department as unit,
  cast(null as text) as actor, j.evidence || coalesce('|' || s.evidence, '') as evidence, j.worker_type as worker_type, j.zone as zone,
  j.end_at as end_at, j.is_rehire as is_rehire, cast(coalesce(c.accounts, 0) as bigint) as account_count,
  u.access_lo as access_lo, u.access_hi as access_hi, s.before_at as before_at, s.next_at as next_at, s.last_result as last_result,
  coalesce(t.has_open, 0) = 1 as has_open, coalesce(t.has_undated, 0) = 1 as has_undated, x.id as exception_id,
  x.approved_at as exception_approved_at
from joiner j
left join account_count c on c.spell_id = j.spell_id
left join first_use u on u.spell_id = j.spell_id
left join done_sum s on s.spell_id = j.spell_id
left join act_sum t on t.spell_id = j.spell_id
left join excused x on x.spell_id = j.spell_id and x.place = 1
left join last_position d on d.spell_id = j.spell_id and d.place = 1
where j.is_carry_in = false or u.access_lo >= j.period_start
