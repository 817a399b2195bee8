-- From base(item_id, approved_by, approved_at, performed_at, ...): the roles that the approver held when approving.
held as (
  select distinct b.item_id as item_id, e.key as role
  from base b
  join register_entry e on e.owner = b.approved_by and e.register = 'security-role'
  where e.from_at <= coalesce(b.approved_at, b.performed_at)
    and coalesce(e.to_at, 9223372036854775807) > coalesce(b.approved_at, b.performed_at)
),
ranked as (
  select item_id as item_id, role as role, row_number() over (partition by item_id order by role) as place from held
),
roles as (
  select item_id as item_id, count(*) as role_count,
    max(case when place = 1 then role end) || coalesce('|' || max(case when place = 2 then role end), '')
      || coalesce('|' || max(case when place = 3 then role end), '') || coalesce('|' || max(case when place = 4 then role end), '')
      || coalesce('|' || max(case when place = 5 then role end), '') || coalesce('|' || max(case when place = 6 then role end), '')
      || coalesce('|' || max(case when place = 7 then role end), '') || coalesce('|' || max(case when place = 8 then role end), '') as roles
  from ranked
  group by item_id
)
select b.*, r.roles as approver_roles, cast(coalesce(r.role_count, 0) as bigint) as approver_role_count
from base b
left join roles r on r.item_id = b.item_id
