-- name: insert_event
INSERT INTO event (position, at_us, name, report_id, delivery_id, unit, role, actor_unit,
    person_id, organisation_id, channel, sequence, facts, commitment, sealed, leaf)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: events_of_report
SELECT position, at_us, name, report_id, delivery_id, unit, role, actor_unit, person_id,
    organisation_id, channel, sequence, facts, commitment, sealed
FROM event WHERE report_id = $1 ORDER BY position;

-- name: event_at
SELECT position, at_us, name, report_id, delivery_id, unit, role, actor_unit, person_id,
    organisation_id, channel, sequence, facts, commitment, sealed
FROM event WHERE position = $1;

-- name: events_from
SELECT position, at_us, name, report_id, delivery_id, unit, role, actor_unit, person_id,
    organisation_id, channel, sequence, facts, commitment, sealed
FROM event WHERE position >= $1 ORDER BY position LIMIT $2;

-- name: leaves_between
SELECT leaf FROM event WHERE position >= $1 AND position < $2 ORDER BY position;

-- name: insert_head
INSERT INTO ledger_head (id, size, peaks) VALUES (1, 0, $1) ON CONFLICT (id) DO NOTHING;

-- name: ledger_head
SELECT size, peaks FROM ledger_head WHERE id = 1;

-- name: move_head
UPDATE ledger_head SET size = $2, peaks = $3 WHERE id = 1 AND size = $1;

-- name: insert_batch
INSERT INTO ledger_batch (size, at_us, note) VALUES ($1, $2, $3);

-- name: batch_holding
SELECT size, note FROM ledger_batch WHERE size > $1 ORDER BY size LIMIT 1;

-- name: last_batch
SELECT size, note FROM ledger_batch ORDER BY size DESC LIMIT 1;

-- name: insert_tile
INSERT INTO ledger_tile (level, tile_index, root, hashes) VALUES ($1, $2, $3, $4);

-- name: tile
SELECT hashes FROM ledger_tile WHERE level = $1 AND tile_index = $2;

-- name: tile_roots_between
SELECT root FROM ledger_tile WHERE level = $1 AND tile_index >= $2 AND tile_index < $3
ORDER BY tile_index;

-- name: touch_probe
UPDATE probe SET at_us = $1 WHERE id = 1;

-- name: scanned_entries
-- All that an entry of the ledger is made of, and who did it. No facts: they take time to read.
SELECT position, at_us, name, report_id, person_id, channel, sequence, commitment, leaf
FROM event WHERE position >= $1 AND position < $2 ORDER BY position;

-- name: batches_after
SELECT size, note FROM ledger_batch WHERE size > $1 ORDER BY size LIMIT $2;

-- name: full_tile
SELECT root, hashes FROM ledger_tile WHERE level = $1 AND tile_index = $2;

-- name: accepted_from
SELECT e.position, e.at_us, e.report_id, e.unit, e.sequence, r.sender_id
FROM event e JOIN report r ON r.id = e.report_id
WHERE e.position >= $1 AND e.name = 'report.accepted' ORDER BY e.position LIMIT $2;
