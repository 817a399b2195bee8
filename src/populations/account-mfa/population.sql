with login_scope as (
  select s.key as system, s.from_at as from_at, coalesce(s.to_at, 9223372036854775807) as to_at,
    max(coalesce(s.to_at, 9223372036854775807)) over (partition by s.key order by s.from_at, coalesce(s.to_at, 9223372036854775807)
      rows between unbounded preceding and 1 preceding) as before_to
  from scope s
  left join scope o on o.kind = 'sso_only' and o.key = s.key and o.from_at <= s.from_at
    and coalesce(o.to_at, 9223372036854775807) >= coalesce(s.to_at, 9223372036854775807)
  where s.kind = 'system' and s.attribute in ('idp', 'cloud', 'scm', 'db') and o.key is null
),
login_window as (
  select system as system, from_at as from_at, to_at as to_at,
    sum(case when before_to >= from_at then 0 else 1 end) over (partition by system order by from_at, to_at
      rows between unbounded preceding and current row) as place
  from login_scope
),
-- Each time without a break in which a system was in scope; an account that sees several is an item in each.
login_system as (
  select system as system, place as place, min(from_at) as from_at, max(to_at) as to_at
  from login_window
  group by system, place
),
number_of as (
  select person_id as person_id, case when count(distinct employee_no) = 1 then min(employee_no) end as employee_no
  from employment
  where is_cancelled = false
  group by person_id
),
life as (
  select a.id || case when s.place = 1 then '' else ' ' || cast(s.from_at as text) end as item_id, a.id as id, a.system as system, a.external_id as external_id, lower(a.username) as username,
    a.is_tagged_test as is_tagged_test, a.created_at as created_at, n.employee_no as employee_no,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence, p.period_start as period_start, p.period_end as period_end,
    case when a.created_at > s.from_at then a.created_at when s.from_at > 0 then s.from_at else a.created_at end as life_from,
    case when coalesce(a.deleted_at, 9223372036854775807) < s.to_at then a.deleted_at
      when s.to_at < 9223372036854775807 then s.to_at end as life_to
  from account a
  join login_system s on s.system = a.system
  cross join param p
  left join account_person ap on ap.id = a.id
  left join number_of n on n.person_id = ap.person_id
  where a.account_type in ('human', 'guest') and p.is_carry_in = false
),
person as (
  select l.*, case when l.life_from > l.period_start then l.life_from else l.period_start end as begin_at,
    case when l.life_to < l.period_end then l.life_to else l.period_end end as end_at
  from life l
  where coalesce(l.life_from, 0) < l.period_end and coalesce(l.life_to, 9223372036854775807) > l.period_start
    and coalesce(l.life_from, 0) < coalesce(l.life_to, 9223372036854775807)
),
holder as (
  select distinct id as id, system as system, username as username from person
),
-- What an account could do: the newest record holds until the next, or until it says itself.
state_row as (
  select s.account_id as account_id, s.state as state, s.from_hi as from_at, coalesce(s.to_lo, 9223372036854775807) as to_at,
    lead(s.from_hi, 1, 9223372036854775807) over (partition by s.account_id order by s.from_hi, s.seen_at, s.id) as next_at
  from account_state s
  join holder a on a.id = s.account_id
),
state_fact as (
  select account_id as account_id, state as state, from_at as from_at, case when next_at < to_at then next_at else to_at end as to_at
  from state_row
),
policy as (
  select a.id as account_id, true as is_own, y.is_mfa_enforced as is_enforced, y.from_at as from_at,
    coalesce(y.to_at, 9223372036854775807) as to_at, y.exclusion_key as exclusion_key
  from auth_policy y
  join holder a on a.id = y.account_id and a.system = y.system
  union all
  select a.id as account_id, false as is_own, y.is_mfa_enforced as is_enforced, y.from_at as from_at,
    coalesce(y.to_at, 9223372036854775807) as to_at, y.exclusion_key as exclusion_key
  from auth_policy y
  join holder a on a.system = y.system
  where y.account_id is null
),
factor_row as (
  select f.id as id, f.account_id as account_id, f.factor as factor, f.is_phishing_resistant as is_strong, f.from_lo as from_lo,
    f.from_hi as from_hi, f.to_lo as to_lo, f.to_hi as to_hi, f.seen_at as seen_at,
    f.from_lo is null and f.from_hi = f.to_lo and f.to_lo = f.to_hi as is_end
  from auth_factor f
  join holder a on a.id = f.account_id
),
-- The next end that another file tells of a factor whose start was told without one.
factor_end as (
  select r.id as id, r.account_id as account_id, r.factor as factor, r.from_hi as from_hi, r.seen_at as seen_at, min(e.to_lo) as ended_at
  from factor_row r
  join factor_row e on e.account_id = r.account_id and e.factor = r.factor and e.is_end and e.to_lo >= r.from_hi
  where r.to_lo is null and r.to_hi is null
  group by r.id, r.account_id, r.factor, r.from_hi, r.seen_at
),
-- Of several factors of one name, and of one that was seen later, nobody knows that it was the one that ended.
ended_factor as (
  select id as id, ended_at as ended_at,
    from_hi < ended_at and seen_at <= ended_at and count(*) over (partition by account_id, factor, ended_at) = 1 as is_certain
  from factor_end
),
factor as (
  select r.account_id as account_id, r.is_strong as is_strong, coalesce(r.from_lo, 0) as from_lo, r.from_hi as from_hi,
    coalesce(r.to_lo, n.ended_at, 9223372036854775807) as to_lo,
    coalesce(r.to_hi, case when n.is_certain then n.ended_at end, 9223372036854775807) as to_hi
  from factor_row r
  left join ended_factor n on n.id = r.id
  left join (select distinct account_id, factor, ended_at from factor_end) p
    on r.is_end and p.account_id = r.account_id and p.factor = r.factor and p.ended_at = r.to_lo
  where p.account_id is null
),
admin as (
  select g.account_id as account_id, g.from_hi as from_at, coalesce(g.to_lo, 9223372036854775807) as to_at
  from access_grant g
  join holder a on a.id = g.account_id
  where g.is_privileged
),
excluded as (
  select a.id as account_id, x.id as id, x.owner as owner, x.approved_at as approved_at, x.from_at as from_at, x.to_at as to_at
  from approved_exception x
  join holder a on a.id = x.subject
  where x.kind = 'mfa'
  union
  select a.id, x.id, x.owner, x.approved_at, x.from_at, x.to_at
  from approved_exception x
  join holder a on lower(a.system) || '/' || a.username = lower(x.subject)
  where x.kind = 'mfa'
  union
  select y.account_id, x.id, x.owner, x.approved_at, x.from_at, x.to_at
  from approved_exception x
  join policy y on y.exclusion_key = x.id and y.is_own
  where x.kind = 'mfa'
),
weak_sign_in as (
  select s.account_id as account_id, c.from_at as from_at, c.to_at as to_at, count(*) as sign_in_count
  from sign_in s
  join holder a on a.id = s.account_id
  join calendar c on c.kind = 'day' and c.from_at <= s.at and c.to_at > s.at
  where s.is_success and s.bypass_key is null and (s.factor_count = 1 or s.is_legacy_protocol)
  group by s.account_id, c.from_at, c.to_at
),
untold_sign_in as (
  select a.item_id as item_id, min(s.at) as first_at, max(s.at) as last_at
  from sign_in s
  join person a on a.id = s.account_id
  where s.is_success and s.factor_count is null and s.is_legacy_protocol = false and s.at >= a.begin_at and s.at < a.end_at
  group by a.item_id
),
mark as (
  select id as account_id, begin_at as at from person
  union select account_id, from_at from state_fact union select account_id, to_at from state_fact
  union select account_id, from_at from policy union select account_id, to_at from policy
  union select account_id, from_lo from factor union select account_id, from_hi from factor
  union select account_id, to_lo from factor union select account_id, to_hi from factor
  union select account_id, from_at from admin union select account_id, to_at from admin
  union select account_id, from_at from excluded union select account_id, to_at from excluded where to_at is not null
  union select account_id, approved_at from excluded where approved_at is not null
  union select account_id, from_at from weak_sign_in union select account_id, to_at from weak_sign_in
),
cut as (
  select a.item_id as item_id, m.account_id as account_id, m.at as from_at,
    lead(m.at, 1, 9223372036854775807) over (partition by a.item_id order by m.at) as next_at
  from mark m
  join person a on a.id = m.account_id
  where m.at >= a.begin_at and m.at < a.end_at
),
policy_at as (
  select c.account_id as account_id, c.from_at as from_at,
    min(case when y.is_own then case when y.is_enforced then 1 else 0 end end) as own,
    max(case when y.is_own = false then case when y.is_enforced then 1 else 0 end end) as general
  from cut c
  join policy y on y.account_id = c.account_id and y.from_at <= c.from_at and y.to_at > c.from_at
  group by c.account_id, c.from_at
),
factor_at as (
  select c.account_id as account_id, c.from_at as from_at,
    max(case when f.from_hi <= c.from_at and f.to_lo > c.from_at then 2 else 1 end) as any_level,
    max(case when f.is_strong then case when f.from_hi <= c.from_at and f.to_lo > c.from_at then 2 else 1 end else 0 end) as strong_level
  from cut c
  join factor f on f.account_id = c.account_id and f.from_lo <= c.from_at and f.to_hi > c.from_at
  group by c.account_id, c.from_at
),
admin_at as (
  select c.account_id as account_id, c.from_at as from_at, max(1) as is_admin
  from cut c
  join admin g on g.account_id = c.account_id and g.from_at <= c.from_at and g.to_at > c.from_at
  group by c.account_id, c.from_at
),
excluded_at as (
  select c.account_id as account_id, c.from_at as from_at, x.id as id, x.owner as owner, x.approved_at as approved_at,
    x.from_at as since, x.to_at as until,
    row_number() over (partition by c.account_id, c.from_at
      order by case when x.owner is null or x.to_at is null or x.approved_at is null or x.approved_at > c.from_at then 1 else 0 end,
        x.to_at - x.from_at, x.id) as place
  from cut c
  join excluded x on x.account_id = c.account_id and x.from_at <= c.from_at
    and coalesce(x.to_at, 9223372036854775807) > c.from_at
)
select a.item_id as item_id, a.begin_at as occurred_at,
  case when a.employee_no is null then 'account ' || a.external_id else 'worker ' || a.employee_no end || ' x ' || a.system as label,
  a.system as unit, cast(null as text) as actor, a.evidence as evidence,
  c.from_at as from_at, case when c.next_at < a.end_at then c.next_at else a.end_at end as to_at,
  a.created_at as created_at, a.life_from as life_from, a.life_to as life_to, a.is_tagged_test as is_tagged_test,
  case when s.state in ('active', 'can_recover', 'locked') then 'on' when s.state is null or s.state = 'unknown' then 'maybe' else 'off' end
    as access,
  coalesce(y.own, y.general) = 1 as is_enforced,
  cast(coalesce(f.any_level, 0) as bigint) as factor_level, cast(coalesce(f.strong_level, 0) as bigint) as strong_factor_level,
  g.is_admin is not null as is_admin, cast(coalesce(w.sign_in_count, 0) as bigint) as weak_sign_ins,
  u.first_at as first_untold_at, u.last_at as last_untold_at,
  x.id as exception_id, x.since as exception_from_at, x.until as exception_to_at, x.approved_at as exception_approved_at,
  x.owner is not null as exception_is_owned
from cut c
join person a on a.item_id = c.item_id
left join state_fact s on s.account_id = c.account_id and s.from_at <= c.from_at and s.to_at > c.from_at
left join policy_at y on y.account_id = c.account_id and y.from_at = c.from_at
left join factor_at f on f.account_id = c.account_id and f.from_at = c.from_at
left join admin_at g on g.account_id = c.account_id and g.from_at = c.from_at
left join weak_sign_in w on w.account_id = c.account_id and w.from_at <= c.from_at and w.to_at > c.from_at
left join untold_sign_in u on u.item_id = c.item_id
left join excluded_at x on x.account_id = c.account_id and x.from_at = c.from_at and x.place = 1
