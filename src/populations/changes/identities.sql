-- Whose a login or an address is. Two persons behind one login or address: nobody's, so the comparison stays open.
scm_account as (
  select lower(a.username) as login, lower(a.email) as email, a.account_type as account_type, ap.person_id as person_id
  from account a
  join (select distinct key as system from scope where kind = 'system' and attribute = 'scm') s on s.system = a.system
  left join account_person ap on ap.id = a.id
),
login_person as (
  select login as login,
    case when count(distinct person_id) = 1 then min(person_id) end as person_id,
    max(case when account_type in ('bot', 'service') then 1 else 0 end) as is_machine
  from scm_account
  group by login
),
email_owner as (
  select work_email as email, person_id as person_id from employment where work_email is not null and is_cancelled = false
  union all
  select email as email, person_id as person_id from scm_account where email is not null and person_id is not null
),
email_person as (
  select email as email, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from email_owner
  group by email
),
email_login as (
  select email as email, case when count(distinct login) = 1 then min(login) end as login
  from scm_account
  where email is not null
  group by email
)
