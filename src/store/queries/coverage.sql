-- name: save_intake
INSERT INTO intake (unit, kind, live, since_us) VALUES ($1, $2, $3, $4)
ON CONFLICT (unit, kind) DO UPDATE SET live = $3, since_us = $4;

-- name: intake_of_all
SELECT unit, kind, live, since_us FROM intake ORDER BY unit, kind;

-- name: intake_of_unit
SELECT unit, kind, live, since_us FROM intake WHERE unit = $1 ORDER BY kind;

-- name: insert_passed_on
INSERT INTO passed_on (delivery_id, unit, kind, at_us) VALUES ($1, $2, $3, $4);

-- name: passed_on_waiting
SELECT kind, count(*), min(at_us) FROM passed_on WHERE unit = $1 GROUP BY kind;

-- name: delete_passed_on
DELETE FROM passed_on WHERE delivery_id = $1;

-- name: units_passed_over
SELECT DISTINCT unit FROM passed_on;

-- name: units_waiting
SELECT unit FROM (WITH RECURSIVE waiting (unit) AS (
    SELECT min(unit) FROM delivery WHERE standing IN ('owned', 'offered')
    UNION ALL SELECT (SELECT min(d.unit) FROM delivery d
        WHERE d.standing IN ('owned', 'offered') AND d.unit > waiting.unit)
    FROM waiting WHERE waiting.unit IS NOT NULL)
    SELECT unit FROM waiting WHERE unit IS NOT NULL) w;

-- name: kinds_waiting
SELECT DISTINCT w.kind FROM (SELECT kind FROM delivery
    WHERE unit = $1 AND standing IN ('owned', 'offered')
    ORDER BY place_in_line, next_due_us, id LIMIT $2) w;

-- name: coverage_grants
SELECT g.unit, g.person_id, p.name, p.disabled_at_us, g.id, g.role, g.unit, g.kinds, g.from_us,
    g.until_us
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.role IN ('caseworker', 'unit_leader') ORDER BY g.unit, g.person_id;

-- name: coverage_grants_of_unit
SELECT g.unit, g.person_id, p.name, p.disabled_at_us, g.id, g.role, g.unit, g.kinds, g.from_us,
    g.until_us
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.unit = $1 ORDER BY p.name, g.person_id, g.from_us;

-- name: units_of_reader
SELECT DISTINCT unit FROM access_grant
WHERE person_id = $1 AND role IN ('caseworker', 'unit_leader');

-- name: coverage_leave
SELECT unit, person_id, from_us, until_us FROM leave_of_absence
WHERE cancelled_at_us IS NULL
    AND until_us > coalesce((SELECT at_us FROM event ORDER BY position DESC LIMIT 1), 0) - $1;

-- name: coverage_leave_of_unit
SELECT person_id, from_us, until_us, entered_at_us, cancelled_at_us FROM leave_of_absence
WHERE unit = $1 AND until_us > $2;

-- name: coverage_problems
SELECT id, name, unit, about FROM problem
WHERE name IN ('coverage_low', 'coverage_none') AND closed_at_us IS NULL AND name <> 'reported';

-- name: problem_closed_by_person
SELECT e.at_us FROM event e
WHERE e.report_id IN (SELECT p.id FROM problem p
        WHERE p.name = $1 AND p.unit = $2 AND p.about = $3 AND p.closed_at_us IS NOT NULL
            AND p.name <> 'reported')
    AND e.name = 'problem.closed' AND e.person_id IS NOT NULL
ORDER BY e.at_us DESC LIMIT 1;
