-- The last run of each check that had ended by the merge, on the final head or on the commit that landed (a merge
-- queue tests that one); of several that ended at one moment the one that says least good.
revision as (
  select item_id as item_id, occurred_at as occurred_at, repository as repository, head_sha as sha
  from merge_event where head_sha is not null
  union all
  select item_id as item_id, occurred_at as occurred_at, repository as repository, sha as sha
  from merge_event where sha is not null and sha <> coalesce(head_sha, '') and merge_method in ('queue', 'unknown')
),
run as (
  select v.item_id as item_id, c.name as name, c.conclusion as conclusion, c.completed_at as completed_at, v.sha as sha,
    c.evidence_sha256 || '#' || c.evidence_pointer as evidence,
    row_number() over (partition by v.item_id, c.name
      order by c.completed_at desc,
        case c.conclusion when 'success' then 4 when 'neutral' then 3 when 'skipped' then 2 when 'unknown' then 1 else 0 end, c.conclusion,
        c.evidence_sha256, c.evidence_pointer) as recency
  from revision v
  join check_result c on c.repository = v.repository and c.sha = v.sha
  where c.completed_at <= v.occurred_at
)
select e.item_id as item_id, e.occurred_at as occurred_at, e.label as label,
  e.repository as unit, coalesce(e.actor, el.login) as actor,
  case when r.evidence is null then e.evidence else e.evidence || '|' || r.evidence end as evidence,
  coalesce(r.completed_at, e.occurred_at) as from_at, e.occurred_at as to_at,
  e.kind as kind, e.number as number, e.sha as sha, e.is_initial_import as is_initial_import, e.is_docs_only as is_docs_only,
  r.name as check_name, r.conclusion as conclusion, r.sha as checked_sha
from merge_event e
cross join param p
left join run r on r.item_id = e.item_id and r.recency = 1
left join email_login el on el.email = lower(e.author_email)
where p.is_carry_in = false
