-- Tickets that a picked grant names, and all that ask for something for one of the holders.
asking_number as (
  select distinct n.employee_no as employee_no
  from picked_grant g
  join account_person ap on ap.id = g.account_id
  join number_person n on n.person_id = ap.person_id
  union
  select distinct o.employee_no as employee_no
  from picked_grant g
  join account a on a.id = g.account_id
  join number_person n on n.employee_no = a.owner_employee_no
  join number_person o on o.person_id = n.person_id
),
wanted_ticket as (
  select distinct ask_key as ticket_key from picked_grant where ask_key is not null
  union
  select t.key as ticket_key
  from asking_number n
  join ticket t on t.beneficiary_employee_no = n.employee_no
)
