-- name: insert_shift
INSERT INTO shift (id, series, unit, person_id, from_us, until_us, replaces, entered_at_us,
    entered_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: insert_leave
INSERT INTO leave_of_absence (id, series, unit, person_id, from_us, until_us, entered_at_us,
    entered_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: insert_handover
INSERT INTO handover (id, unit, person_id, at_us) VALUES ($1, $2, $3, $4);

-- name: cancel_shift
UPDATE shift SET cancelled_at_us = $2, cancelled_by = $3
WHERE id = $1 AND cancelled_at_us IS NULL;

-- name: cancel_leave
UPDATE leave_of_absence SET cancelled_at_us = $2, cancelled_by = $3
WHERE id = $1 AND cancelled_at_us IS NULL;

-- name: shifts_within
SELECT s.id, s.series, s.unit, s.person_id, s.from_us, s.until_us, s.replaces, s.entered_at_us,
    s.cancelled_at_us, p.name
FROM shift s JOIN person p ON p.id = s.person_id
WHERE s.unit = $1 AND s.until_us > $2 AND s.from_us < $3 ORDER BY s.from_us, s.id;

-- name: leave_within
SELECT l.id, l.series, l.unit, l.person_id, l.from_us, l.until_us, 0, l.entered_at_us,
    l.cancelled_at_us, p.name
FROM leave_of_absence l JOIN person p ON p.id = l.person_id
WHERE l.unit = $1 AND l.until_us > $2 AND l.from_us < $3 ORDER BY l.from_us, l.id;

-- name: shift
SELECT s.id, s.series, s.unit, s.person_id, s.from_us, s.until_us, s.replaces, s.entered_at_us,
    s.cancelled_at_us, p.name
FROM shift s JOIN person p ON p.id = s.person_id WHERE s.id = $1;

-- name: leave
SELECT l.id, l.series, l.unit, l.person_id, l.from_us, l.until_us, 0, l.entered_at_us,
    l.cancelled_at_us, p.name
FROM leave_of_absence l JOIN person p ON p.id = l.person_id WHERE l.id = $1;

-- name: shifts_of_series
SELECT s.id, s.series, s.unit, s.person_id, s.from_us, s.until_us, s.replaces, s.entered_at_us,
    s.cancelled_at_us, p.name
FROM shift s JOIN person p ON p.id = s.person_id WHERE s.series = $1 ORDER BY s.from_us, s.id;

-- name: units_with_shifts
SELECT DISTINCT unit FROM shift;

-- name: readers_of_unit
SELECT g.person_id, g.from_us, g.until_us, p.disabled_at_us
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.unit = $1 AND g.role IN ('caseworker', 'unit_leader');

-- name: handover
SELECT h.id, h.person_id, p.name, h.at_us
FROM handover h JOIN person p ON p.id = h.person_id WHERE h.id = $1;

-- name: handovers
SELECT h.id, h.person_id, p.name, h.at_us
FROM handover h JOIN person p ON p.id = h.person_id
WHERE h.unit = $1 AND h.id < $2 ORDER BY h.id DESC LIMIT $3;

-- name: gap_closed_by_person
SELECT e.at_us FROM event e
WHERE e.report_id IN (SELECT p.id FROM problem p
        WHERE p.name = 'duty_gap' AND p.unit = $1 AND p.closed_at_us IS NOT NULL
            AND p.name <> 'reported')
    AND e.name = 'problem.closed' AND e.person_id IS NOT NULL
ORDER BY e.at_us DESC LIMIT 1;
