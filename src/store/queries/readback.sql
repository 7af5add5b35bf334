-- name: insert_key_unit
INSERT INTO key_unit (unit, key_hash) VALUES ($1, $2) ON CONFLICT (unit, key_hash) DO NOTHING;

-- name: units_of_key
SELECT unit FROM key_unit WHERE key_hash = $1 ORDER BY unit;

-- name: units_with_case_systems
SELECT DISTINCT u.unit FROM key_unit u JOIN api_key k ON k.key_hash = u.key_hash
WHERE k.revoked_at_us IS NULL ORDER BY u.unit;

-- name: insert_case_system
INSERT INTO case_system (unit, since_position, since_us, last_number, confirmed, connector)
VALUES ($1, $2, $3, 0, 0, '') ON CONFLICT (unit) DO NOTHING;

-- name: case_system
SELECT unit, last_number, confirmed, since_us, pulled_us, connector FROM case_system
WHERE unit = $1;

-- name: count_case_systems
SELECT count(*) FROM case_system;

-- name: save_case_system
UPDATE case_system SET last_number = $2, confirmed = $3, pulled_us = $4, connector = $5
WHERE unit = $1;

-- name: readback_watermark
SELECT position FROM readback_watermark;

-- name: save_readback_watermark
UPDATE readback_watermark SET position = $2 WHERE position = $1;

-- name: arrived_between
SELECT e.delivery_id, e.report_id, e.unit, e.channel, e.sequence, e.at_us
FROM event e JOIN case_system c ON c.unit = e.unit
WHERE e.position >= $1 AND e.position < $2 AND e.position >= c.since_position
    AND e.name IN ('report.accepted', 'delivery.offered')
ORDER BY e.position;

-- name: save_readback
INSERT INTO readback (delivery_id, report_id, unit, number, channel, sequence, added_us, state,
    round, asked_us, due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round,
    read_by, read_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
    $20)
ON CONFLICT (delivery_id) DO UPDATE SET state = $8, round = $9, asked_us = $10, due_us = $11,
    stored_us = $12, proved_us = $13, failed_us = $14, remark = $15, connector = $16, told = $17,
    read_round = $18, read_by = $19, read_us = $20;

-- name: readback
SELECT delivery_id, report_id, unit, number, channel, sequence, added_us, state, round, asked_us,
    due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round, read_by,
    read_us
FROM readback WHERE delivery_id = $1;

-- name: readbacks_after
SELECT delivery_id, report_id, unit, number, channel, sequence, added_us, state, round, asked_us,
    due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round, read_by,
    read_us
FROM readback WHERE unit = $1 AND number > $2 ORDER BY number LIMIT $3;

-- name: readbacks_asked
SELECT delivery_id, report_id, unit, number, channel, sequence, added_us, state, round, asked_us,
    due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round, read_by,
    read_us
FROM readback WHERE unit = $1 AND asked_us IS NOT NULL AND number > $2 AND state <> 'waiting'
ORDER BY number LIMIT $3;

-- name: readbacks_passed
SELECT delivery_id, report_id, unit, number, channel, sequence, added_us, state, round, asked_us,
    due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round, read_by,
    read_us
FROM readback WHERE unit = $1 AND number > $2 AND number <= $3
    AND state NOT IN ('stored', 'erased') AND state = 'waiting'
ORDER BY number LIMIT $4;

-- name: readbacks_failing
SELECT delivery_id, report_id, unit, number, channel, sequence, added_us, state, round, asked_us,
    due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round, read_by,
    read_us
FROM readback WHERE unit = $1 AND state NOT IN ('waiting', 'stored', 'erased')
ORDER BY state, number LIMIT $2;

-- name: readbacks_untold
SELECT delivery_id, report_id, unit, number, channel, sequence, added_us, state, round, asked_us,
    due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round, read_by,
    read_us
FROM readback WHERE unit = $1 AND told IS NULL AND state NOT IN ('waiting', 'stored', 'erased')
ORDER BY state, number LIMIT $2;

-- name: readbacks_due
SELECT delivery_id, report_id, unit, number, channel, sequence, added_us, state, round, asked_us,
    due_us, stored_us, proved_us, failed_us, remark, connector, told, read_round, read_by,
    read_us
FROM readback WHERE due_us IS NOT NULL AND due_us <= $1 ORDER BY due_us LIMIT $2;

-- name: readbacks_of_channel
SELECT delivery_id, sequence FROM readback
WHERE unit = $1 AND channel = $2 AND number <= $3 ORDER BY sequence;

-- name: channels_of_case_system
SELECT DISTINCT channel FROM readback WHERE unit = $1 AND number <= $2 ORDER BY channel;

-- name: readback_problems
SELECT unit, about FROM problem
WHERE name = 'readback_failed' AND closed_at_us IS NULL AND name <> 'reported' ORDER BY unit, about;

-- name: readbacks_in_state
SELECT count(*) FROM readback WHERE unit = $1 AND state = $2
    AND state NOT IN ('waiting', 'stored', 'erased');

-- name: failing_by_unit
SELECT unit, count(*) FROM readback WHERE state NOT IN ('waiting', 'stored', 'erased')
GROUP BY unit ORDER BY unit;
