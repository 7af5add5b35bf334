-- P3 in the database: content goes only by the key that two persons agreed to destroy, after a named
-- person opened, assessed and closed it, its time ran and nothing holds it. A refused try is
-- recorded: FAIL undoes nothing of the statement, so the record stays where the statement stands
-- alone. Within a transaction that is rolled back, the record goes with it.
DROP TRIGGER content_is_never_deleted_unread;
DROP TRIGGER key_is_never_deleted_unread;
DROP TRIGGER attachment_is_never_deleted_unread;
DROP TRIGGER content_batch_is_never_deleted;

CREATE TRIGGER content_is_never_deleted_unread BEFORE DELETE ON content
WHEN NOT EXISTS (SELECT 1 FROM erasable WHERE report_id = OLD.report_id)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content', OLD.report_id);
    SELECT raise(FAIL, 'content is erased only after a named person opened, assessed and closed it, its time ran, nothing holds it and two persons agreed');
END;
CREATE TRIGGER key_is_never_deleted_unread BEFORE DELETE ON content_key
WHEN NOT EXISTS (SELECT 1 FROM erasable WHERE report_id = OLD.report_id)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content_key', OLD.report_id);
    SELECT raise(FAIL, 'a key is erased only after a named person opened, assessed and closed it, its time ran, nothing holds it and two persons agreed');
END;
CREATE TRIGGER attachment_is_never_deleted_unread BEFORE DELETE ON attachment
WHEN NOT EXISTS (SELECT 1 FROM erasable WHERE report_id = OLD.report_id)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'attachment', OLD.report_id);
    SELECT raise(FAIL, 'an attachment is erased only after a named person opened, assessed and closed it, its time ran, nothing holds it and two persons agreed');
END;
CREATE TRIGGER content_batch_is_never_deleted BEFORE DELETE ON content_batch
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content_batch', NULL);
    SELECT raise(FAIL, 'content is never deleted: erasing a report destroys its key');
END;
CREATE TRIGGER used_upload_is_never_deleted BEFORE DELETE ON upload
WHEN EXISTS (SELECT 1 FROM attachment WHERE upload_id = OLD.id)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'upload', OLD.id);
    SELECT raise(FAIL, 'a file that a report came with is erased with the report');
END;

-- Without recursive triggers, which only our own connections have, OR REPLACE would pass these by.
CREATE TRIGGER key_is_never_replaced BEFORE INSERT ON content_key
WHEN EXISTS (SELECT 1 FROM content_key WHERE report_id = NEW.report_id)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content_key', NEW.report_id);
    SELECT raise(FAIL, 'a key is never replaced');
END;
CREATE TRIGGER upload_is_never_replaced BEFORE INSERT ON upload
WHEN EXISTS (SELECT 1 FROM upload WHERE id = NEW.id)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'upload', NEW.id);
    SELECT raise(FAIL, 'a file is never replaced');
END;

-- A wrap changes only when it moves to the key that takes the place of a destroyed one.
CREATE TRIGGER wrap_moves_with_its_erasure_key BEFORE UPDATE OF epoch, wrap ON content_key
WHEN NEW.wrap = OLD.wrap OR length(NEW.wrap) <> length(OLD.wrap)
  OR NOT EXISTS (SELECT 1 FROM key_change WHERE epoch = OLD.epoch AND to_epoch = NEW.epoch
                 AND destroyed_at_us IS NULL)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content_key', OLD.report_id);
    SELECT raise(FAIL, 'a key is only wrapped anew when its erasure key is replaced');
END;
CREATE TRIGGER upload_moves_with_its_erasure_key BEFORE UPDATE OF epoch, wrap ON upload
WHEN NEW.wrap = OLD.wrap OR length(NEW.wrap) <> length(OLD.wrap)
  OR NOT EXISTS (SELECT 1 FROM key_change WHERE epoch = OLD.epoch AND to_epoch = NEW.epoch
                 AND destroyed_at_us IS NULL)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'upload', OLD.id);
    SELECT raise(FAIL, 'a key is only wrapped anew when its erasure key is replaced');
END;

-- A row that stands for an event must have it.
CREATE TRIGGER tombstone_needs_its_event BEFORE INSERT ON tombstone
WHEN NOT EXISTS (SELECT 1 FROM event WHERE report_id = NEW.report_id AND name = 'report.erased'
                 AND person_id = NEW.approved_by AND at_us = NEW.erased_at_us)
  OR EXISTS (SELECT 1 FROM tombstone WHERE report_id = NEW.report_id)
BEGIN SELECT raise(ABORT, 'a tombstone needs its event'); END;
CREATE TRIGGER tombstone_is_never_changed BEFORE UPDATE OF report_id, delivery_id, rule, closed_at_us,
    kept_until_us, archived, proposed_at_us, proposed_by, approved_by, erased_at_us ON tombstone
BEGIN SELECT raise(ABORT, 'a tombstone is never changed'); END;
CREATE TRIGGER tombstone_keeps_its_opening BEFORE UPDATE OF opening ON tombstone
WHEN OLD.opening IS NOT NULL
BEGIN SELECT raise(ABORT, 'a tombstone is never changed'); END;
CREATE TRIGGER tombstone_is_never_deleted BEFORE DELETE ON tombstone
BEGIN SELECT raise(ABORT, 'a tombstone is never deleted'); END;
CREATE TRIGGER hold_is_never_replaced BEFORE INSERT ON hold
WHEN EXISTS (SELECT 1 FROM hold WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'a hold is never changed'); END;
CREATE TRIGGER hold_is_never_deleted BEFORE DELETE ON hold
BEGIN SELECT raise(ABORT, 'a hold is released, never deleted'); END;
CREATE TRIGGER hold_is_never_changed
BEFORE UPDATE OF id, report_id, unit, name, placed_at_us, placed_by ON hold
BEGIN SELECT raise(ABORT, 'a hold is never changed'); END;
CREATE TRIGGER release_needs_its_event BEFORE UPDATE OF released_at_us, released_by ON hold
WHEN OLD.released_at_us IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM event WHERE report_id = coalesce(OLD.report_id, OLD.id)
                 AND name = 'report.released' AND person_id = NEW.released_by
                 AND at_us = NEW.released_at_us)
BEGIN SELECT raise(ABORT, 'a hold is released by its event'); END;
CREATE TRIGGER hold_kind_is_never_changed BEFORE UPDATE ON hold_kind
BEGIN SELECT raise(ABORT, 'a hold is never changed'); END;
CREATE TRIGGER hold_kind_is_never_deleted BEFORE DELETE ON hold_kind
BEGIN SELECT raise(ABORT, 'a hold is released, never deleted'); END;
CREATE TRIGGER retention_is_never_deleted BEFORE DELETE ON retention
BEGIN SELECT raise(ABORT, 'what is known of a report is never deleted'); END;
CREATE TRIGGER key_change_is_never_deleted BEFORE DELETE ON key_change
BEGIN SELECT raise(ABORT, 'a change of keys is never deleted'); END;
CREATE TRIGGER refusal_is_never_deleted BEFORE DELETE ON refused_erasure
BEGIN SELECT raise(ABORT, 'a refusal is never deleted'); END;
