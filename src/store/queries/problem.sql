-- name: save_problem
INSERT INTO problem (id, number, position, name, unit, handler, about_person, about, confidential,
    raised_role, raised_unit, raised_by, raised_organisation, raised_at_us, answered_at_us,
    closed_at_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (id) DO UPDATE SET answered_at_us = $15, closed_at_us = $16;

-- name: problem
SELECT id, number, position, name, unit, handler, about_person, about, confidential, raised_role,
    raised_unit, raised_by, raised_organisation, raised_at_us, answered_at_us, closed_at_us
FROM problem WHERE id = $1;

-- name: problem_found
SELECT id, number, position, name, unit, handler, about_person, about, confidential, raised_role,
    raised_unit, raised_by, raised_organisation, raised_at_us, answered_at_us, closed_at_us
FROM problem
WHERE name = $1 AND unit = $2 AND about = $3 AND closed_at_us IS NULL AND name <> 'reported';

-- name: problems
SELECT id, number, position, name, unit, handler, about_person, about, confidential, raised_role,
    raised_unit, raised_by, raised_organisation, raised_at_us, answered_at_us, closed_at_us
FROM problem WHERE number < $1 ORDER BY number DESC LIMIT $2;

-- name: problems_of_handler
SELECT id, number, position, name, unit, handler, about_person, about, confidential, raised_role,
    raised_unit, raised_by, raised_organisation, raised_at_us, answered_at_us, closed_at_us
FROM problem WHERE handler = $1 AND number < $2 ORDER BY number DESC LIMIT $3;
