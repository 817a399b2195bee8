select r.id as item_id, r.occurred_at as occurred_at,
  case r.type when 'AWS::S3::Bucket' then 'bucket ' when 'AWS::S3::AccessPoint' then 'access point '
    when 'AWS::RDS::DBInstance' then 'database ' when 'AWS::EC2::Image' then 'image '
    when 'AWS::EC2::Snapshot' then 'snapshot ' when 'AWS::RDS::DBSnapshot' then 'snapshot '
    when 'AWS::RDS::DBClusterSnapshot' then 'snapshot ' else r.type || ' ' end || r.name as label,
  r.account_ref as unit, cast(null as text) as actor,
  r.evidence || coalesce('|' || e.evidence, '') || coalesce('|' || b.evidence, '') || coalesce('|' || x.evidence, '')
    as evidence,
  r.type as type, r.created_at as created_at, r.deleted_at as deleted_at, s.from_at as from_at, s.to_at as to_at,
  s.from_at >= r.scope_from and s.from_at < r.scope_to as is_in_scope,
  case e.standing when 0 then 'public' when 1 then 'private' when 2 then 'other' end as exposure,
  case b.standing when 0 then 'off' when 1 then 'on' when 2 then 'other' end as account_block,
  x.id as exception_id, x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from exposable r
join stretch s on s.thing_id = r.id
left join fact e on e.resource_id = r.id and e.attribute = 'public_access.effective' and e.from_at <= s.from_at
  and s.from_at < e.to_at
left join fact b on b.resource_id = r.id and b.attribute = 'public_block.account' and b.from_at <= s.from_at
  and s.from_at < b.to_at
left join covered x on x.thing_id = r.id and x.stretch_from = s.from_at
where s.to_at > coalesce(r.created_at, 0) and s.from_at < coalesce(r.deleted_at, 9223372036854775807)
  and (e.resource_id is not null or b.resource_id is not null or (s.to_at > r.period_start and s.from_at < r.period_end))
