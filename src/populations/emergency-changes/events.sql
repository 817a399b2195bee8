-- What went past the normal path: pushes, rewrites, merges past a rule, changes labelled as emergencies, and deployments
-- to production by hand.
emergency as (
  select e.item_id as item_id, e.occurred_at as occurred_at,
    case when e.kind <> 'change' then e.kind when e.bypass_at is not null then 'bypassed_merge' else 'emergency_change' end as kind,
    e.label as label, e.repository as repository, e.change_id as change_id, e.sha as sha, e.head_sha as head_sha,
    e.actor as actor, e.ticket_key as ticket_key, e.reason as reason, lower(e.author_email) as author_email,
    lower(e.committer_email) as committer_email, cast(null as text) as approver, cast(null as bigint) as approved_at,
    e.number as number, e.bypass_at as bypass_at, e.evidence as evidence
  from merge_event e
  where e.is_initial_import = false and (e.kind <> 'change' or e.bypass_at is not null or e.is_emergency)
  union all
  select d.id as item_id, d.started_at as occurred_at, 'manual_deployment' as kind,
    case when d.repository is null then 'unknown artefact' when d.sha is null then d.repository
      else d.repository || '@' || substr(d.sha, 1, 7) end || ' to ' || d.environment || ' (by hand)' as label,
    d.repository as repository, cast(null as text) as change_id, d.sha as sha, d.sha as head_sha,
    lower(d.triggered_by_login) as actor, cast(null as text) as ticket_key, cast(null as text) as reason,
    cast(null as text) as author_email, cast(null as text) as committer_email, lower(d.approved_by_login) as approver,
    d.approved_at as approved_at, cast(null as bigint) as number,
    cast(null as bigint) as bypass_at, d.evidence_sha256 || '#' || d.evidence_pointer as evidence
  from deployment d
  cross join param p
  where d.is_production and d.trigger = 'human' and d.started_at >= p.window_start and d.started_at < p.window_end
),
reviewed_change as (
  select change_id as change_id, occurred_at as merged_at, head_sha as head_sha, actor as author_login
  from emergency
  where change_id is not null
)
