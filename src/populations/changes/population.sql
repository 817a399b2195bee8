-- The very commit taken to production by hand, by one of its authors and with nobody else's approval.
taken_by_hand as (
  select m.change_id as change_id, lower(d.triggered_by_login) as login, dp.person_id as person_id, d.started_at as at
  from deployment d
  join merged m on m.repository = d.repository and m.merge_sha = d.sha
  left join login_person dp on dp.login = lower(d.triggered_by_login)
  where d.is_production and d.trigger = 'human' and d.started_at >= m.merged_at
    and (d.approved_by_login is null or lower(d.approved_by_login) = lower(d.triggered_by_login))
),
by_author as (
  select t.change_id as change_id, t.at as at from taken_by_hand t join author a on a.change_id = t.change_id and a.login = t.login
  union all
  select t.change_id as change_id, t.at as at from taken_by_hand t join author a on a.change_id = t.change_id and a.person_id = t.person_id
),
author_deploy as (select change_id as change_id, min(by_author.at) as at from by_author group by change_id)
select e.item_id as item_id, e.occurred_at as occurred_at, e.label as label,
  e.repository as unit, coalesce(e.actor, el.login) as actor, e.evidence as evidence,
  e.kind as kind, e.branch as branch, e.number as number, e.sha as sha, e.merge_method as merge_method,
  e.is_emergency as is_emergency, e.is_initial_import as is_initial_import, e.is_docs_only as is_docs_only,
  case when bo.change_id is not null and hb.change_id is null then e.actor end as bot_author_login,
  case when bo.change_id is not null and hb.change_id is null then e.title end as bot_title,
  e.ticket_key is not null or e.has_description as has_purpose,
  cast(coalesce(a.independent_approvals, 0) as bigint) as independent_approvals,
  cast(coalesce(a.authorised_approvals, 0) as bigint) as authorised_approvals,
  cast(coalesce(a.unproven_approvals, 0) as bigint) as unproven_approvals,
  cast(coalesce(a.self_approvals, 0) as bigint) as self_approvals,
  cast(coalesce(a.stale_approvals, 0) as bigint) as stale_approvals,
  cast(coalesce(a.unmatched_approvals, 0) as bigint) as unmatched_approvals,
  cast(coalesce(a.unplaced_approvals, 0) as bigint) as unplaced_approvals,
  cast(coalesce(a.unknown_reviews, 0) as bigint) as unknown_reviews,
  cast(coalesce(a.late_approvals, 0) as bigint) as late_approvals,
  a.first_late_approval_at as first_late_approval_at,
  cast(coalesce(a.late_authorised_approvals, 0) as bigint) as late_authorised_approvals,
  cast(coalesce(a.open_change_requests, 0) as bigint) as open_change_requests,
  cast(coalesce(w.unmatched_authors, 0) as bigint) as unmatched_authors,
  e.bypass_at as bypass_at, ad.at as author_deployed_at
from merge_event e
cross join param p
left join email_login el on el.email = lower(e.author_email)
left join bot_opened bo on bo.change_id = e.change_id
left join helped_bot hb on hb.change_id = e.change_id
left join author_sum w on w.change_id = e.change_id
left join approval_sum a on a.change_id = e.change_id
left join author_deploy ad on ad.change_id = e.change_id
where p.is_carry_in = false
