-- Reviews and approvals by somebody else than who ran it, and which text was approved and which was run.
taken as (
  select d.kind as kind, d.key as key, d.owner as owner, s.step as step, s.done_at as done_at, s.actor as actor,
    lower(s.value) as value,
    row_number() over (partition by d.kind, d.key, s.step
      order by case when s.done_at is null then 1 else 0 end, s.done_at desc, s.id) as recency
  from duty d
  join duty_step s on s.duty_id = d.id
  where d.kind = 'database-change'
),
told as (
  select kind as kind, key as key,
    min(case when step = 'reviewed' and actor <> coalesce(owner, '') then done_at end) as review_at,
    min(case when step = 'approved' and actor <> coalesce(owner, '') then done_at end) as approval_at,
    max(case when step = 'reviewed' and actor is null then 1 else 0 end) as nameless_reviews,
    max(case when step = 'approved' and actor is null then 1 else 0 end) as nameless_approvals,
    max(case when step = 'script' and recency = 1 then value end) as script_digest,
    max(case when step = 'script' and recency = 1 then done_at end) as script_at,
    min(case when step = 'executed' then value end) as first_digest, max(case when step = 'executed' then value end) as last_digest,
    min(case when step = 'executed' then done_at end) as ran_at
  from taken
  group by kind, key
)
select b.*, t.review_at as independent_review_at, t.approval_at as independent_approval_at,
  coalesce(t.nameless_reviews = 1, false) as has_nameless_review, coalesce(t.nameless_approvals = 1, false) as has_nameless_approval,
  t.script_digest as approved_digest, t.script_at as approved_text_at, t.first_digest as run_digest,
  coalesce(t.first_digest <> t.last_digest, false) as is_run_mixed, coalesce(t.ran_at, b.occurred_at) as ran_at
from base b
cross join param p
left join told t on t.kind = b.kind and t.key = b.key
where p.is_carry_in = false
