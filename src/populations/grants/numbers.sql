-- Whose an employee number is; a number of two persons is nobody's.
number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
)
