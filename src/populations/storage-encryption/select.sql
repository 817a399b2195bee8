select r.id as item_id, r.occurred_at as occurred_at,
  case r.type when 'AWS::S3::Bucket' then 'bucket ' when 'AWS::EC2::Volume' then 'volume '
    when 'AWS::RDS::DBInstance' then 'database ' when 'AWS::RDS::DBCluster' then 'database cluster '
    when 'AWS::DynamoDB::Table' then 'table ' when 'AWS::SQS::Queue' then 'queue '
    when 'AWS::EC2::Snapshot' then 'snapshot ' when 'AWS::RDS::DBSnapshot' then 'snapshot '
    when 'AWS::RDS::DBClusterSnapshot' then 'snapshot ' when 'AWS::EFS::FileSystem' then 'file system '
    else r.type || ' ' end || r.name as label,
  r.account_ref as unit, cast(null as text) as actor,
  r.evidence || coalesce('|' || f.evidence, '') || coalesce('|' || x.evidence, '') as evidence,
  r.type as type, r.type in ('AWS::EC2::Snapshot', 'AWS::RDS::DBSnapshot', 'AWS::RDS::DBClusterSnapshot',
    'AWS::Redshift::ClusterSnapshot', 'AWS::Backup::RecoveryPoint') as is_copy,
  r.has_customer_data as has_customer_data, r.created_at as created_at, r.deleted_at as deleted_at,
  s.from_at as from_at, s.to_at as to_at, s.from_at >= r.scope_from and s.from_at < r.scope_to as is_in_scope,
  case f.strength when 0 then 'none' when 1 then 'provider' when 2 then 'managed' when 3 then 'customer'
    when 4 then 'other' end as encryption_kind,
  x.id as exception_id, x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from store r
join stretch s on s.thing_id = r.id
left join fact f on f.resource_id = r.id and f.from_at <= s.from_at and s.from_at < f.to_at
left join covered x on x.thing_id = r.id and x.stretch_from = s.from_at
where s.to_at > coalesce(r.created_at, 0) and s.from_at < coalesce(r.deleted_at, 9223372036854775807)
  and (f.resource_id is not null or (s.to_at > r.period_start and s.from_at < r.period_end))
