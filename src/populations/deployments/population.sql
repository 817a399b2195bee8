deployed as (
  select d.id as id, d.repository as repository, d.sha as sha, d.environment as environment, d.trigger as trigger,
    lower(d.triggered_by_login) as actor, lower(d.approved_by_login) as approver, d.approved_at as approved_at,
    d.started_at as started_at, d.outcome as outcome, d.is_rollback as is_rollback,
    d.evidence_sha256 || '#' || d.evidence_pointer as evidence
  from deployment d
  cross join param p
  where d.is_production and d.started_at >= p.window_start and d.started_at < p.window_end and p.is_carry_in = false
),
artefact as (select distinct repository, sha from deployed where repository is not null and sha is not null),
branch as (select distinct key as repository, attribute as branch from scope where kind = 'repository'),
arrival as (
  select l.repository as repository, l.sha as sha, l.landed_hi as landed_at,
    case when l.landed_basis = 'forge' then l.landed_hi else l.landed_lo end as landed_lo,
    l.evidence_sha256 || '#' || l.evidence_pointer as evidence
  from artefact a
  join landed_commit l on l.repository = a.repository and l.sha = a.sha
  join branch b on b.repository = l.repository and b.branch = l.branch
  union all
  select c.repository as repository, c.merge_sha as sha, c.merged_at as landed_at, c.merged_at as landed_lo,
    c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from artefact a
  join change c on c.repository = a.repository and c.merge_sha = a.sha
  join branch b on b.repository = c.repository and b.branch = c.base_ref
),
-- A time that is known on both sides wins over what a committer claims.
landing as (
  select repository as repository, sha as sha, landed_at as landed_at, landed_lo as landed_lo, evidence as evidence,
    row_number() over (partition by repository, sha
      order by case when landed_lo is null then 1 else 0 end, landed_at, evidence) as copy
  from arrival
),
before as (
  select d.id as id, e.started_at as at,
    case when e.trigger in ('pipeline', 'schedule') then 'good'
      when e.approved_by_login is null or lower(e.approved_by_login) = lower(e.triggered_by_login) then 'bad'
      when ap.is_machine = 1 or ap.person_id = tp.person_id then 'bad'
      when ap.person_id is null or tp.person_id is null then 'unmatched'
      else 'good' end as standing
  from deployed d
  join deployment e on e.repository = d.repository and e.sha = d.sha
  left join login_person ap on ap.login = lower(e.approved_by_login)
  left join login_person tp on tp.login = lower(e.triggered_by_login)
  where d.is_rollback and e.is_production and e.outcome = 'success' and e.started_at < d.started_at
),
earlier as (
  select id as id, max(case when standing = 'good' then before.at end) as good_at,
    max(case when standing = 'unmatched' then before.at end) as unmatched_at
  from before
  group by id
)
select d.id as item_id, d.started_at as occurred_at,
  case when d.repository is null then 'unknown artefact' when d.sha is null then d.repository
    else d.repository || '@' || substr(d.sha, 1, 7) end || ' to ' || d.environment as label,
  d.repository as unit, d.actor as actor,
  case when l.evidence is null then d.evidence else d.evidence || '|' || l.evidence end as evidence,
  d.sha as sha, d.environment as environment, d.trigger as trigger, d.outcome as outcome, d.is_rollback as is_rollback,
  l.landed_at as landed_at, l.landed_lo as landed_lo, r.good_at as earlier_good_at,
  r.unmatched_at as earlier_unmatched_at,
  case when d.approver is null then 'none'
    when coalesce(ap.is_machine, 0) = 1 then 'bot'
    when d.approver = d.actor or ap.person_id = tp.person_id then 'self'
    when ap.person_id is null or (d.actor is not null and tp.person_id is null and coalesce(tp.is_machine, 0) = 0) then 'unmatched'
    when d.actor is null then 'unmatched'
    else 'other' end as approver,
  d.approved_at as approved_at
from deployed d
left join landing l on l.repository = d.repository and l.sha = d.sha and l.copy = 1
left join earlier r on r.id = d.id
left join login_person ap on ap.login = d.approver
left join login_person tp on tp.login = d.actor
