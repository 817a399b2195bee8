-- Storage: by type, and whatever somebody recorded an encryption of.
recorded as (
  select distinct resource_id from setting where attribute = 'encryption.kind'
),
store as (
  select r.id as id, r.account_ref as account_ref, r.type as type, r.name as name, r.created_at as created_at,
    r.deleted_at as deleted_at, r.has_customer_data as has_customer_data, r.scope_from as scope_from, r.scope_to as scope_to,
    r.period_start as period_start, r.period_end as period_end, r.occurred_at as occurred_at, r.evidence as evidence
  from resource r
  left join recorded e on e.resource_id = r.id
  where e.resource_id is not null or r.type in (
    'AWS::S3::Bucket', 'AWS::EC2::Volume', 'AWS::EC2::Snapshot', 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster',
    'AWS::RDS::DBSnapshot', 'AWS::RDS::DBClusterSnapshot', 'AWS::DynamoDB::Table', 'AWS::EFS::FileSystem',
    'AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::Kinesis::Stream', 'AWS::Redshift::Cluster',
    'AWS::Redshift::ClusterSnapshot', 'AWS::ElastiCache::ReplicationGroup', 'AWS::OpenSearchService::Domain',
    'AWS::Elasticsearch::Domain', 'AWS::FSx::FileSystem', 'AWS::Backup::BackupVault', 'AWS::Backup::RecoveryPoint')
),
-- The newest record holds; of two at one moment, the weaker.
said as (
  select c.resource_id as resource_id, c.from_at as from_at, max(c.end_at) as end_at, min(c.evidence) as evidence,
    min(case c.value when 'none' then 0 when 'provider' then 1 when 'managed' then 2 when 'customer' then 3 else 4 end)
      as strength
  from setting c
  join store r on r.id = c.resource_id
  where c.attribute = 'encryption.kind'
  group by c.resource_id, c.from_at
),
fact as (
  select resource_id as resource_id, from_at as from_at, strength as strength, evidence as evidence,
    case when next_at < end_at then next_at else end_at end as to_at
  from (
    select resource_id, from_at, end_at, strength, evidence,
      lead(from_at, 1, 9223372036854775807) over (partition by resource_id order by from_at) as next_at
    from said
  ) as ordered
),
candidate as (
  select r.id as thing_id, x.id as id, x.from_at as from_at, x.to_at as to_at, x.approved_at as approved_at,
    x.owner is not null as is_owned, x.evidence_sha256 || '#' || x.evidence_pointer as evidence
  from approved_exception x
  join store r on r.id = x.subject
  where x.kind = 'unencrypted'
  union all
  select r.id as thing_id, x.id as id, x.from_at as from_at, x.to_at as to_at, x.approved_at as approved_at,
    x.owner is not null as is_owned, x.evidence_sha256 || '#' || x.evidence_pointer as evidence
  from approved_exception x
  join store r on r.account_ref = x.subject
  where x.kind = 'unencrypted'
),
mark as (
  select m.thing_id as thing_id, m.at as at from life_mark m join store r on r.id = m.thing_id
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
