-- name: insert_drill
INSERT INTO drill (report_mac, id, sealed) VALUES ($1, $2, $3);

-- name: forget_drill
DELETE FROM drill WHERE report_mac = $1 AND ended_us IS NULL;

-- name: is_drill
SELECT 1 FROM drill WHERE report_mac = $1;

-- name: drill_under_way
SELECT report_mac, id, sealed FROM drill WHERE report_mac = $1 AND ended_us IS NULL;

-- name: drills_under_way
SELECT report_mac, id, sealed FROM drill WHERE ended_us IS NULL ORDER BY report_mac;

-- name: end_drill
UPDATE drill SET name = $2, unit = $3, kind = $4, began_us = $5, ended_us = $6, outcome = $7,
    step = $8, opened_by = $9
WHERE report_mac = $1 AND ended_us IS NULL;

-- name: ended_drills
SELECT id, name, unit, kind, began_us, ended_us, outcome, step, opened_by FROM drill
WHERE unit = $1 AND (ended_us, id) < ($2, $3) ORDER BY ended_us DESC, id DESC LIMIT $4;

-- name: claim_drill
INSERT INTO drill_begun (mac) VALUES ($1) ON CONFLICT (mac) DO NOTHING;

-- name: give_drill_back
DELETE FROM drill_begun WHERE mac = $1;

-- name: save_drill_standing
INSERT INTO drill_standing (unit, kind, name, ended_us, outcome, passed_us)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (unit, kind, name) DO UPDATE SET ended_us = $4, outcome = $5,
    passed_us = coalesce($6, drill_standing.passed_us);

-- name: drill_standing
SELECT unit, kind, name, ended_us, outcome, passed_us FROM drill_standing
WHERE unit = $1 AND kind = $2 ORDER BY name;

-- name: drill_standings
SELECT unit, kind, name, ended_us, outcome, passed_us FROM drill_standing
ORDER BY unit, kind, name;

-- name: delete_organisation
DELETE FROM organisation WHERE id = $1;
