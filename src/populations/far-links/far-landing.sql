-- Commits that the forge and a clone tell of in different months: which telling wins must be known in both.
with doubtful as (
  select distinct repository as repository, branch as branch, sha as sha
  from landed_commit
  where landed_basis <> 'forge' or is_rewrite
),
told as (
  select l.id as id, l.repository as repository, l.branch as branch, l.sha as sha, coalesce(m.from_at, l.landed_hi) as month_at
  from doubtful d
  join landed_commit l on l.repository = d.repository and l.branch = d.branch and l.sha = d.sha
  left join calendar m on m.kind = 'utc-month' and l.landed_hi >= m.from_at and l.landed_hi < m.to_at
),
apart as (
  select repository as repository, branch as branch, sha as sha
  from told
  group by repository, branch, sha
  having min(month_at) <> max(month_at)
)
select l.*
from landed_commit l
join apart a on a.repository = l.repository and a.branch = l.branch and a.sha = l.sha
