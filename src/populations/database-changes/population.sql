-- Reviews and approvals by another person than who ran it, and which text was approved and which was run.
taken as (
  select b.kind as kind, b.key as key, s.step as step, s.done_at as done_at, s.actor as actor, lower(s.value) as value,
    case when s.actor is null then 'nobody' when s.actor = b.owner then 'own'
      when ap.person_id is null or op.person_id is null then 'unknown'
      when ap.person_id = op.person_id then 'own' else 'other' end as relation, s.id as step_id,
    coalesce(min(case when s.step = 'executed' then s.done_at end) over (partition by b.kind, b.key), b.occurred_at) as ran_at
  from base b
  join duty d on d.kind = b.kind and d.key = b.key
  join duty_step s on s.duty_id = d.id
  left join number_person ap on ap.employee_no = s.actor
  left join number_person op on op.employee_no = b.owner
),
-- What was put forward last by the time of the run; a text that only later records tell of, where there is no earlier one.
ranked as (
  select t.*, row_number() over (partition by t.kind, t.key, t.step
    order by case when t.done_at <= t.ran_at then 0 when t.done_at is not null then 1 else 2 end, t.done_at desc, t.step_id) as recency
  from taken t
),
told as (
  select kind as kind, key as key,
    coalesce(max(case when step = 'reviewed' and relation = 'other' and done_at <= ran_at then done_at end),
      min(case when step = 'reviewed' and relation = 'other' then done_at end)) as review_at,
    coalesce(max(case when step = 'reviewed' and relation = 'unknown' and done_at <= ran_at then done_at end),
      min(case when step = 'reviewed' and relation = 'unknown' then done_at end)) as unsure_review_at,
    coalesce(max(case when step = 'approved' and relation = 'other' and done_at <= ran_at then done_at end),
      min(case when step = 'approved' and relation = 'other' then done_at end)) as approval_at,
    coalesce(max(case when step = 'approved' and relation = 'unknown' and done_at <= ran_at then done_at end),
      min(case when step = 'approved' and relation = 'unknown' then done_at end)) as unsure_approval_at,
    max(case when step = 'reviewed' and actor is null then 1 else 0 end) as nameless_reviews,
    max(case when step = 'approved' and actor is null then 1 else 0 end) as nameless_approvals,
    max(case when step = 'script' and recency = 1 then value end) as script_digest,
    max(case when step = 'script' and recency = 1 then done_at end) as script_at,
    min(case when step = 'executed' then value end) as first_digest, max(case when step = 'executed' then value end) as last_digest,
    min(ran_at) as ran_at
  from ranked
  group by kind, key
)
select b.*, t.review_at as independent_review_at, t.unsure_review_at as unmatched_review_at,
  t.approval_at as independent_approval_at, t.unsure_approval_at as unmatched_approval_at,
  coalesce(t.nameless_reviews = 1, false) as has_nameless_review, coalesce(t.nameless_approvals = 1, false) as has_nameless_approval,
  t.script_digest as approved_digest, t.script_at as approved_text_at, t.first_digest as run_digest,
  coalesce(t.first_digest <> t.last_digest, false) as is_run_mixed, coalesce(t.ran_at, b.occurred_at) as ran_at
from base b
cross join param p
left join told t on t.kind = b.kind and t.key = b.key
where p.is_carry_in = false
