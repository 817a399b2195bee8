-- From mark(thing_id, at) and candidate (exceptions by thing): stretches between two marks in which no fact changes,
-- and the best exception of each: approved, owned and ending first, then the shortest.
stretch as (
  select thing_id as thing_id, from_at as from_at, to_at as to_at
  from (
    select m.thing_id as thing_id, m.at as from_at,
      lead(m.at, 1, 9223372036854775807) over (partition by m.thing_id order by m.at) as to_at
    from mark m
    where m.at < 9223372036854775807
  ) as marked
  where to_at < 9223372036854775807
),
covered as (
  select thing_id as thing_id, stretch_from as stretch_from, id as id, from_at as from_at, to_at as to_at,
    approved_at as approved_at, is_owned as is_owned, evidence as evidence
  from (
    select s.thing_id as thing_id, s.from_at as stretch_from, c.id as id, c.from_at as from_at, c.to_at as to_at,
      c.approved_at as approved_at, c.is_owned as is_owned, c.evidence as evidence,
      row_number() over (partition by s.thing_id, s.from_at order by
        case when c.is_owned and c.to_at is not null and c.approved_at <= s.from_at then 0 else 1 end,
        coalesce(c.to_at, 9223372036854775807) - c.from_at, c.from_at, c.id) as place
    from stretch s
    join candidate c on c.thing_id = s.thing_id
    where c.from_at <= s.from_at and s.from_at < coalesce(c.to_at, 9223372036854775807)
  ) as ranked
  where place = 1
)
