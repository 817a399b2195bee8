recorded as (
  select distinct resource_id from setting where attribute = 'public_access.effective'
),
exposable as (
  select r.id as id, r.account_ref as account_ref, r.type as type, r.name as name, r.created_at as created_at,
    r.deleted_at as deleted_at, r.scope_from as scope_from, r.scope_to as scope_to, r.period_start as period_start,
    r.period_end as period_end, r.occurred_at as occurred_at, r.evidence as evidence
  from resource r
  left join recorded e on e.resource_id = r.id
  where e.resource_id is not null or r.type in (
    'AWS::S3::Bucket', 'AWS::S3::AccessPoint', 'AWS::RDS::DBInstance', 'AWS::RDS::DBSnapshot',
    'AWS::RDS::DBClusterSnapshot', 'AWS::EC2::Snapshot', 'AWS::EC2::Image', 'AWS::Redshift::Cluster',
    'AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain')
),
-- The account's own block covers the buckets of the account, whether it is recorded on the account or on the bucket.
named as (
  select c.resource_id as resource_id, c.attribute as attribute, c.value as value, c.from_at as from_at,
    c.end_at as end_at, c.evidence as evidence
  from setting c
  where c.attribute = 'public_access.effective' or c.attribute = 'public_block.account'
  union all
  select r.id as resource_id, c.attribute as attribute, c.value as value, c.from_at as from_at, c.end_at as end_at,
    c.evidence as evidence
  from setting c
  join cloud_resource b on b.id = c.resource_id
  join exposable r on r.account_ref = b.account_ref
  where c.attribute = 'public_block.account' and r.id <> b.id and r.type in ('AWS::S3::Bucket', 'AWS::S3::AccessPoint')
    and b.type not in ('AWS::S3::Bucket', 'AWS::S3::AccessPoint')
  union all
  select r.id as resource_id, c.attribute as attribute, c.value as value, c.from_at as from_at, c.end_at as end_at,
    c.evidence as evidence
  from setting c
  join exposable r on r.account_ref = c.resource_id
  where c.attribute = 'public_block.account' and r.type in ('AWS::S3::Bucket', 'AWS::S3::AccessPoint')
),
-- The newest record holds; of two at one moment, the more exposed. 0: exposed or unblocked, 1: not, 2: unreadable.
said as (
  select c.resource_id as resource_id, c.attribute as attribute, c.from_at as from_at, max(c.end_at) as end_at,
    min(c.evidence) as evidence,
    min(case when c.value not in ('true', 'false') then 2
      when (c.attribute = 'public_block.account') = (c.value = 'true') then 1 else 0 end) as standing
  from named c
  join exposable r on r.id = c.resource_id
  group by c.resource_id, c.attribute, c.from_at
),
fact as (
  select resource_id as resource_id, attribute as attribute, from_at as from_at, standing as standing,
    evidence as evidence, case when next_at < end_at then next_at else end_at end as to_at
  from (
    select resource_id, attribute, from_at, end_at, standing, evidence,
      lead(from_at, 1, 9223372036854775807) over (partition by resource_id, attribute order by from_at) as next_at
    from said
  ) as ordered
),
candidate as (
  select r.id as thing_id, x.id as id, x.from_at as from_at, x.to_at as to_at, x.approved_at as approved_at,
    x.owner is not null as is_owned, x.evidence_sha256 || '#' || x.evidence_pointer as evidence
  from approved_exception x
  join exposable r on r.id = x.subject
  where x.kind = 'public'
),
mark as (
  select m.thing_id as thing_id, m.at as at from life_mark m join exposable r on r.id = m.thing_id
  union
  select resource_id as thing_id, from_at as at from fact
  union
  select resource_id as thing_id, to_at as at from fact
  union
  select thing_id as thing_id, from_at as at from candidate
  union
  select thing_id as thing_id, to_at as at from candidate where to_at is not null
  union
  select thing_id as thing_id, approved_at as at from candidate where approved_at is not null
),
