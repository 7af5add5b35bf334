-- name: start_obligation
INSERT INTO obligation (subject, rule, since_us, due_us, owed_by, assumed, wake_us, urgent)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (subject, rule, since_us) DO UPDATE SET due_us = $4, owed_by = $5, assumed = $6,
    met_at_us = NULL, cancelled_at_us = NULL, breached_at_us = NULL, wake_us = $7;

-- name: end_obligation
UPDATE obligation SET met_at_us = $4, cancelled_at_us = $5, wake_us = NULL
WHERE subject = $1 AND rule = $2 AND since_us = $3;

-- name: breach_obligation
UPDATE obligation SET breached_at_us = $4 WHERE subject = $1 AND rule = $2 AND since_us = $3;

-- name: wake_obligation
UPDATE obligation SET wake_us = $4, urgent = $5
WHERE subject = $1 AND rule = $2 AND since_us = $3 AND met_at_us IS NULL
    AND cancelled_at_us IS NULL;

-- name: wake_subject
UPDATE obligation SET wake_us = $2 WHERE subject = $1 AND wake_us > $2;

-- name: refresh_next_due
UPDATE delivery SET next_due_us = coalesce((SELECT min(coalesce(o.due_us, 0)) FROM obligation o
    WHERE o.subject = $1 AND o.met_at_us IS NULL AND o.cancelled_at_us IS NULL),
    9223372036854775807)
WHERE id = $1;

-- name: obligations_of
SELECT rule, since_us, due_us, owed_by, assumed, met_at_us, cancelled_at_us, breached_at_us
FROM obligation WHERE subject = $1 ORDER BY since_us, due_us, rule;

-- name: subjects_to_wake
SELECT subject, wake_us FROM obligation WHERE wake_us <= $1 ORDER BY wake_us LIMIT $2;

-- name: urgent_subjects_to_wake
SELECT subject, wake_us FROM obligation WHERE wake_us <= $1 AND urgent = 1
ORDER BY wake_us LIMIT $2;

-- name: next_wake
SELECT min(wake_us) FROM obligation WHERE wake_us IS NOT NULL;

-- name: deliveries_after
SELECT id FROM delivery WHERE id > $1 ORDER BY id LIMIT $2;

-- name: swept_rules
SELECT digest FROM swept_rules WHERE id = 1;

-- name: save_swept_rules
INSERT INTO swept_rules (id, digest, at_us) VALUES (1, $1, $2)
ON CONFLICT (id) DO UPDATE SET digest = $1, at_us = $2;
