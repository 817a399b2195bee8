with hr as (
  select e.employee_no as employee_no, e.worker_type as worker_type, e.start_day as start_day
  from employment e
  cross join param p
  where e.is_cancelled = false and e.end_at >= p.window_start and e.end_at < p.window_end
),
payroll as (
  select distinct f.employee_no as employee_no, f.end_day as end_day
  from payroll_end f
  join calendar c on c.kind = 'day' and c.period_key = f.end_day
  cross join param p
  where c.from_at >= p.window_start and c.from_at < p.window_end
),
spell as (
  select employee_no as employee_no, start_day as start_day from employment where is_cancelled = false and end_at is not null
)
select h.employee_no as key, 'first only' as side,
  case when h.worker_type = 'contractor' then 'a contractor: paid by invoice, not by payroll' end as explanation
from hr h
left join payroll_end f on f.employee_no = h.employee_no and f.end_day >= h.start_day
where f.id is null
union all
select f.employee_no as key, 'second only' as side, cast(null as text) as explanation
from payroll f
left join spell s on s.employee_no = f.employee_no and s.start_day <= f.end_day
where s.employee_no is null
