-- name: supersede_escalations
UPDATE escalation SET newest = 0
WHERE subject = $1 AND rule = $2 AND since_us = $3 AND newest = 1;

-- name: insert_escalation
INSERT INTO escalation (id, subject, rule, since_us, number, unit, step, listener, told, in_vain,
    urgent, raised_at_us, newest)
VALUES ($1, $2, $3, $4, (SELECT coalesce(max(number), 0) + 1 FROM escalation
        WHERE subject = $2 AND rule = $3 AND since_us = $4),
    $5, $6, $7, $8, $9, $10, $11, 1);

-- name: insert_listener
INSERT INTO escalation_listener (person_id, subject, rule, since_us, urgent)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING;

-- name: delete_listeners
DELETE FROM escalation_listener WHERE subject = $1 AND rule = $2 AND since_us = $3;

-- name: acknowledge_escalation
UPDATE escalation SET acknowledged_at_us = $2, acknowledged_by = $3
WHERE id = $1 AND acknowledged_at_us IS NULL;

-- name: escalation
SELECT id, subject, rule, since_us, unit, step, listener, told, in_vain, urgent, raised_at_us,
    acknowledged_at_us, acknowledged_by, newest
FROM escalation WHERE id = $1;

-- name: escalations_of_obligation
SELECT id, subject, rule, since_us, unit, step, listener, told, in_vain, urgent, raised_at_us,
    acknowledged_at_us, acknowledged_by, newest
FROM escalation WHERE subject = $1 AND rule = $2 AND since_us = $3 ORDER BY number;

-- name: escalations_of_subject
SELECT id, subject, rule, since_us, unit, step, listener, told, in_vain, urgent, raised_at_us,
    acknowledged_at_us, acknowledged_by, newest
FROM escalation WHERE subject = $1 ORDER BY raised_at_us, rule, since_us, number;

-- name: escalations_of_unit
SELECT id, subject, rule, since_us, unit, step, listener, told, in_vain, urgent, raised_at_us,
    acknowledged_at_us, acknowledged_by, newest
FROM escalation WHERE unit = $1 AND newest = 1 AND (raised_at_us < $2 OR raised_at_us = $2 AND id < $3)
ORDER BY raised_at_us DESC, id DESC LIMIT $4;

-- name: escalations_of_person
SELECT e.id, e.subject, e.rule, e.since_us, e.unit, e.step, e.listener, e.told, e.in_vain,
    e.urgent, e.raised_at_us, e.acknowledged_at_us, e.acknowledged_by, e.newest
FROM escalation_listener l
JOIN escalation e ON e.subject = l.subject AND e.rule = l.rule AND e.since_us = l.since_us
WHERE l.person_id = $1 AND e.newest = 1
    AND (e.raised_at_us < $2 OR e.raised_at_us = $2 AND e.id < $3)
ORDER BY e.raised_at_us DESC, e.id DESC LIMIT $4;

-- name: listens_to
SELECT 1 FROM escalation_listener
WHERE person_id = $1 AND subject = $2 AND rule = $3 AND since_us = $4;

-- name: waiting_for_person
SELECT count(DISTINCT CASE WHEN urgent = 1 THEN subject END),
    count(DISTINCT CASE WHEN urgent = 0 THEN subject END)
FROM escalation_listener WHERE person_id = $1;

-- name: wake_told_by
UPDATE obligation SET wake_us = $2
WHERE met_at_us IS NULL AND cancelled_at_us IS NULL AND (wake_us IS NULL OR wake_us > $2)
    AND (subject, rule, since_us) IN (SELECT e.subject, e.rule, e.since_us
        FROM notice_escalation n JOIN escalation e ON e.id = n.escalation_id
        WHERE n.notice_id = $1 AND e.newest = 1);

-- name: messages_of_escalation
SELECT count(*), count(CASE WHEN n.failed_at_us IS NULL THEN 1 END)
FROM notice_escalation t JOIN notice n ON n.id = t.notice_id WHERE t.escalation_id = $1;

-- name: staff_of_unit
SELECT p.id, g.role, g.unit, g.kinds, g.from_us, g.until_us
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.unit = $1 AND p.disabled_at_us IS NULL ORDER BY p.id;

-- name: people_who_send
SELECT DISTINCT p.id, g.role, g.unit, g.kinds, g.from_us, g.until_us
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE p.organisation_id = $1 AND p.disabled_at_us IS NULL AND g.role = 'sender' ORDER BY p.id;
