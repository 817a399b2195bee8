-- The class of the environment that a copy went to; two classes under one name: nobody knows.
destination as (
  select e.key as key, case when count(distinct coalesce(e.class, '')) = 1 then min(e.class) end as class
  from register_entry e
  where e.register = 'environment'
  group by e.key
)
select b.*, d.class as subject_class
from base b
cross join param p
left join destination d on d.key = b.subject
-- A copy is made in a moment: one from before the period is not open on its first day.
where p.is_carry_in = false and b.occurred_at >= p.window_start
