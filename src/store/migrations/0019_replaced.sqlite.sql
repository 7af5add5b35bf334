-- INSERT OR REPLACE deletes the row that stands in its way, and without recursive triggers, which
-- only our own connections have, no trigger for DELETE sees that: so nothing that stays is put
-- where something stands already. A row's own number counts as well: it, too, can stand in the way.
CREATE TRIGGER content_batch_is_never_replaced BEFORE INSERT ON content_batch
WHEN EXISTS (SELECT 1 FROM content_batch WHERE number = NEW.number)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content_batch', NULL);
    SELECT raise(FAIL, 'content is never replaced');
END;
CREATE TRIGGER content_is_never_replaced BEFORE INSERT ON content
WHEN EXISTS (SELECT 1 FROM content WHERE report_id = NEW.report_id OR rowid = NEW.rowid)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content', NEW.report_id);
    SELECT raise(FAIL, 'content is never replaced');
END;
CREATE TRIGGER attachment_is_never_replaced BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE report_id = NEW.report_id AND number = NEW.number
             OR rowid = NEW.rowid)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'attachment', NEW.report_id);
    SELECT raise(FAIL, 'an attachment is never replaced');
END;
DROP TRIGGER key_is_never_replaced;
CREATE TRIGGER key_is_never_replaced BEFORE INSERT ON content_key
WHEN EXISTS (SELECT 1 FROM content_key WHERE report_id = NEW.report_id OR rowid = NEW.rowid)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content_key', NEW.report_id);
    SELECT raise(FAIL, 'a key is never replaced');
END;
DROP TRIGGER upload_is_never_replaced;
CREATE TRIGGER upload_is_never_replaced BEFORE INSERT ON upload
WHEN EXISTS (SELECT 1 FROM upload WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'upload', NEW.id);
    SELECT raise(FAIL, 'a file is never replaced');
END;
CREATE TRIGGER key_keeps_its_row BEFORE UPDATE ON content_key
WHEN NEW.rowid <> OLD.rowid
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'content_key', OLD.report_id);
    SELECT raise(FAIL, 'a key stays in its place');
END;
CREATE TRIGGER upload_keeps_its_row BEFORE UPDATE ON upload
WHEN NEW.rowid <> OLD.rowid
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'upload', OLD.id);
    SELECT raise(FAIL, 'a file stays in its place');
END;

-- What the guards ask, and what is proven by it.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE position = NEW.position)
BEGIN SELECT raise(ABORT, 'an event is never replaced'); END;
CREATE TRIGGER checkpoint_is_never_replaced BEFORE INSERT ON ledger_batch
WHEN EXISTS (SELECT 1 FROM ledger_batch WHERE size = NEW.size)
BEGIN SELECT raise(ABORT, 'a checkpoint is never replaced'); END;
CREATE TRIGGER tile_is_never_replaced BEFORE INSERT ON ledger_tile
WHEN EXISTS (SELECT 1 FROM ledger_tile WHERE level = NEW.level AND tile_index = NEW.tile_index
             OR rowid = NEW.rowid)
BEGIN SELECT raise(ABORT, 'a tile is never replaced'); END;
CREATE TRIGGER report_is_never_replaced BEFORE INSERT ON report
WHEN EXISTS (SELECT 1 FROM report WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN SELECT raise(ABORT, 'a report is never replaced'); END;
CREATE TRIGGER tombstone_is_never_replaced BEFORE INSERT ON tombstone
WHEN EXISTS (SELECT 1 FROM tombstone WHERE rowid = NEW.rowid)
BEGIN SELECT raise(ABORT, 'a tombstone is never replaced'); END;
CREATE TRIGGER tombstone_keeps_its_row BEFORE UPDATE ON tombstone
WHEN NEW.rowid <> OLD.rowid
BEGIN SELECT raise(ABORT, 'a tombstone is never changed'); END;
DROP TRIGGER hold_is_never_replaced;
CREATE TRIGGER hold_is_never_replaced BEFORE INSERT ON hold
WHEN EXISTS (SELECT 1 FROM hold WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN SELECT raise(ABORT, 'a hold is never changed'); END;
CREATE TRIGGER hold_keeps_its_row BEFORE UPDATE ON hold
WHEN NEW.rowid <> OLD.rowid
BEGIN SELECT raise(ABORT, 'a hold is never changed'); END;
CREATE TRIGGER refusal_is_never_replaced BEFORE INSERT ON refused_erasure
WHEN EXISTS (SELECT 1 FROM refused_erasure WHERE number = NEW.number)
BEGIN SELECT raise(ABORT, 'a refusal is never replaced'); END;

-- What a file is was proven when its report was accepted.
CREATE TRIGGER upload_is_never_changed BEFORE UPDATE OF id, media_type, bytes, sha256 ON upload
BEGIN
    INSERT INTO refused_erasure (at_us, what, object)
    VALUES (CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER), 'upload', OLD.id);
    SELECT raise(FAIL, 'a file is never changed');
END;
