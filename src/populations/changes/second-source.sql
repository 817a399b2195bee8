with branch as (
  select b.key as repository, b.attribute as branch, b.from_at as from_at,
    coalesce(b.to_at, 9223372036854775807) as to_at, p.period_start as period_start, p.period_end as period_end
  from scope b cross join param p
  where b.kind = 'repository'
),
merged as (
  select c.repository as repository, c.base_ref as branch, c.number as number, c.merge_sha as merge_sha,
    c.head_sha as head_sha, c.merge_method as merge_method, c.merged_at as merged_at
  from change c
  join branch b on b.repository = c.repository and b.branch = c.base_ref
  where c.merged_at >= b.from_at and c.merged_at < b.to_at and c.merged_at >= b.period_start and c.merged_at < b.period_end
),
landed as (
  select l.repository as repository, l.branch as branch, l.sha as sha, l.change_number as number, l.link_basis as link_basis,
    l.is_rewrite as is_rewrite, l.is_initial_import as is_initial_import, l.landed_hi as landed_at
  from landed_commit l
  join branch b on b.repository = l.repository and b.branch = l.branch
  where l.landed_hi >= b.from_at and l.landed_hi < b.to_at and l.landed_hi >= b.period_start and l.landed_hi < b.period_end
),
-- Nearly all pair by the merge commit; the rest is looked up among the commits and the changes of all time.
unpaired_change as (
  select m.repository as repository, m.branch as branch, m.number as number, m.merge_sha as merge_sha, m.head_sha as head_sha,
    m.merge_method as merge_method, m.merged_at as merged_at
  from merged m
  left join landed l on l.repository = m.repository and l.branch = m.branch and l.sha = m.merge_sha
  where l.sha is null
),
seen_change as (
  select u.repository as repository, u.branch as branch, u.number as number
  from unpaired_change u join landed_commit l on l.sha = coalesce(u.merge_sha, u.head_sha)
  where l.repository = u.repository and l.branch = u.branch
  union
  select u.repository as repository, u.branch as branch, u.number as number
  from unpaired_change u join landed_commit l on l.repository = u.repository and l.change_number = u.number
  where l.branch = u.branch
    and (l.link_basis <> 'message' or ((u.merge_sha is null or u.merge_method not in ('squash', 'merge'))
      and l.landed_hi >= u.merged_at - 86400000 and l.landed_hi <= u.merged_at + 86400000))
),
unpaired_commit as (
  select l.repository as repository, l.branch as branch, l.sha as sha, l.number as number, l.link_basis as link_basis,
    l.is_rewrite as is_rewrite, l.is_initial_import as is_initial_import, l.landed_at as landed_at
  from landed l
  left join merged m on m.repository = l.repository and m.branch = l.branch and m.merge_sha = l.sha
  where m.number is null
),
explained_commit as (
  select u.repository as repository, u.branch as branch, u.sha as sha
  from unpaired_commit u join change c on c.merge_sha = u.sha
  where c.repository = u.repository and c.base_ref = u.branch
  union
  select u.repository as repository, u.branch as branch, u.sha as sha
  from unpaired_commit u join change c on c.head_sha = u.sha
  where c.merge_sha is null and c.repository = u.repository and c.base_ref = u.branch
  union
  select u.repository as repository, u.branch as branch, u.sha as sha
  from unpaired_commit u join change c on c.repository = u.repository and c.number = u.number
  where c.base_ref = u.branch
    and (u.link_basis <> 'message' or ((c.merge_sha is null or c.merge_method not in ('squash', 'merge'))
      and u.landed_at >= c.merged_at - 86400000 and u.landed_at <= c.merged_at + 86400000))
),
push as (select distinct repository, branch, after_sha as sha from protection_bypass where after_sha is not null)
select distinct u.repository || '#' || cast(u.number as text) as key, 'first only' as side, cast(null as text) as explanation
from unpaired_change u
left join seen_change s on s.repository = u.repository and s.branch = u.branch and s.number = u.number
where s.number is null
union
select u.repository || '@' || u.sha as key, 'second only' as side,
  case when u.is_initial_import then 'the first commit of the repository: an item of its own, not applicable'
    when u.is_rewrite then 'a rewritten commit: an item of its own'
    when f.sha is not null then 'a push that the forge reported: an item of its own'
    else 'a push without a merged change: an item of its own' end as explanation
from unpaired_commit u
left join explained_commit x on x.repository = u.repository and x.branch = u.branch and x.sha = u.sha
left join push f on f.repository = u.repository and f.branch = u.branch and f.sha = u.sha
where x.sha is null
