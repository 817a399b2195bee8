-- Everything that changed a protected branch in the window, each event once.
-- What a month's events may rest on: the rows shown for it, and the few of other months that are linked across (derived).
known_change as (
  select id as id, repository as repository, base_ref as base_ref, number as number, merge_sha as merge_sha,
    head_sha as head_sha, merge_method as merge_method, merged_at as merged_at, merged_by_login as merged_by_login
  from change
  union all
  select id as id, repository as repository, base_ref as base_ref, number as number, merge_sha as merge_sha,
    head_sha as head_sha, merge_method as merge_method, merged_at as merged_at, merged_by_login as merged_by_login
  from far_change
),
known_landing as (
  select repository as repository, branch as branch, sha as sha, landed_basis as landed_basis, landed_hi as landed_hi
  from landed_commit
  union all
  select repository as repository, branch as branch, sha as sha, landed_basis as landed_basis, landed_hi as landed_hi
  from far_landing
),
branch as (
  select key as repository, attribute as branch, from_at as from_at, coalesce(to_at, 9223372036854775807) as to_at
  from scope
  where kind = 'repository'
),
merged as (
  select c.id as change_id, c.repository as repository, c.base_ref as branch, c.number as number, c.merge_sha as merge_sha,
    c.head_sha as head_sha, c.author_login as author_login, c.merged_at as merged_at, c.merge_method as merge_method,
    c.is_emergency as is_emergency, c.ticket_key as ticket_key, c.has_description as has_description,
    c.is_docs_only as is_docs_only, c.title as title, c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from change c
  join branch b on b.repository = c.repository and b.branch = c.base_ref and c.merged_at >= b.from_at and c.merged_at < b.to_at
  cross join param p
  where c.merged_at >= p.window_start and c.merged_at < p.window_end
),
landed as (
  select l.repository as repository, l.branch as branch, l.sha as sha, l.landed_hi as landed_at,
    l.author_email as author_email, l.committer_email as committer_email, l.change_number as change_number,
    l.link_basis as link_basis, l.is_rewrite as is_rewrite, l.is_initial_import as is_initial_import,
    case l.landed_basis when 'forge' then 0 when 'reflog' then 1 else 2 end as doubt,
    l.evidence_sha256 as evidence_sha256, l.evidence_pointer as evidence_pointer
  from landed_commit l
  cross join param p
  where l.landed_hi >= p.window_start and l.landed_hi < p.window_end
),
-- A bypass without a commit is that of the change which the same login merged within five minutes, the nearest one.
-- Switching protection off is no push.
bypass_merge as (
  select b.id as id, coalesce(c.merge_sha, c.head_sha) as sha,
    row_number() over (partition by b.id
      order by case when c.merged_at < b.at then b.at - c.merged_at else c.merged_at - b.at end, c.number) as place
  from protection_bypass b
  join known_change c on c.repository = b.repository and c.base_ref = b.branch and lower(c.merged_by_login) = lower(b.actor_login)
    and c.merged_at >= b.at - 300000 and c.merged_at <= b.at + 300000
  where b.after_sha is null and b.mechanism in ('ruleset', 'policy_override')
),
told_bypass as (
  select b.id as bypass_id, b.repository as repository, b.branch as branch, coalesce(b.after_sha, m.sha) as sha,
    b.actor_login as actor_login, b.at as at, b.mechanism as mechanism, b.reason as reason,
    b.evidence_sha256 as evidence_sha256, b.evidence_pointer as evidence_pointer
  from protection_bypass b
  left join bypass_merge m on m.id = b.id and m.place = 1
  where b.after_sha is not null or b.mechanism <> 'protection_disabled'
),
bypass as (
  select t.repository as repository, t.branch as branch, t.sha as sha, t.bypass_id as bypass_id, t.actor_login as actor_login,
    t.at as at, t.mechanism as mechanism, t.reason as reason, t.evidence_sha256 || '#' || t.evidence_pointer as evidence,
    row_number() over (partition by t.repository, t.branch, coalesce(t.sha, t.bypass_id)
      order by case when t.mechanism = 'force_push' then 0 else 1 end, t.at, t.evidence_sha256, t.evidence_pointer) as copy
  from told_bypass t
),
-- A landed commit or a bypass is explained by the merged change whose commit, head or number it is. Nearly all are by a
-- change merged in the window; only the rest, and the bypasses, are looked up among the changes of all time. A number that
-- only the message claims is no proof against a squash or merge commit that is known, nor further than a day from the merge.
rest as (
  select l.repository as repository, l.branch as branch, l.sha as sha, l.change_number as number, l.link_basis as link_basis,
    l.landed_at as landed_at
  from landed l
  left join merged m on m.repository = l.repository and m.branch = l.branch and m.merge_sha = l.sha
  where m.change_id is null or l.is_rewrite
),
lookup_sha as (
  select repository as repository, branch as branch, sha as sha from rest
  union
  select repository as repository, branch as branch, sha as sha from bypass where sha is not null
),
explained_sha as (
  select o.repository as repository, o.branch as branch, o.sha as sha
  from lookup_sha o join known_change c on c.merge_sha = o.sha
  where c.repository = o.repository and c.base_ref = o.branch
  union
  select o.repository as repository, o.branch as branch, o.sha as sha
  from lookup_sha o join known_change c on c.head_sha = o.sha
  where c.merge_sha is null and c.repository = o.repository and c.base_ref = o.branch
  union
  select l.repository as repository, l.branch as branch, l.sha as sha
  from rest l join known_change c on c.repository = l.repository and c.number = l.number
  where c.base_ref = l.branch
    and (l.link_basis <> 'message' or ((c.merge_sha is null or c.merge_method not in ('squash', 'merge'))
      and l.landed_at >= c.merged_at - 86400000 and l.landed_at <= c.merged_at + 86400000))
),
forge_told as (select repository as repository, branch as branch, sha as sha from bypass where copy = 1 and sha is not null),
unexplained as (
  select r.repository as repository, r.branch as branch, r.sha as sha
  from rest r
  left join explained_sha x on x.repository = r.repository and x.branch = r.branch and x.sha = r.sha
  left join forge_told f on f.repository = r.repository and f.branch = r.branch and f.sha = r.sha
  where x.sha is null and f.sha is null
  union
  select l.repository as repository, l.branch as branch, l.sha as sha
  from landed l
  left join forge_told f on f.repository = l.repository and f.branch = l.branch and f.sha = l.sha
  where l.is_rewrite and f.sha is null
),
-- One commit may be told by the forge and by git, with different times, even of different months: the forge wins.
elsewhere as (
  select l.repository as repository, l.branch as branch, l.sha as sha,
    min(case l.landed_basis when 'forge' then 0 when 'reflog' then 1 else 2 end) as doubt, min(l.landed_hi) as landed_at
  from unexplained u
  join known_landing l on l.sha = u.sha
  cross join param p
  where l.repository = u.repository and l.branch = u.branch
    and (l.landed_hi < p.window_start or l.landed_hi >= p.window_end)
  group by l.repository, l.branch, l.sha
),
told as (
  select l.repository as repository, l.branch as branch, l.sha as sha, l.landed_at as landed_at, l.doubt as doubt,
    l.author_email as author_email, l.committer_email as committer_email,
    case when l.link_basis = 'api' then l.change_number end as missing_number,
    l.is_rewrite as is_rewrite, l.is_initial_import as is_initial_import,
    l.evidence_sha256 || '#' || l.evidence_pointer as evidence,
    row_number() over (partition by l.repository, l.branch, l.sha
      order by l.doubt, l.landed_at, l.evidence_sha256, l.evidence_pointer) as copy
  from unexplained u
  join landed l on l.repository = u.repository and l.branch = u.branch and l.sha = u.sha
),
unexplained_push as (
  select t.repository as repository, t.branch as branch, t.sha as sha, t.landed_at as landed_at,
    t.author_email as author_email, t.committer_email as committer_email, t.missing_number as missing_number,
    t.is_rewrite as is_rewrite, t.is_initial_import as is_initial_import, t.evidence as evidence
  from told t
  left join elsewhere o on o.repository = t.repository and o.branch = t.branch and o.sha = t.sha
  where t.copy = 1
    and (o.sha is null or t.doubt < o.doubt or (t.doubt = o.doubt and t.landed_at < o.landed_at))
),
-- The forge saw the push itself: its time and actor win over what the commit claims.
forge_push as (
  select f.repository as repository, f.branch as branch, f.sha as sha, f.bypass_id as bypass_id, f.actor_login as actor_login,
    f.at as at, f.mechanism as mechanism, f.reason as reason, f.evidence as evidence
  from bypass f
  cross join param p
  left join explained_sha x on x.repository = f.repository and x.branch = f.branch and x.sha = f.sha
  where f.copy = 1 and f.at >= p.window_start and f.at < p.window_end and (x.sha is null or f.mechanism = 'force_push')
),
event as (
  select m.change_id as item_id, m.merged_at as occurred_at, 'change' as kind, m.repository as repository, m.branch as branch,
    m.change_id as change_id, m.number as number, m.merge_sha as sha, m.head_sha as head_sha, lower(m.author_login) as actor,
    m.merge_method as merge_method, m.is_emergency as is_emergency, m.ticket_key as ticket_key,
    m.has_description as has_description, m.is_docs_only as is_docs_only, false as is_initial_import, m.title as title,
    cast(null as text) as author_email, cast(null as text) as committer_email, f.at as bypass_at, f.mechanism as mechanism,
    f.reason as reason, case when f.evidence is null then m.evidence else m.evidence || '|' || f.evidence end as evidence
  from merged m
  left join (select repository, branch, sha, bypass.at as at, mechanism, reason, evidence from bypass
      where copy = 1 and sha is not null and mechanism <> 'force_push') f
    on f.repository = m.repository and f.branch = m.branch and f.sha = coalesce(m.merge_sha, m.head_sha)
  union all
  select u.repository || '@' || u.sha || '@' || u.branch as item_id, u.landed_at as occurred_at,
    case when u.is_rewrite then 'rewrite' else 'direct_push' end as kind, u.repository as repository, u.branch as branch,
    cast(null as text) as change_id, u.missing_number as number, u.sha as sha, u.sha as head_sha, cast(null as text) as actor,
    'push' as merge_method, false as is_emergency, cast(null as text) as ticket_key, false as has_description,
    false as is_docs_only, u.is_initial_import as is_initial_import, cast(null as text) as title,
    u.author_email as author_email, u.committer_email as committer_email, cast(null as bigint) as bypass_at,
    cast(null as text) as mechanism, cast(null as text) as reason, u.evidence as evidence
  from unexplained_push u
  join branch b on b.repository = u.repository and b.branch = u.branch and u.landed_at >= b.from_at and u.landed_at < b.to_at
  union all
  select f.repository || '@' || coalesce(f.sha, f.bypass_id) || '@' || f.branch as item_id, f.at as occurred_at,
    case when f.mechanism = 'force_push' then 'rewrite' else 'direct_push' end as kind, f.repository as repository,
    f.branch as branch, cast(null as text) as change_id, cast(null as bigint) as number, f.sha as sha, f.sha as head_sha,
    lower(f.actor_login) as actor, 'push' as merge_method, false as is_emergency, cast(null as text) as ticket_key,
    false as has_description, false as is_docs_only, false as is_initial_import, cast(null as text) as title,
    cast(null as text) as author_email, cast(null as text) as committer_email, f.at as bypass_at, f.mechanism as mechanism,
    f.reason as reason, f.evidence as evidence
  from forge_push f
  join branch b on b.repository = f.repository and b.branch = f.branch and f.at >= b.from_at and f.at < b.to_at
),
merge_event as (
  select v.*,
    case when v.kind = 'change' then v.repository || '#' || cast(v.number as text)
      when v.sha is null then v.repository || ' (push past a rule)'
      when v.kind = 'rewrite' then v.repository || '@' || substr(v.sha, 1, 7) || ' (history rewrite)'
      else v.repository || '@' || substr(v.sha, 1, 7) || ' (direct push)' end as label
  from event v
)
