-- Changes that explain a landed commit of another month (a fast-forward keeps old times, a merge lands after midnight), and
-- those that a bypass names or stands beside.
with linked as (
  select l.landed_hi as landed_at, c.id as id, c.merged_at as merged_at
  from landed_commit l
  join change c on c.merge_sha = l.sha
  where c.repository = l.repository and c.base_ref = l.branch
  union all
  select l.landed_hi as landed_at, c.id as id, c.merged_at as merged_at
  from landed_commit l
  join change c on c.head_sha = l.sha
  where c.merge_sha is null and c.repository = l.repository and c.base_ref = l.branch
  union all
  select l.landed_hi as landed_at, c.id as id, c.merged_at as merged_at
  from landed_commit l
  join change c on c.repository = l.repository and c.number = l.change_number
  where c.base_ref = l.branch
),
far as (
  select k.id as id
  from linked k
  left join calendar m on m.kind = 'utc-month' and k.landed_at >= m.from_at and k.landed_at < m.to_at
    and k.merged_at >= m.from_at and k.merged_at < m.to_at
  where m.id is null
  union
  select c.id as id
  from protection_bypass b
  join change c on c.merge_sha = b.after_sha
  union
  select c.id as id
  from protection_bypass b
  join change c on c.head_sha = b.after_sha
  union
  select c.id as id
  from protection_bypass b
  join change c on c.repository = b.repository and c.base_ref = b.branch
  where b.after_sha is null and c.merged_at >= b.at - 300000 and c.merged_at <= b.at + 300000
)
select c.*
from change c
join far f on f.id = c.id
