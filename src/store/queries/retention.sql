-- name: close_retention
INSERT INTO retention (report_id, delivery_id, unit, kind, closed_at_us, stage)
SELECT d.report_id, d.id, d.unit, d.kind, $2, 'kept' FROM delivery d WHERE d.id = $1
ON CONFLICT (report_id) DO UPDATE SET delivery_id = excluded.delivery_id, unit = excluded.unit,
    closed_at_us = excluded.closed_at_us;

-- name: archive_retention
UPDATE retention SET archived_at_us = $2 WHERE report_id = $1;

-- name: propose_retention
UPDATE retention SET proposed_at_us = $2 WHERE report_id = $1;

-- name: erase_retention
UPDATE retention SET erased_at_us = $2 WHERE report_id = $1;

-- name: settle_retention
UPDATE retention SET stage = CASE WHEN erased_at_us IS NOT NULL THEN 'erased'
    WHEN EXISTS (SELECT 1 FROM hold h WHERE h.report_id = $1 AND h.released_at_us IS NULL)
    THEN 'held' WHEN proposed_at_us IS NOT NULL THEN 'proposed'
    WHEN archived_at_us IS NOT NULL THEN 'archived' ELSE 'kept' END
WHERE report_id = $1;

-- name: retention_at_stage
SELECT report_id, unit, kind, closed_at_us FROM retention
WHERE unit = $1 AND stage = $2 AND kind = $3 AND closed_at_us < $4
    AND (closed_at_us, report_id) > ($5, $6)
ORDER BY closed_at_us, report_id LIMIT $7;

-- name: retention_of_unit
SELECT report_id, unit, kind, closed_at_us FROM retention
WHERE unit = $1 AND (closed_at_us, report_id) > ($2, $3)
ORDER BY closed_at_us, report_id LIMIT $4;

-- name: insert_hold
INSERT INTO hold (id, report_id, unit, name, placed_at_us, placed_by)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: insert_hold_kind
INSERT INTO hold_kind (hold_id, kind) VALUES ($1, $2);

-- name: release_hold
UPDATE hold SET released_at_us = $2, released_by = $3 WHERE id = $1 AND released_at_us IS NULL;

-- name: hold
SELECT h.id, h.report_id, h.unit, h.name, h.placed_at_us, h.placed_by, h.released_at_us, k.kind
FROM hold h LEFT JOIN hold_kind k ON k.hold_id = h.id WHERE h.id = $1 ORDER BY k.kind;

-- name: holds_of_unit
SELECT h.id, h.report_id, h.unit, h.name, h.placed_at_us, h.placed_by, h.released_at_us, k.kind
FROM hold h LEFT JOIN hold_kind k ON k.hold_id = h.id
WHERE h.unit = $1 AND h.report_id IS NULL AND h.released_at_us IS NULL ORDER BY h.id, k.kind;

-- name: holds_in_force
SELECT h.id, h.report_id, h.unit, h.name, h.placed_at_us, h.placed_by, h.released_at_us, k.kind
FROM (SELECT id, report_id, unit, name, placed_at_us, placed_by, released_at_us FROM hold
      WHERE unit = $1 AND released_at_us IS NULL ORDER BY placed_at_us DESC, id DESC LIMIT $2) h
LEFT JOIN hold_kind k ON k.hold_id = h.id ORDER BY h.placed_at_us DESC, h.id DESC, k.kind;

-- name: insert_tombstone
INSERT INTO tombstone (report_id, delivery_id, rule, closed_at_us, kept_until_us, archived,
    proposed_at_us, proposed_by, approved_by, erased_at_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: keep_tombstone_opening
UPDATE tombstone SET opening = $2 WHERE report_id = $1;

-- name: tombstone
SELECT rule, kept_until_us, erased_at_us, proposed_by, approved_by FROM tombstone
WHERE report_id = $1;

-- name: erase_content
DELETE FROM content WHERE report_id = $1;

-- name: erase_content_key
DELETE FROM content_key WHERE report_id = $1;

-- name: erase_attachments
DELETE FROM attachment WHERE report_id = $1;

-- name: note_erasure_under
INSERT INTO key_change (epoch, erased_at_us) VALUES ($1, $2) ON CONFLICT (epoch) DO NOTHING;

-- name: key_changes
SELECT epoch, erased_at_us, to_epoch, made_at_us, moved_at_us FROM key_change
WHERE destroyed_at_us IS NULL ORDER BY epoch;

-- name: begin_key_change
UPDATE key_change SET to_epoch = $2, made_at_us = $3 WHERE epoch = $1 AND to_epoch IS NULL;

-- name: end_key_move
UPDATE key_change SET moved_at_us = $2 WHERE epoch = $1 AND moved_at_us IS NULL;

-- name: end_key_change
UPDATE key_change SET destroyed_at_us = $2 WHERE epoch = $1 AND destroyed_at_us IS NULL;

-- name: wraps_between
SELECT report_id, epoch, wrap FROM content_key
WHERE report_id > $2 AND report_id < $3 AND epoch = $1 ORDER BY report_id LIMIT $4;

-- name: uploads_between
SELECT id, epoch, wrap FROM upload WHERE id > $2 AND id < $3 AND epoch = $1 ORDER BY id LIMIT $4;

-- name: wraps_under
-- Through all of them, in no order.
SELECT report_id, epoch, wrap FROM content_key WHERE epoch = $1 LIMIT $2;

-- name: uploads_under
SELECT id, epoch, wrap FROM upload WHERE epoch = $1 LIMIT $2;

-- name: move_wrap
UPDATE content_key SET epoch = $3, wrap = $4 WHERE report_id = $1 AND wrap = $2;

-- name: move_upload_wrap
UPDATE upload SET epoch = $3, wrap = $4 WHERE id = $1 AND wrap = $2;

-- name: refused_erasures
SELECT number, at_us, what, object FROM refused_erasure WHERE told_at_us IS NULL
ORDER BY number LIMIT $1;

-- name: tell_refused_erasures
UPDATE refused_erasure SET told_at_us = $2 WHERE told_at_us IS NULL AND number <= $1;
