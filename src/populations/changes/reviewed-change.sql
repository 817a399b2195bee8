reviewed_change as (
  select change_id as change_id, occurred_at as merged_at, head_sha as head_sha, actor as author_login
  from merge_event
  where change_id is not null
)
