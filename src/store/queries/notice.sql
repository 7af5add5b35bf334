-- name: save_contact
INSERT INTO contact (owner_id, channel, address, language, set_at_us)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (owner_id, channel) DO UPDATE SET address = excluded.address,
    language = excluded.language, set_at_us = excluded.set_at_us, dead_at_us = NULL;

-- name: delete_contact
DELETE FROM contact WHERE owner_id = $1 AND channel = $2;

-- name: contacts_of
SELECT owner_id, channel, address, language, set_at_us, dead_at_us FROM contact
WHERE owner_id = $1 ORDER BY channel;

-- name: mark_contact_dead
UPDATE contact SET dead_at_us = $4
WHERE owner_id = $1 AND channel = $2 AND address = $3 AND dead_at_us IS NULL;

-- name: mark_contact_alive
UPDATE contact SET dead_at_us = NULL
WHERE owner_id = $1 AND channel = $2 AND address = $3 AND dead_at_us IS NOT NULL;

-- name: insert_notice
INSERT INTO notice (id, owner_id, channel, address, language, is_test, urgent_count, other_count,
    made_at_us, due_us, tries)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0);

-- name: notice
SELECT id, owner_id, channel, address, language, is_test, urgent_count, other_count, made_at_us,
    due_us, began_at_us, tries, sent_at_us, failed_at_us
FROM notice WHERE id = $1;

-- name: notice_not_yet_due
-- + 0: through what waits for this owner, and never through all that waits.
SELECT id, owner_id, channel, address, language, is_test, urgent_count, other_count, made_at_us,
    due_us, began_at_us, tries, sent_at_us, failed_at_us
FROM notice
WHERE owner_id = $1 AND channel = $2 AND address = $3 AND due_us IS NOT NULL
    AND due_us + 0 > $4 AND tries = 0 AND is_test = 0
ORDER BY due_us + 0 LIMIT 1;

-- name: last_notice_to
SELECT id, owner_id, channel, address, language, is_test, urgent_count, other_count, made_at_us,
    due_us, began_at_us, tries, sent_at_us, failed_at_us
FROM notice WHERE owner_id = $1 AND channel = $2 AND address = $3
ORDER BY made_at_us DESC, id DESC LIMIT 1;

-- name: last_notice_that_told
SELECT id, owner_id, channel, address, language, is_test, urgent_count, other_count, made_at_us,
    due_us, began_at_us, tries, sent_at_us, failed_at_us
FROM notice WHERE owner_id = $1 AND channel = $2 AND address = $3 AND is_test = 0
    AND sent_at_us IS NOT NULL
ORDER BY made_at_us DESC, id DESC LIMIT 1;

-- name: due_notices
SELECT id, owner_id, channel, address, language, is_test, urgent_count, other_count, made_at_us,
    due_us, began_at_us, tries, sent_at_us, failed_at_us
FROM notice n
WHERE n.channel = $1 AND n.due_us <= $2 AND NOT EXISTS (
    SELECT 1 FROM notice newer
    WHERE newer.owner_id = n.owner_id AND newer.channel = n.channel
        AND newer.address = n.address AND newer.is_test = n.is_test AND newer.due_us <= $2
        AND (newer.made_at_us, newer.id) > (n.made_at_us, n.id))
ORDER BY CASE WHEN n.urgent_count > 0 THEN 0 ELSE 1 END, n.due_us, n.id
LIMIT $3;

-- name: add_to_notice
UPDATE notice SET urgent_count = $2, other_count = $3, due_us = $4 WHERE id = $1;

-- name: put_notice_off
UPDATE notice SET due_us = $2, began_at_us = $3, tries = $4 WHERE id = $1;

-- name: end_notice_sent
UPDATE notice SET due_us = NULL, tries = $2, sent_at_us = $3 WHERE id = $1;

-- name: end_notices_sent_with
UPDATE notice SET due_us = NULL, sent_at_us = $6, sent_with = $1
WHERE owner_id = $2 AND channel = $3 AND address = $4 AND is_test = 0 AND id <> $1
    AND made_at_us <= $5 AND due_us IS NOT NULL AND (due_us <= $6 OR tries > 0);

-- name: end_notice_failed
UPDATE notice SET due_us = NULL, tries = $2, failed_at_us = $3 WHERE id = $1;

-- name: insert_notice_attempt
INSERT INTO notice_attempt (notice_id, number, at_us, outcome, evidence, opening)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: notice_attempts
SELECT number, at_us, outcome, evidence FROM notice_attempt WHERE notice_id = $1 ORDER BY number;

-- name: tell_escalation
INSERT INTO notice_escalation (escalation_id, notice_id) VALUES ($1, $2)
ON CONFLICT (escalation_id, notice_id) DO NOTHING;

-- name: reach_of_escalation
SELECT count(n.sent_at_us), count(n.due_us)
FROM notice_escalation e JOIN notice n ON n.id = e.notice_id WHERE e.escalation_id = $1;
