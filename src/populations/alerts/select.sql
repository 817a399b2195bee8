select a.id as item_id, a.created_at as occurred_at, 'alert ' || coalesce(a.key, a.id) as label, a.system as unit,
  cast(null as text) as actor, a.evidence_sha256 || '#' || a.evidence_pointer as evidence,
  case when x.severity > a.severity then x.severity else a.severity end as severity,
  a.is_tagged_test and n.item_id is null as is_tagged_test,
  coalesce(x.is_child, 0) = 1 as is_grouped_elsewhere, a.ticket_key is not null as has_ticket,
  case when h.worth = 'valid' and y.item_id is not null then y.worth else h.worth end as suppression,
  t.ack_lo as ack_lo, t.ack_hi as ack_hi, t.unknown_ack_hi as unknown_ack_hi,
  case when t.reopen_hi > t.close_hi then cast(null as bigint) else t.close_lo end as close_lo,
  case when t.reopen_hi > t.close_hi then cast(null as bigint) else t.close_hi end as close_hi,
  case when t.reopen_hi > t.unknown_close_hi then cast(null as bigint) else t.unknown_close_hi end as unknown_close_hi,
  t.automatic_close_hi as automatic_close_hi, t.reopen_hi as reopen_hi,
  case when x.is_real = 1 then 'true_positive' else
    case t.disposition_key - t.disposition_at * 8 when 1 then 'other' when 2 then 'test' when 3 then 'duplicate'
      when 4 then 'false_positive' when 5 then 'benign' when 6 then 'true_positive' when 7 then 'unreadable' end
    end as disposition,
  t.disposed_lo as disposed_lo, coalesce(t.has_evidence, 0) = 1 as has_evidence, t.evidenced_lo as evidenced_lo,
  coalesce(t.is_escalated, 0) = 1 or coalesce(x.is_linked, 0) = 1 as is_escalated, coalesce(x.is_bulk, 0) = 1 as is_bulk_closed
from alert a
join watched w on w.system = a.system
cross join param p
left join aside x on x.id = a.id
left join untagged n on n.item_id = a.id
left join hidden h on h.id = a.id
left join hidden_badly y on y.item_id = a.id
left join step t on t.alert_id = a.id
where a.severity >= 3 and coalesce(x.is_part, 0) = 0 and a.created_at >= p.window_start and a.created_at < p.window_end
  and a.created_at >= w.from_at and a.created_at < w.to_at
  and (p.is_carry_in = false or t.close_hi is null or t.close_hi >= p.period_start or t.reopen_hi > t.close_hi)
