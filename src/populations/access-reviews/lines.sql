-- Every line of the record of each review that counts: the person whose access it is, and the person who decided.
number_person as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  where is_cancelled = false
  group by employee_no
),
ranked as (
  select r.*,
    row_number() over (partition by r.system, r.period_key
      order by case when r.signed_off_at is null then 1 else 0 end,
        case when r.is_population_complete then 0 else 1 end, r.signed_off_at, r.listing_at, r.id) as place
  from access_review r
),
line as (
  select i.id as id, i.review_id as review_id, i.decision as decision,
    coalesce(i.decided_at, r.signed_off_at, r.listing_at) as decided_at, i.executed_at as executed_at,
    coalesce(sn.person_id, ap.person_id) as subject_person, rn.person_id as reviewer_person,
    case when i.subject_employee_no is null and ap.basis in ('not-human', 'decision') and ap.person_id is null then 1 else 0 end as is_nobodys
  from access_review_item i
  join ranked r on r.id = i.review_id and r.place = 1
  left join number_person sn on sn.employee_no = i.subject_employee_no
  left join number_person rn on rn.employee_no = coalesce(i.reviewer_employee_no, r.signed_off_by)
  left join (
      select system as system, lower(username) as username, case when count(*) = 1 then min(id) end as id
      from account group by system, lower(username)
    ) a
    on a.system = r.system and a.username = case when i.subject_employee_no is null then lower(i.account_username) end
  left join account_person ap on ap.id = a.id
)
