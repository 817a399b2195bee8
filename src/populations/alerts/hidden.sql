-- What each suppression was worth when it hid an alert; an item is hidden only if every part of it is.
hidden as (
  select a.id as id,
    case when u.id is null then 'unknown' when u.approved_at is null or u.approved_at > a.created_at then 'unapproved'
      when u.owner is null then 'unowned' when u.expires_at is null then 'unending'
      when u.expires_at <= a.created_at then 'expired' else 'valid' end as worth
  from alert a
  left join suppression u on u.id = a.suppression_id
  where a.suppression_id is not null
),
hidden_badly as (
  select x.item_id as item_id, max(h.worth) as worth
  from alias x
  left join hidden h on h.id = x.id
  where coalesce(h.worth, '') <> 'valid'
  group by x.item_id
)
