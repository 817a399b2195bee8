-- One row per account, first rule that hits: a person's decision, the employee number stored in the system, the exact
-- work address while the account and the spell both lived. What two persons share matches neither.
with spell as (
  select person_id as person_id, employee_no as employee_no, lower(work_email) as work_email, start_at as start_at,
    coalesce(end_at, 9223372036854775807) as end_at
  from employment
  where is_cancelled = false
),
decision as (
  select system as system, lower(username) as username, employee_no as employee_no,
    row_number() over (partition by system, lower(username) order by decided_at desc, id) as newest
  from identity_decision
),
number_owner as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from spell
  group by employee_no
),
email_hit as (
  select a.id as account_id, case when count(distinct s.person_id) = 1 then min(s.person_id) end as person_id
  from account a
  join spell s on s.work_email = lower(a.email)
    and coalesce(a.created_at, 0) < s.end_at and coalesce(a.deleted_at, 9223372036854775807) > s.start_at
  group by a.id
),
hit as (
  select a.id as id, a.account_type as account_type, d.username is not null as is_decided,
    d.employee_no as decided_no, decided.person_id as decided_person, numbered.person_id as number_person,
    e.person_id as email_person
  from account a
  left join decision d on d.system = a.system and d.username = lower(a.username) and d.newest = 1
  left join number_owner decided on decided.employee_no = d.employee_no
  left join number_owner numbered on numbered.employee_no = a.employee_no
  left join email_hit e on e.account_id = a.id
)
select id as id,
  case
    when is_decided then decided_person
    when account_type in ('service', 'shared', 'bot', 'break_glass') then cast(null as text)
    else coalesce(number_person, email_person)
  end as person_id,
  case
    when is_decided and (decided_no is null or decided_person is not null) then 'decision'
    when is_decided then 'none'
    when account_type in ('service', 'shared', 'bot', 'break_glass') then 'not-human'
    when number_person is not null then 'employee_no'
    when email_person is not null then 'email'
    else 'none'
  end as basis,
  'derived' as source_id, '' as evidence_sha256, '' as evidence_pointer, 0 as observed_at
from hit
