-- Who wrote each of `reviewed_change`, and what the reviewers said.
-- The forge itself commits what its web interface merges: web-flow is nobody.
party as (
  select cp.change_id as change_id, cp.role as role, lower(cp.login) as login, lower(cp.email) as email,
    case when cp.is_bot or coalesce(lp.is_machine, 0) = 1 then 1 else 0 end as is_bot,
    coalesce(lp.person_id, ep.person_id) as person_id
  from change_party cp
  join reviewed_change rc on rc.change_id = cp.change_id
  left join login_person lp on lp.login = lower(cp.login)
  left join email_person ep on ep.email = lower(cp.email)
  where not (cp.role = 'committer'
    and (coalesce(lower(cp.login), '') = 'web-flow' or (cp.login is null and coalesce(lower(cp.email), '') = 'noreply@github.com')))
),
bot_opened as (select distinct change_id from party where role = 'opener' and is_bot = 1),
-- An author may stand here twice: nothing below counts rows.
author as (
  select change_id as change_id, coalesce(login, email, '') as identity, login as login, person_id as person_id
  from party
  where is_bot = 0
  union all
  select rc.change_id as change_id, coalesce(lower(rc.author_login), '') as identity, lower(rc.author_login) as login,
    lp.person_id as person_id
  from reviewed_change rc
  left join (select change_id from party where role = 'opener') o on o.change_id = rc.change_id
  left join login_person lp on lp.login = lower(rc.author_login)
  where o.change_id is null
),
helped_bot as (select distinct b.change_id from bot_opened b join author a on a.change_id = b.change_id),
author_sum as (
  select change_id as change_id, count(distinct identity) as unmatched_authors
  from author
  where person_id is null
  group by change_id
),
-- One row per submitted review: when = 0 before the merge, 1 after it, 2 at an unknown time.
submitted as (
  select r.change_id as change_id, coalesce(lp.person_id, 'login ' || lower(r.reviewer_login), 'nobody ' || cast(r.submitted_at as text), 'nobody') as reviewer,
    lower(r.reviewer_login) as login, lp.person_id as person_id, r.state as state, r.submitted_at as submitted_at,
    case when r.submitted_at is null then 2 when r.submitted_at > rc.merged_at then 1 else 0 end as moment,
    case when r.commit_sha is null then 2 when r.commit_sha = rc.head_sha then 1 else 0 end as on_head,
    case when r.has_write_permission is null then 2 when r.has_write_permission then 1 else 0 end as can_write,
    case when r.is_code_owner then 1 else 0 end as is_owner
  from review r
  join reviewed_change rc on rc.change_id = r.change_id
  left join login_person lp on lp.login = lower(r.reviewer_login)
  where r.is_bot = false and coalesce(lp.is_machine, 0) = 0 and r.state not in ('commented', 'pending')
),
-- A reviewer's standing at the merge is the last word before it; after it, the first approval is kept.
ranked as (
  select s.change_id as change_id, s.reviewer as reviewer, s.login as login, s.person_id as person_id, s.state as state,
    s.submitted_at as submitted_at, s.moment as moment, s.on_head as on_head, s.can_write as can_write, s.is_owner as is_owner,
    row_number() over (partition by s.change_id, s.reviewer, s.moment
      order by case when s.moment = 0 then -s.submitted_at else s.submitted_at end,
        case s.state when 'changes_requested' then 0 when 'dismissed' then 1 when 'unknown' then 2 else 3 end,
        case when s.on_head = 1 then 0 else 1 end, s.can_write) as rank
  from submitted s
  where s.moment = 0 or s.state = 'approved'
),
standing as (
  select k.change_id as change_id, k.reviewer as reviewer, k.state as state, k.submitted_at as submitted_at, k.moment as moment,
    k.is_owner as is_owner, k.on_head as on_head,
    case when al.login is not null or ap.person_id is not null then 1 else 0 end as is_self,
    case when k.person_id is null then 1 else 0 end as is_unmatched,
    case when k.can_write = 0 or e.person_id is null then 0 when k.can_write = 2 then 2 else 1 end as authority
  from ranked k
  left join author al on al.change_id = k.change_id and al.login = k.login
  left join author ap on ap.change_id = k.change_id and ap.person_id = k.person_id
  left join employment e on e.person_id = k.person_id and e.is_cancelled = false
    and e.start_at <= k.submitted_at and coalesce(e.end_at, 9223372036854775807) > k.submitted_at
  where k.rank = 1
),
-- One row per reviewer and change; overlapping spells of employment, and authors who stand twice, fall together here.
verdict as (
  select change_id as change_id, reviewer as reviewer, max(is_self) as is_self, max(is_unmatched) as is_unmatched,
    max(case when moment = 0 and state = 'approved' then 1 else 0 end) as approved,
    max(case when moment = 0 and state = 'changes_requested' then is_owner else 0 end) as blocked,
    max(case when moment = 0 and state not in ('approved', 'changes_requested', 'dismissed') then 1 else 0 end) as unclear,
    max(case when moment = 0 then on_head else 0 end) as on_head, max(case when moment = 0 then authority else 0 end) as authority,
    max(case when moment = 2 then 1 else 0 end) as untimed,
    min(case when moment = 1 then submitted_at end) as late_at, max(case when moment = 1 then on_head else 0 end) as late_on_head,
    max(case when moment = 1 then authority else 0 end) as late_authority
  from standing
  group by change_id, reviewer
),
placed as (
  select change_id as change_id, is_self as is_self, blocked as blocked, unclear as unclear, authority as authority,
    late_authority as late_authority, late_at as late_at,
    case when approved = 1 and is_self = 1 then 1 else 0 end as self_approval,
    case when approved = 1 and is_self = 0 and on_head = 0 then 1 else 0 end as stale,
    case when is_self = 0 and is_unmatched = 1 and ((approved = 1 and on_head > 0) or (approved = 0 and untimed = 1)) then 1 else 0 end as unmatched,
    case when is_self = 0 and is_unmatched = 0 and ((approved = 1 and on_head = 2) or (approved = 0 and untimed = 1)) then 1 else 0 end as unplaced,
    case when approved = 1 and is_self = 0 and is_unmatched = 0 and on_head = 1 then 1 else 0 end as independent,
    case when late_at is not null and is_self = 0 and is_unmatched = 0 and late_on_head = 1
      and not (approved = 1 and on_head = 1) then 1 else 0 end as late
  from verdict
),
approval_sum as (
  select change_id as change_id, sum(independent) as independent_approvals,
    sum(case when independent = 1 and authority = 1 then 1 else 0 end) as authorised_approvals,
    sum(case when independent = 1 and authority = 2 then 1 else 0 end) as unproven_approvals,
    sum(self_approval) as self_approvals, sum(stale) as stale_approvals, sum(unmatched) as unmatched_approvals,
    sum(unplaced) as unplaced_approvals, sum(unclear) as unknown_reviews, sum(late) as late_approvals,
    min(case when late = 1 then late_at end) as first_late_approval_at,
    sum(case when late = 1 and late_authority = 1 then 1 else 0 end) as late_authorised_approvals,
    sum(case when is_self = 0 then blocked else 0 end) as open_change_requests
  from placed
  group by change_id
)
