-- name: save_delivery
INSERT INTO delivery (id, report_id, unit, kind, urgent, place_in_line, channel, sequence,
    received_at_us, standing, owner_id, offered_to, offered_unit, offered_as, from_unit,
    from_delivery, case_id, opened_at_us, filed_at_us, assessed_at_us, answered_at_us,
    closed_at_us, immediate_follow_up, version, next_due_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, $24, $25)
ON CONFLICT (id) DO UPDATE SET place_in_line = $6, standing = $10, owner_id = $11, offered_to = $12,
    offered_unit = $13, offered_as = $14, case_id = $17, opened_at_us = $18, filed_at_us = $19,
    assessed_at_us = $20, answered_at_us = $21, closed_at_us = $22, immediate_follow_up = $23, version = $24;

-- name: delivery
SELECT id, report_id, unit, kind, urgent, channel, sequence, received_at_us, standing, owner_id,
    offered_to, offered_unit, offered_as, from_unit, from_delivery, case_id, opened_at_us,
    filed_at_us, assessed_at_us, answered_at_us, closed_at_us, immediate_follow_up, version
FROM delivery WHERE id = $1;

-- name: deliveries_of_report
SELECT id, report_id, unit, kind, urgent, channel, sequence, received_at_us, standing, owner_id,
    offered_to, offered_unit, offered_as, from_unit, from_delivery, case_id, opened_at_us,
    filed_at_us, assessed_at_us, answered_at_us, closed_at_us, immediate_follow_up, version
FROM delivery WHERE report_id = $1 ORDER BY received_at_us, id;

-- name: inbox_open
SELECT id, report_id, unit, kind, urgent, channel, sequence, received_at_us, standing, owner_id,
    offered_to, offered_unit, offered_as, from_unit, from_delivery, case_id, opened_at_us,
    filed_at_us, assessed_at_us, answered_at_us, closed_at_us, immediate_follow_up, version,
    place_in_line, next_due_us
FROM delivery
WHERE unit = $1 AND standing IN ('owned', 'offered')
    AND (place_in_line, next_due_us, id) > ($2, $3, $4)
ORDER BY place_in_line, next_due_us, id LIMIT $5;

-- name: closed_owing
SELECT id, report_id, unit, kind, urgent, channel, sequence, received_at_us, standing, owner_id,
    offered_to, offered_unit, offered_as, from_unit, from_delivery, case_id, opened_at_us,
    filed_at_us, assessed_at_us, answered_at_us, closed_at_us, immediate_follow_up, version
FROM delivery
WHERE unit = $1 AND standing = 'closed' AND next_due_us < 9223372036854775807
ORDER BY next_due_us LIMIT $2;

-- name: inbox_ended
SELECT id, report_id, unit, kind, urgent, channel, sequence, received_at_us, standing, owner_id,
    offered_to, offered_unit, offered_as, from_unit, from_delivery, case_id, opened_at_us,
    filed_at_us, assessed_at_us, answered_at_us, closed_at_us, immediate_follow_up, version
FROM delivery
WHERE unit = $1 AND standing NOT IN ('owned', 'offered') AND (received_at_us, id) < ($2, $3)
ORDER BY received_at_us DESC, id DESC LIMIT $4;

-- name: open_by_kind
SELECT kind, count(*), min(received_at_us) FROM delivery
WHERE unit = $1 AND standing IN ('owned', 'offered') GROUP BY kind;

-- name: claim_case
INSERT INTO case_file (id, unit, reference_mac, made_at_us) VALUES ($1, $2, $3, $4)
ON CONFLICT (unit, reference_mac) DO NOTHING;

-- name: case_by_reference
SELECT id FROM case_file WHERE unit = $1 AND reference_mac = $2;
