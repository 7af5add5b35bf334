-- name: book_mark
SELECT position FROM book_mark;

-- name: move_book_mark
UPDATE book_mark SET position = $2 WHERE position = $1;

-- name: bookable_events
-- Those that change what is booked.
SELECT position, at_us, name, report_id, delivery_id, unit, role, actor_unit, person_id,
    organisation_id, channel, sequence, facts, commitment, sealed FROM event
WHERE position >= $1 AND position < $2 AND name IN ('report.accepted', 'delivery.offered',
    'delivery.opened', 'delivery.filed', 'delivery.assessed', 'delivery.answered',
    'delivery.closed', 'drill.ended', 'delivery.stored', 'readback.failed', 'report.erased',
    'delivery.returned', 'delivery.taken', 'delivery.transferred', 'delivery.forwarded',
    'report.withdrawn', 'escalation.raised')
ORDER BY position;

-- name: bookable_events_of
SELECT position, at_us, name, report_id, delivery_id, unit, role, actor_unit, person_id,
    organisation_id, channel, sequence, facts, commitment, sealed FROM event
WHERE report_id = $1 AND position < $2 AND name IN ('report.accepted', 'delivery.offered',
    'delivery.opened', 'delivery.filed', 'delivery.assessed', 'delivery.answered',
    'delivery.closed', 'drill.ended', 'delivery.stored', 'readback.failed', 'report.erased',
    'delivery.returned', 'delivery.taken', 'delivery.transferred', 'delivery.forwarded',
    'report.withdrawn', 'escalation.raised')
ORDER BY position;

-- name: save_booked
INSERT INTO booked (delivery_id, report_id, unit, kind, sender, standing, marks, connector,
    received_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (delivery_id) DO UPDATE SET standing = $6, marks = $7, connector = $8;

-- name: add_booked_count
INSERT INTO booked_count (grain, period, unit, kind, sender, standing, marks, connector, count)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (grain, period, unit, kind, sender, standing, marks, connector)
DO UPDATE SET count = booked_count.count + $9;

-- name: remove_empty_counts
DELETE FROM booked_count WHERE grain = $1 AND period = $2 AND unit = $3 AND kind = $4
    AND sender = $5 AND standing = $6 AND marks = $7 AND connector = $8 AND count = 0;

-- name: booked_totals
SELECT unit, kind, sender, standing, marks, connector, count FROM booked_count
WHERE grain = 'all';

-- name: booked_months
-- The same from the months, once a day.
SELECT unit, kind, sender, standing, marks, connector, CAST(sum(count) AS BIGINT)
FROM booked_count WHERE grain = 'month'
GROUP BY unit, kind, sender, standing, marks, connector;

-- name: scope_counts
-- $8 and $9: marks that all have and none has. Of a connector, any version or just one.
SELECT unit, kind, standing, marks, CAST(sum(count) AS BIGINT)
FROM booked_count
WHERE grain = $1 AND period >= $2 AND period < $3 AND (kind = $4 OR $4 = '')
    AND (unit = $5 OR $5 = '') AND (sender = $6 OR $7 = 1)
    AND (marks & $8) = $8 AND (marks & $9) = 0
    AND (connector = $10 OR $10 = '' OR substr(connector, 1, length($10) + 1) = $10 || '/')
GROUP BY unit, kind, standing, marks;

-- name: scope_first_period
-- In the order of the key: it ends with the first that has any.
SELECT period FROM booked_count
WHERE grain = $1 AND period >= $2 AND period <= $3 AND (kind = $4 OR $4 = '')
    AND (unit = $5 OR $5 = '') AND (sender = $6 OR $7 = 1)
    AND (marks & $8) = $8 AND (marks & $9) = 0
    AND (connector = $10 OR $10 = '' OR substr(connector, 1, length($10) + 1) = $10 || '/')
ORDER BY period LIMIT 1;

-- name: scope_last_period
SELECT period FROM booked_count
WHERE grain = $1 AND period >= $2 AND period <= $3 AND (kind = $4 OR $4 = '')
    AND (unit = $5 OR $5 = '') AND (sender = $6 OR $7 = 1)
    AND (marks & $8) = $8 AND (marks & $9) = 0
    AND (connector = $10 OR $10 = '' OR substr(connector, 1, length($10) + 1) = $10 || '/')
ORDER BY period DESC LIMIT 1;

-- name: scope_items
SELECT delivery_id, report_id, unit, kind, sender, standing, marks, connector, received_at_us
FROM booked
WHERE received_at_us < $2 AND (received_at_us, delivery_id) > ($1, $3) AND (kind = $4 OR $4 = '')
    AND (unit = $5 OR $5 = '') AND (sender = $6 OR $7 = 1)
    AND (marks & $8) = $8 AND (marks & $9) = 0
    AND (connector = $10 OR $10 = '' OR substr(connector, 1, length($10) + 1) = $10 || '/')
ORDER BY received_at_us, delivery_id LIMIT $11;

-- name: save_balance_snapshot
INSERT INTO balance_snapshot (position, at_us, balance) VALUES ($1, $2, $3)
ON CONFLICT (position) DO NOTHING;

-- name: balance_snapshot_before
SELECT position, at_us, balance FROM balance_snapshot WHERE position <= $1
ORDER BY position DESC LIMIT 1;

-- name: oldest_balance_snapshot
SELECT position, at_us FROM balance_snapshot ORDER BY position LIMIT 1;

-- name: balance_snapshot_place_before
SELECT position, at_us FROM balance_snapshot WHERE position <= $1
ORDER BY position DESC LIMIT 1;

-- name: balance_snapshots_until
SELECT position, at_us FROM balance_snapshot WHERE at_us < $1 ORDER BY position;

-- name: delete_balance_snapshot
DELETE FROM balance_snapshot WHERE position = $1;

-- name: ledger_batch_from
SELECT size, at_us FROM ledger_batch WHERE size >= $1 ORDER BY size LIMIT 1;

-- name: projected_counts
-- Through all deliveries, once a day.
SELECT d.unit, d.standing, CASE WHEN d.opened_at_us IS NULL THEN 0 ELSE 1 END
    + CASE WHEN d.filed_at_us IS NULL THEN 0 ELSE 2 END
    + CASE WHEN d.assessed_at_us IS NULL THEN 0 ELSE 4 END
    + CASE WHEN d.answered_at_us IS NULL THEN 0 ELSE 8 END
    + CASE WHEN d.from_unit = '' THEN 128 ELSE 0 END AS projected_marks, count(*)
FROM delivery d GROUP BY d.unit, d.standing, projected_marks;

-- name: count_accepted_reports
SELECT count(*) FROM report;

-- name: save_balance_strike
INSERT INTO balance_strike (at_us, accepted, sum, faults) VALUES ($1, $2, $3, $4)
ON CONFLICT (at_us) DO NOTHING;

-- name: last_balance_strike
SELECT at_us, accepted, sum, faults FROM balance_strike ORDER BY at_us DESC LIMIT 1;

-- name: event_end
SELECT position + 1 FROM event ORDER BY position DESC LIMIT 1;

-- name: insert_repeated
INSERT INTO repeated (earlier_id, report_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: repeats_of
SELECT report_id FROM repeated WHERE earlier_id = $1 ORDER BY report_id LIMIT 100;

-- name: ask_resend
INSERT INTO resend (report_id, sender, unit, asked_at_us) VALUES ($1, $2, $3, $4)
ON CONFLICT (report_id) DO UPDATE SET asked_at_us = $4;

-- name: resend
SELECT report_id, sender, unit, asked_at_us FROM resend WHERE report_id = $1;

-- name: resends_of_sender
SELECT report_id, sender, unit, asked_at_us FROM resend
WHERE sender = $1 AND (asked_at_us, report_id) < ($2, $3)
ORDER BY asked_at_us DESC, report_id DESC LIMIT $4;

-- name: resends_of_scope
-- Each delivery that is asked for, if its report was asked to be sent again. Goes through resends.
SELECT b.delivery_id, b.report_id, b.unit, b.kind, b.sender, b.standing, b.marks, b.connector,
    b.received_at_us, r.asked_at_us
FROM resend r JOIN delivery d ON d.report_id = r.report_id JOIN booked b ON b.delivery_id = d.id
WHERE b.received_at_us >= $1 AND b.received_at_us < $2 AND (b.kind = $3 OR $3 = '')
    AND (b.unit = $4 OR $4 = '') AND (b.sender = $5 OR $6 = 1)
    AND (b.marks & $7) = $7 AND (b.marks & $8) = 0
    AND (b.connector = $9 OR $9 = '' OR substr(b.connector, 1, length($9) + 1) = $9 || '/');

-- name: insert_reconciliation
INSERT INTO reconciliation (id, sender, unit, made_at_us, from_us, until_us, missing_here,
    missing_there, different, agreed, erased)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: reconciliations_of_sender
SELECT id, sender, unit, made_at_us, from_us, until_us, missing_here, missing_there, different,
    agreed, erased FROM reconciliation
WHERE sender = $1 AND unit = '' AND (made_at_us, id) < ($2, $3)
ORDER BY made_at_us DESC, id DESC LIMIT $4;

-- name: reconciliations_of_unit
SELECT id, sender, unit, made_at_us, from_us, until_us, missing_here, missing_there, different,
    agreed, erased FROM reconciliation
WHERE unit = $1 AND (made_at_us, id) < ($2, $3)
ORDER BY made_at_us DESC, id DESC LIMIT $4;

-- name: reports_of_sender_between
SELECT id, accepted_at_us FROM report
WHERE sender_id = $1 AND id > $2 AND id < $3 AND accepted_at_us >= $4 AND accepted_at_us < $5
ORDER BY id LIMIT $6;
