-- Tickets that a picked grant names, or that may ask for one that names none.
asking_number as (
  select distinct n.employee_no as employee_no
  from picked_grant g
  join account_person ap on ap.id = g.account_id
  join number_person n on n.person_id = ap.person_id
  where g.ask_key is null
  union
  select distinct o.employee_no as employee_no
  from picked_grant g
  join account a on a.id = g.account_id
  join number_person n on n.employee_no = a.owner_employee_no
  join number_person o on o.person_id = n.person_id
  where g.ask_key is null
),
wanted_ticket as (
  select distinct ask_key as ticket_key from picked_grant where ask_key is not null
  union
  select t.key as ticket_key
  from asking_number n
  join ticket t on t.beneficiary_employee_no = n.employee_no
  cross join param p
  where t.created_at >= p.window_start - 2592000000 and t.created_at < p.window_end + 2592000000
)
