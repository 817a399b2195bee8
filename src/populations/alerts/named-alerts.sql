-- Every id or key that an incident record names among its alerts.
named_alert as (
  with recursive piece as (
    select cast(null as text) as name, i.alert_keys || '|' as rest from incident i where i.alert_keys <> ''
    union all
    select substr(rest, 1, position('|' in rest) - 1) as name, substr(rest, position('|' in rest) + 1) as rest
    from piece
    where rest <> ''
  )
  select distinct name as name from piece where name is not null
)
