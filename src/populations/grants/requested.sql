-- Whose each picked grant is (of a machine: its owner's; nobody's where no listing has the account), and which request it rests on: the one it names, the one of its
-- group rule, or else the request of the 30 days around that names the person, the system and the entitlement.
subject_grant as (
  select g.*, coalesce(a.account_type, 'unknown') as account_type, coalesce(a.external_id, g.account_id) as external_id,
    coalesce(a.is_tagged_test, false) as is_tagged_test, a.owner_employee_no as owner_employee_no, coalesce(ap.basis, 'none') as basis,
    coalesce(ap.person_id, case when ap.basis = 'not-human' then n.person_id end) as person_id
  from picked_grant g
  left join account a on a.id = g.account_id
  left join account_person ap on ap.id = g.account_id
  left join number_person n on n.employee_no = a.owner_employee_no
),
named_request as (
  select g.grant_id as grant_id, r.ticket_key as ticket_key,
    row_number() over (partition by g.grant_id
      order by case when r.approved_at <= g.from_hi then 0 else 1 end, case when r.created_at <= g.from_hi then 0 else 1 end,
        case when r.created_at <= g.from_hi then g.from_hi - r.created_at else r.created_at - g.from_hi end, r.ticket_key) as place
  from subject_grant g
  join request r on r.beneficiary_person_id = g.person_id and r.system = g.system
    and r.created_at >= g.from_hi - 2592000000 and r.created_at <= g.from_hi + 2592000000
  where g.ask_key is null
    and (r.entitlements = '*' or r.entitlements = g.entitlement
      or position('|' || g.entitlement || '|' in '|' || r.entitlements || '|') > 0)
),
requested_grant as (
  select g.*, coalesce(g.ask_key, m.ticket_key) as ticket_key
  from subject_grant g
  left join named_request m on m.grant_id = g.grant_id and m.place = 1
)
