-- name: insert_organisation
INSERT INTO organisation (id, name, sector, made_at_us) VALUES ($1, $2, $3, $4);

-- name: organisation
SELECT id, name, sector FROM organisation WHERE id = $1;

-- name: organisation_named
SELECT id, name, sector FROM organisation WHERE name = $1;

-- name: insert_person
INSERT INTO person (id, organisation_id, login, name, password_hash, made_at_us)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: person_by_login
SELECT id, password_hash, disabled_at_us FROM person WHERE login = $1;

-- name: person
SELECT p.id, p.login, p.name, p.disabled_at_us, o.id, o.name, o.sector
FROM person p JOIN organisation o ON o.id = p.organisation_id WHERE p.id = $1;

-- name: grants_of_person
SELECT role, unit, kinds, from_us, until_us FROM access_grant WHERE person_id = $1;

-- name: readers
SELECT g.person_id, g.role, g.unit, g.kinds, g.from_us, g.until_us
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE p.disabled_at_us IS NULL AND g.role IN ('caseworker', 'unit_leader');

-- name: people_of_unit
SELECT p.id, p.name, g.role, g.kinds, g.from_us, g.until_us
FROM access_grant g JOIN person p ON p.id = g.person_id
WHERE g.unit = $1 AND p.disabled_at_us IS NULL ORDER BY p.name, p.id;

-- name: insert_api_key
INSERT INTO api_key (key_hash, organisation_id, role, label, made_at_us)
VALUES ($1, $2, $3, $4, $5);

-- name: api_key
SELECT k.role, k.made_at_us, o.id, o.name, o.sector
FROM api_key k JOIN organisation o ON o.id = k.organisation_id
WHERE k.key_hash = $1 AND k.revoked_at_us IS NULL;

-- name: revoke_api_key
UPDATE api_key SET revoked_at_us = $2 WHERE key_hash = $1 AND revoked_at_us IS NULL;

-- name: insert_session
INSERT INTO session (token_hash, person_id, csrf, made_at_us, seen_at_us)
VALUES ($1, $2, $3, $4, $4);

-- name: session
SELECT person_id, csrf, made_at_us, seen_at_us FROM session WHERE token_hash = $1;

-- name: touch_session
UPDATE session SET seen_at_us = $2 WHERE token_hash = $1;

-- name: delete_session
DELETE FROM session WHERE token_hash = $1;

-- name: delete_sessions_before
DELETE FROM session WHERE seen_at_us < $1 OR made_at_us < $2;
