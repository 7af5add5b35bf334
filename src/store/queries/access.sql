-- name: save_given_grant
INSERT INTO access_grant (id, person_id, role, unit, kinds, from_us, until_us, delegated_from,
    given_at_us, given_by, given_role)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: save_ended_grant
UPDATE access_grant SET until_us = $2, ended_at_us = $3, ended_by = $4, ended_as = $5
WHERE id = $1;

-- name: disable_person
UPDATE person SET disabled_at_us = $2 WHERE id = $1 AND disabled_at_us IS NULL;

-- name: enable_person
UPDATE person SET disabled_at_us = NULL WHERE id = $1;

-- name: delete_sessions_of_person
DELETE FROM session WHERE person_id = $1;

-- name: grant_held
SELECT g.id, g.person_id, p.name, p.disabled_at_us, g.role, g.unit, g.kinds, g.from_us, g.until_us,
    g.delegated_from, g.given_at_us, g.given_by, g.given_role, g.ended_at_us, g.ended_by,
    g.ended_as, (SELECT max(u.at_us) FROM access_use u
        WHERE u.person_id = g.person_id AND u.unit = g.unit)
FROM access_grant g JOIN person p ON p.id = g.person_id WHERE g.id = $1;

-- name: grants_held_in_unit
SELECT g.id, g.person_id, p.name, p.disabled_at_us, g.role, g.unit, g.kinds, g.from_us, g.until_us,
    g.delegated_from, g.given_at_us, g.given_by, g.given_role, g.ended_at_us, g.ended_by,
    g.ended_as, (SELECT max(u.at_us) FROM access_use u
        WHERE u.person_id = g.person_id AND u.unit = g.unit)
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.unit = $1 AND (g.until_us IS NULL OR g.until_us > $2) ORDER BY p.name, g.from_us, g.id;

-- name: grants_held_by_person
SELECT g.id, g.person_id, p.name, p.disabled_at_us, g.role, g.unit, g.kinds, g.from_us, g.until_us,
    g.delegated_from, g.given_at_us, g.given_by, g.given_role, g.ended_at_us, g.ended_by,
    g.ended_as, (SELECT max(u.at_us) FROM access_use u
        WHERE u.person_id = g.person_id AND u.unit = g.unit)
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.person_id = $1 AND (g.until_us IS NULL OR g.until_us > $2)
ORDER BY g.unit, g.from_us, g.id;

-- name: grants_delegated_from
SELECT g.id, g.person_id, p.name, p.disabled_at_us, g.role, g.unit, g.kinds, g.from_us, g.until_us,
    g.delegated_from, g.given_at_us, g.given_by, g.given_role, g.ended_at_us, g.ended_by,
    g.ended_as, (SELECT max(u.at_us) FROM access_use u
        WHERE u.person_id = g.person_id AND u.unit = g.unit)
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.delegated_from = $1 AND (g.until_us IS NULL OR g.until_us > $2) ORDER BY g.id;

-- name: note_use
INSERT INTO access_use (person_id, unit, kind, at_us)
SELECT $1, d.unit, d.kind, $3 FROM delivery d WHERE d.id = $2
ON CONFLICT (person_id, unit, kind) DO UPDATE SET at_us = excluded.at_us
WHERE access_use.at_us < excluded.at_us;

-- name: last_use_of_kind
SELECT at_us FROM access_use WHERE person_id = $1 AND unit = $2 AND kind = $3;

-- name: people_beside
-- Those of the organisations whose people have access in the unit.
SELECT p.id, p.name, p.login, p.disabled_at_us FROM person p
WHERE p.organisation_id IN (SELECT o.organisation_id FROM access_grant g
    JOIN person o ON o.id = g.person_id WHERE g.unit = $1)
ORDER BY p.name, p.id LIMIT $2;

-- name: contact_standing
SELECT c.dead_at_us, (SELECT max(n.sent_at_us) FROM notice n WHERE n.owner_id = c.owner_id
    AND n.channel = c.channel AND n.address = c.address)
FROM contact c WHERE c.owner_id = $1;

-- name: leave_until
SELECT max(until_us) FROM leave_of_absence
WHERE unit = $1 AND person_id = $2 AND from_us <= $3 AND until_us > $3
    AND (cancelled_at_us IS NULL OR cancelled_at_us > $3);

-- name: declare_conflict
INSERT INTO conflict_of_interest (report_id, person_id, delivery_id, declared_at_us, declared_by)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (report_id, person_id) DO UPDATE SET delivery_id = excluded.delivery_id,
    declared_at_us = excluded.declared_at_us, declared_by = excluded.declared_by,
    lifted_at_us = NULL, lifted_by = NULL
WHERE conflict_of_interest.lifted_at_us IS NOT NULL;

-- name: lift_conflict
UPDATE conflict_of_interest SET lifted_at_us = $3, lifted_by = $4
WHERE report_id = $1 AND person_id = $2 AND lifted_at_us IS NULL;

-- name: conflicts_of_report
SELECT c.person_id, p.name, c.declared_at_us, c.declared_by, c.lifted_at_us
FROM conflict_of_interest c JOIN person p ON p.id = c.person_id
WHERE c.report_id = $1 ORDER BY c.declared_at_us, c.person_id;

-- name: deliveries_with_conflicts
-- That wait.
SELECT DISTINCT d.id FROM delivery d JOIN conflict_of_interest c ON c.report_id = d.report_id
WHERE d.unit = $1 AND d.standing IN ('owned', 'offered') AND c.lifted_at_us IS NULL;

-- name: deliveries_too_few_can_open
-- A kind of report is about something too, but its name is no id.
SELECT about FROM problem
WHERE name IN ('coverage_low', 'coverage_none') AND unit = $1 AND closed_at_us IS NULL
    AND name <> 'reported' AND about LIKE '________-____-____-____-____________';

-- name: access_wanted_in_unit
SELECT id FROM problem WHERE name = 'access_wanted' AND unit = $1 ORDER BY number DESC LIMIT $2;

-- name: access_wanted_still
SELECT id FROM problem
WHERE name = 'access_wanted' AND unit = $1 AND closed_at_us IS NULL AND name <> 'reported';

-- name: access_wanted_by_person
SELECT id FROM problem WHERE name = 'access_wanted' AND raised_by = $1
ORDER BY number DESC LIMIT $2;
