-- From base(item_id, cycle_from, next_at, ...): each cycle with the reviews of real major incidents that lie in it.
review as (
  select a.performed_at as performed_at
  from activity a
  join incident i on i.key = a.subject
  where a.kind = 'post-incident-review' and a.performed_at is not null and i.severity <= 2 and i.is_tagged_test = false
),
reviewed as (
  select b.item_id as item_id, max(case when r.performed_at < p.period_start then r.performed_at end) as before_at,
    min(case when r.performed_at >= p.period_start then r.performed_at end) as first_at,
    max(case when r.performed_at >= p.period_start then r.performed_at end) as last_at
  from base b
  cross join param p
  cross join review r
  where r.performed_at > coalesce(b.cycle_from, 0) and r.performed_at < coalesce(b.next_at, p.period_end)
    and r.performed_at < p.period_end
  group by b.item_id
)
select b.*, w.before_at as review_before_at, w.first_at as review_first_at, w.last_at as review_last_at
from base b
left join reviewed w on w.item_id = b.item_id
