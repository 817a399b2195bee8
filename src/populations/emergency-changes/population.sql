-- Whoever acted: the author set of a change, who pushed or wrote a pushed commit, who deployed by hand.
committer as (
  select item_id as item_id, author_email as email from emergency where author_email is not null
  union
  select item_id as item_id, committer_email as email from emergency
  where committer_email is not null and committer_email <> 'noreply@github.com'
),
acting as (
  select e.item_id as item_id, a.identity as identity, a.login as login, a.person_id as person_id
  from emergency e join author a on a.change_id = e.change_id
  union
  select e.item_id as item_id, e.actor as identity, e.actor as login, lp.person_id as person_id
  from emergency e left join login_person lp on lp.login = e.actor
  where e.change_id is null and e.actor is not null and coalesce(lp.is_machine, 0) = 0
  union
  select c.item_id as item_id, c.email as identity, cast(null as text) as login, ep.person_id as person_id
  from committer c left join email_person ep on ep.email = c.email
  union
  select e.item_id as item_id, '' as identity, cast(null as text) as login, cast(null as text) as person_id
  from emergency e
  left join committer c on c.item_id = e.item_id
  where e.change_id is null and e.actor is null and c.item_id is null
),
acting_sum as (
  select item_id as item_id, count(distinct case when person_id is null then identity end) as unmatched_actors
  from acting group by item_id
),
acting_person as (select distinct item_id, person_id from acting where person_id is not null),
acting_login as (select distinct item_id, login from acting where login is not null),
-- The tickets and incidents an item names, or that name it as the one thing they link to.
named as (
  select item_id as item_id, ticket_key as key from emergency where ticket_key is not null
  union
  select item_id as item_id, reason as key from emergency where reason is not null
  union
  select e.item_id as item_id, t.key as key from emergency e join ticket t on t.links = e.sha
  union
  select e.item_id as item_id, t.key as key from emergency e join ticket t on t.links = e.item_id
  union
  select e.item_id as item_id, t.key as key from emergency e join ticket t on t.links = e.repository || '@' || e.sha
  union
  select e.item_id as item_id, t.key as key from emergency e join ticket t on t.links = e.repository || '#' || cast(e.number as text)
),
declaration as (
  select n.item_id as item_id, t.created_at as at from named n join ticket t on t.key = n.key
  union all
  select n.item_id as item_id, i.opened_at as at from named n join incident i on i.key = n.key
),
declared as (select item_id as item_id, min(declaration.at) as declared_at from declaration group by item_id),
employee as (
  select employee_no as employee_no, case when count(distinct person_id) = 1 then min(person_id) end as person_id
  from employment
  group by employee_no
),
-- Reviews of code that belong to the final head, or may: no commit or no time is stated. A reviewer's approval stands until
-- the same reviewer's next word, before and after the event apart; a next word that nobody knows leaves it open.
code_review as (
  select e.item_id as item_id, coalesce(s.submitted_at, e.occurred_at) as at, s.person_id as person_id, s.login as login,
    s.state as state, s.on_head as on_head, case when s.submitted_at is null then 1 else 0 end as is_untimed,
    max(case when s.state in ('changes_requested', 'dismissed') then s.submitted_at end) over standing as withdrawn_at,
    max(case when s.state not in ('approved', 'changes_requested', 'dismissed') then s.submitted_at end) over standing as unclear_at
  from submitted s
  join emergency e on e.change_id = s.change_id
  window standing as (partition by e.item_id, s.reviewer, s.moment)
),
-- Everybody who approved or reviewed, wherever it was recorded. An approval of a deployment without a time counts as given
-- before it: never as the review afterwards.
word as (
  select n.item_id as item_id, a.decided_at as at, e.person_id as person_id, cast(null as text) as login,
    case when a.approver_employee_no is null then 1 else 0 end as is_unnamed, 1 as is_approval, 0 as is_code_review,
    0 as is_unplaced
  from named n
  join ticket_approval a on a.ticket_key = n.key
  left join employee e on e.employee_no = a.approver_employee_no
  where a.decision = 'approved'
  union all
  select c.item_id as item_id, c.at as at, c.person_id as person_id, c.login as login, 0 as is_unnamed,
    case when c.state = 'approved' and coalesce(c.withdrawn_at, -1) < c.at then 1 else 0 end as is_approval, 1 as is_code_review,
    case when c.on_head = 2 or c.is_untimed = 1 or (c.state = 'approved' and coalesce(c.unclear_at, -1) >= c.at) then 1 else 0 end as is_unplaced
  from code_review c
  where c.state in ('approved', 'changes_requested') and c.on_head > 0
  union all
  select e.item_id as item_id, coalesce(e.approved_at, e.occurred_at - 1) as at, lp.person_id as person_id, e.approver as login,
    0 as is_unnamed, 1 as is_approval, 0 as is_code_review, 0 as is_unplaced
  from emergency e left join login_person lp on lp.login = e.approver
  where e.approver is not null and coalesce(lp.is_machine, 0) = 0
),
judged as (
  select w.item_id as item_id, w.at as at, w.person_id as person_id, w.is_unnamed as is_unnamed, w.is_approval as is_approval,
    w.is_unplaced as is_unplaced,
    case when w.is_code_review = 1 or w.at >= e.occurred_at then 1 else 0 end as is_review,
    case when ap.person_id is not null or al.login is not null then 1 else 0 end as is_self
  from word w
  join emergency e on e.item_id = w.item_id
  left join acting_person ap on ap.item_id = w.item_id and ap.person_id = w.person_id
  left join acting_login al on al.item_id = w.item_id and al.login = w.login
),
known as (select * from judged where is_self = 0 and person_id is not null and is_unplaced = 0),
known_sum as (
  select item_id as item_id, min(case when is_approval = 1 then known.at end) as approved_at,
    min(case when is_review = 1 then known.at end) as reviewed_at,
    count(distinct case when is_approval = 1 then person_id end) as approvers,
    count(distinct case when is_review = 1 then person_id end) as reviewers
  from known
  group by item_id
),
word_sum as (
  select item_id as item_id,
    min(case when is_self = 0 and person_id is null and is_unnamed = 0 and is_approval = 1 then judged.at end) as unmatched_approved_at,
    min(case when is_self = 0 and person_id is null and is_unnamed = 0 and is_review = 1 then judged.at end) as unmatched_reviewed_at,
    min(case when is_self = 0 and is_unplaced = 1 and is_approval = 1 then judged.at end) as unplaced_approved_at,
    min(case when is_self = 0 and is_unplaced = 1 and is_review = 1 then judged.at end) as unplaced_reviewed_at,
    min(case when is_unnamed = 1 then judged.at end) as unnamed_approved_at,
    max(is_self * is_approval) as has_self_approval, max(is_self * is_review) as has_self_review
  from judged
  group by item_id
),
-- The last run of each check after the event, on the commit that landed or on the head of the change.
revision as (
  select item_id as item_id, occurred_at as occurred_at, repository as repository, sha as sha
  from emergency where sha is not null and kind <> 'manual_deployment'
  union
  select item_id as item_id, occurred_at as occurred_at, repository as repository, head_sha as sha
  from emergency where head_sha is not null and kind <> 'manual_deployment'
),
run as (
  select v.item_id as item_id, c.conclusion as conclusion, c.completed_at as completed_at,
    row_number() over (partition by v.item_id, c.name
      order by c.completed_at desc, case when c.conclusion = 'success' then 1 else 0 end) as recency
  from revision v join check_result c on c.repository = v.repository and c.sha = v.sha
  where c.completed_at >= v.occurred_at
),
tested as (
  select item_id as item_id, min(case when conclusion = 'success' then completed_at end) as tested_at,
    sum(case when conclusion in ('failure', 'timed_out', 'cancelled') then 1 else 0 end) as failed_checks
  from run where recency = 1
  group by item_id
)
select e.item_id as item_id, e.occurred_at as occurred_at, e.label as label, e.repository as unit,
  coalesce(e.actor, el.login) as actor, e.evidence as evidence, e.kind as kind, e.sha as sha, e.number as number,
  e.bypass_at as bypass_at,
  coalesce(e.ticket_key, e.reason) as named_key, d.declared_at as declared_at, k.approved_at as approved_at,
  k.reviewed_at as reviewed_at, coalesce(k.approvers, 0) as approvers, coalesce(k.reviewers, 0) as reviewers,
  coalesce(s.unmatched_actors, 0) as unmatched_actors, w.unmatched_approved_at as unmatched_approved_at,
  w.unmatched_reviewed_at as unmatched_reviewed_at, w.unplaced_approved_at as unplaced_approved_at,
  w.unplaced_reviewed_at as unplaced_reviewed_at, w.unnamed_approved_at as unnamed_approved_at,
  coalesce(w.has_self_approval, 0) = 1 as has_self_approval, coalesce(w.has_self_review, 0) = 1 as has_self_review,
  t.tested_at as tested_at, cast(coalesce(t.failed_checks, 0) as bigint) as failed_checks
from emergency e
cross join param p
left join email_login el on el.email = e.author_email
left join acting_sum s on s.item_id = e.item_id
left join declared d on d.item_id = e.item_id
left join known_sum k on k.item_id = e.item_id
left join word_sum w on w.item_id = e.item_id
left join tested t on t.item_id = e.item_id
where p.is_carry_in = false
  or (e.occurred_at >= p.period_start - 2678400000 and coalesce(k.reviewed_at, 9223372036854775807) >= p.period_start)
