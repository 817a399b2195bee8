-- What people and approved playbooks did with each alert, and what only claims to have been done. A disposition and its
-- moment travel in one number, so that the last one is a maximum: at * 8 + code.
step as (
  select alert_id as alert_id,
    min(case when is_counted = 1 and is_response = 1 then at_lo end) as ack_lo,
    min(case when is_counted = 1 and is_response = 1 then at_hi end) as ack_hi,
    min(case when is_counted = 0 and actor_kind = 'unknown' and is_response = 1 then at_hi end) as unknown_ack_hi,
    max(case when is_counted = 1 and step = 'closed' then at_lo end) as close_lo,
    max(case when is_counted = 1 and step = 'closed' then at_hi end) as close_hi,
    max(case when is_counted = 0 and actor_kind = 'unknown' and step = 'closed' then at_hi end) as unknown_close_hi,
    max(case when is_counted = 0 and actor_kind <> 'unknown' and step = 'closed' then at_hi end) as automatic_close_hi,
    max(case when step = 'reopened' then at_hi end) as reopen_hi,
    max(case when is_counted = 1 and disposition is not null then at_hi end) as disposition_at,
    max(case when is_counted = 1 and disposition is not null then at_hi * 8 + code end) as disposition_key,
    min(case when is_counted = 1 and disposition is not null then at_lo end) as disposed_lo,
    max(case when is_counted = 1 and evidence is not null then 1 else 0 end) as has_evidence,
    min(case when is_counted = 1 and evidence is not null then at_lo end) as evidenced_lo,
    max(case when step = 'escalated' then 1 else 0 end) as is_escalated
  from (
    select coalesce(x.item_id, s.alert_id) as alert_id, s.step as step, s.actor_kind as actor_kind,
      coalesce(s.at_lo, 0) as at_lo, s.at_hi as at_hi, s.disposition as disposition, s.evidence as evidence,
      case when s.actor_kind = 'human' or b.id is not null then 1 else 0 end as is_counted,
      case when s.step in ('acknowledged', 'in_review', 'escalated', 'closed') then 1 else 0 end as is_response,
      case s.disposition when 'other' then 1 when 'test' then 2 when 'duplicate' then 3 when 'false_positive' then 4
        when 'benign' then 5 when 'true_positive' then 6 else 7 end as code
    from alert_state s
    left join alias x on x.id = s.alert_id
    left join playbook b on s.actor_kind = 'playbook' and b.id = s.actor
      and b.approved_at <= coalesce(s.at_lo, s.alert_created_at, 0) and coalesce(b.retired_at, 9223372036854775807) > s.at_hi
  ) as each_step
  group by alert_id
),
-- True positives that an incident record names, or that name one.
suspect as (
  select a.id as id, a.key as key, a.ticket_key as ticket_key
  from alert a
  join (select distinct alert_id from alert_state where disposition = 'true_positive') d on d.alert_id = a.id
),
linked as (
  select l.id as alert_id
  from (
    select s.id as id from suspect s join incident i on i.key = s.ticket_key
    union
    select s.id as id from suspect s join incident i on i.id = s.ticket_key
    union
    select s.id as id from suspect s join named_alert n on n.name = s.id
    union
    select s.id as id from suspect s join named_alert n on n.name = s.key
  ) as l
),
-- Of alerts that are one item, those whose own last word is that they are real: closing the others takes nothing back.
judged as (
  select s.alert_id as alert_id, max(s.at_hi) as judged_at,
    max(s.at_hi * 8 + case when s.disposition = 'true_positive' then 6 else 5 end) as judged_key
  from alert_state s
  join suspect d on d.id = s.alert_id
  left join playbook b on s.actor_kind = 'playbook' and b.id = s.actor
    and b.approved_at <= coalesce(s.at_lo, s.alert_created_at, 0) and coalesce(b.retired_at, 9223372036854775807) > s.at_hi
  where s.disposition is not null and (s.actor_kind = 'human' or b.id is not null)
  group by s.alert_id
),
confirmed as (
  select x.item_id as id from judged j join alias x on x.id = j.alert_id where j.judged_key - j.judged_at * 8 = 6
  union
  select x.item_id as id from judged j join alias x on x.item_id = j.alert_id where j.judged_key - j.judged_at * 8 = 6
),
-- What is rarely true of an alert, in one place: the large tables are joined with it once.
aside as (
  select id as id, max(is_part) as is_part, max(is_child) as is_child, max(severity) as severity, max(is_bulk) as is_bulk,
    max(is_linked) as is_linked, max(is_real) as is_real
  from (
    select id, 1 as is_part, 0 as is_child, 0 as severity, 0 as is_bulk, 0 as is_linked, 0 as is_real from alias
    union all
    select item_id as id, 0 as is_part, 0 as is_child, severity, 0 as is_bulk, 0 as is_linked, 0 as is_real from alias
    union all
    select id, 0 as is_part, 1 as is_child, 0 as severity, 0 as is_bulk, 0 as is_linked, 0 as is_real from child
    union all
    select coalesce(x.item_id, b.id) as id, 0 as is_part, 0 as is_child, 0 as severity, 1 as is_bulk, 0 as is_linked,
      0 as is_real
    from bulk_close b
    left join alias x on x.id = b.id
    union all
    select coalesce(x.item_id, l.alert_id) as id, 0 as is_part, 0 as is_child, 0 as severity, 0 as is_bulk, 1 as is_linked,
      0 as is_real
    from linked l
    left join alias x on x.id = l.alert_id
    union all
    select id, 0 as is_part, 0 as is_child, 0 as severity, 0 as is_bulk, 0 as is_linked, 1 as is_real from confirmed
  ) as mention
  group by id
)
