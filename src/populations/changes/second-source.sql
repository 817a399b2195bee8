with branch as (
  select b.key as repository, b.attribute as branch, b.from_at as from_at,
    coalesce(b.to_at, 9223372036854775807) as to_at, p.period_start as period_start, p.period_end as period_end
  from scope b cross join param p
  where b.kind = 'repository'
),
merged as (
  select c.repository as repository, c.base_ref as branch, c.number as number, c.merge_sha as merge_sha, c.head_sha as head_sha,
    c.merge_method as merge_method
  from change c
  join branch b on b.repository = c.repository and b.branch = c.base_ref
  where c.merged_at >= b.from_at and c.merged_at < b.to_at and c.merged_at >= b.period_start and c.merged_at < b.period_end
),
landed as (
  select l.repository as repository, l.branch as branch, l.sha as sha, max(l.change_number) as number,
    max(case when l.link_basis = 'message' then 1 else 0 end) as is_message, max(case when l.is_rewrite then 1 else 0 end) as is_rewrite,
    max(case when l.is_initial_import then 1 else 0 end) as is_import,
    max(case when l.landed_hi >= b.from_at and l.landed_hi < b.to_at and l.landed_hi >= b.period_start
      and l.landed_hi < b.period_end then 1 else 0 end) as is_in_period
  from landed_commit l
  join branch b on b.repository = l.repository and b.branch = l.branch
  group by l.repository, l.branch, l.sha
),
linked_sha as (
  select l.repository as repository, l.branch as branch, l.sha as sha, c.number as number
  from landed l join change c on c.repository = l.repository and c.merge_sha = l.sha and c.base_ref = l.branch
  union
  select l.repository as repository, l.branch as branch, l.sha as sha, c.number as number
  from landed l join change c on c.repository = l.repository and c.head_sha = l.sha and c.base_ref = l.branch
  union
  select l.repository as repository, l.branch as branch, l.sha as sha, c.number as number
  from landed l join change c on c.repository = l.repository and c.number = l.number and c.base_ref = l.branch
  where l.is_message = 0 or c.merge_sha is null or c.merge_method not in ('squash', 'merge')
),
seen_number as (select distinct repository, branch, number from linked_sha),
seen_sha as (select distinct repository, branch, sha from linked_sha),
push as (select distinct repository, branch, after_sha as sha from protection_bypass where after_sha is not null)
select m.repository || '#' || cast(m.number as text) as key, 'first only' as side, cast(null as text) as explanation
from merged m
left join seen_number s on s.repository = m.repository and s.branch = m.branch and s.number = m.number
where s.number is null
union all
select l.repository || '@' || l.sha as key, 'second only' as side,
  case when l.is_import = 1 then 'the first commit of the repository: an item of its own, not applicable'
    when l.is_rewrite = 1 then 'a rewritten commit: an item of its own'
    when f.sha is not null then 'a push that the forge reported: an item of its own'
    else 'a push without a merged change: an item of its own' end as explanation
from landed l
left join seen_sha s on s.repository = l.repository and s.branch = l.branch and s.sha = l.sha
left join push f on f.repository = l.repository and f.branch = l.branch and f.sha = l.sha
where s.sha is null and l.is_in_period = 1
