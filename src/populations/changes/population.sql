-- The very commit taken to production by hand, and whether another person approved that.
taken_by_hand as (
  select m.change_id as change_id, lower(d.triggered_by_login) as login, dp.person_id as person_id,
    coalesce(dp.is_machine, 0) as is_machine, d.started_at as at,
    case when d.approved_by_login is null or lower(d.approved_by_login) = lower(d.triggered_by_login) then 'alone'
      when ap.is_machine = 1 or ap.person_id = dp.person_id then 'alone'
      when ap.person_id is null or dp.person_id is null then 'unsure'
      else 'approved' end as company
  from deployment d
  join merged m on m.repository = d.repository and m.merge_sha = d.sha
  left join login_person dp on dp.login = lower(d.triggered_by_login)
  left join login_person ap on ap.login = lower(d.approved_by_login)
  where d.is_production and d.trigger = 'human' and d.started_at >= m.merged_at
),
author_login as (select distinct change_id, login from author where login is not null),
author_person as (select distinct change_id, person_id from author where person_id is not null),
-- A deployer of whom no person is known may be an author, and an author of whom none is known any deployer.
deployer as (
  select t.change_id as change_id, t.at as at, t.company as company,
    case when al.login is not null or ap.person_id is not null then 1 else 0 end as is_author,
    case when t.is_machine = 0 and (t.person_id is null or s.unmatched_authors > 0) then 1 else 0 end as may_be_author
  from taken_by_hand t
  left join author_login al on al.change_id = t.change_id and al.login = t.login
  left join author_person ap on ap.change_id = t.change_id and ap.person_id = t.person_id
  left join author_sum s on s.change_id = t.change_id
  where t.company <> 'approved'
),
author_deploy as (
  select change_id as change_id, min(case when is_author = 1 and company = 'alone' then deployer.at end) as at,
    min(case when (is_author = 1 and company = 'unsure') or (is_author = 0 and may_be_author = 1) then deployer.at end) as unsure_at
  from deployer
  group by change_id
)
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
  e.bypass_at as bypass_at, ad.at as author_deployed_at, ad.unsure_at as unsure_deployed_at
from merge_event e
cross join param p
left join email_login el on el.email = lower(e.author_email)
left join bot_opened bo on bo.change_id = e.change_id
left join helped_bot hb on hb.change_id = e.change_id
left join author_sum w on w.change_id = e.change_id
left join approval_sum a on a.change_id = e.change_id
left join author_deploy ad on ad.change_id = e.change_id
where p.is_carry_in = false
