-- What the database itself refuses, whatever a program asks of it.
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON ledger_batch
BEGIN SELECT raise(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON ledger_batch
BEGIN SELECT raise(ABORT, 'a checkpoint is never deleted'); END;
CREATE TRIGGER tile_is_never_changed BEFORE UPDATE ON ledger_tile
BEGIN SELECT raise(ABORT, 'a tile is never changed'); END;
CREATE TRIGGER tile_is_never_deleted BEFORE DELETE ON ledger_tile
BEGIN SELECT raise(ABORT, 'a tile is never deleted'); END;
CREATE TRIGGER ledger_never_shrinks BEFORE UPDATE ON ledger_head WHEN NEW.size < OLD.size
BEGIN SELECT raise(ABORT, 'the ledger never shrinks'); END;
CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON ledger_head
BEGIN SELECT raise(ABORT, 'the ledger head is never deleted'); END;
CREATE TRIGGER numbers_are_never_given_twice BEFORE UPDATE ON channel
WHEN NEW.last_sequence <> OLD.last_sequence + 1 OR NEW.pseudonym <> OLD.pseudonym
BEGIN SELECT raise(ABORT, 'a channel counts by one'); END;
CREATE TRIGGER channel_is_never_deleted BEFORE DELETE ON channel
BEGIN SELECT raise(ABORT, 'a channel is never deleted'); END;
CREATE TRIGGER content_is_never_changed BEFORE UPDATE ON content
BEGIN SELECT raise(ABORT, 'content is never changed'); END;

-- P3: nothing is erased that no named person has opened and decided on.
CREATE TRIGGER content_is_never_deleted_unread BEFORE DELETE ON content
WHEN NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                 AND name = 'delivery.opened' AND person_id IS NOT NULL)
  OR NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                 AND name = 'delivery.closed' AND person_id IS NOT NULL)
BEGIN SELECT raise(ABORT, 'content is never deleted before a named person opened and closed it'); END;
CREATE TRIGGER key_is_never_deleted_unread BEFORE DELETE ON content_key
WHEN NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                 AND name = 'delivery.opened' AND person_id IS NOT NULL)
  OR NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                 AND name = 'delivery.closed' AND person_id IS NOT NULL)
BEGIN SELECT raise(ABORT, 'a key is never deleted before a named person opened and closed the report'); END;
CREATE TRIGGER attachment_is_never_deleted_unread BEFORE DELETE ON attachment
WHEN NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                 AND name = 'delivery.opened' AND person_id IS NOT NULL)
  OR NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                 AND name = 'delivery.closed' AND person_id IS NOT NULL)
BEGIN SELECT raise(ABORT, 'an attachment is never deleted before a named person opened and closed the report'); END;
CREATE TRIGGER attachment_is_never_changed BEFORE UPDATE ON attachment
BEGIN SELECT raise(ABORT, 'an attachment is never changed'); END;
-- A wrap may move to a new erasure key, but never to another report.
CREATE TRIGGER key_stays_with_its_report BEFORE UPDATE OF report_id ON content_key
BEGIN SELECT raise(ABORT, 'a key stays with its report'); END;
CREATE TRIGGER report_is_never_deleted BEFORE DELETE ON report
BEGIN SELECT raise(ABORT, 'a report is never deleted'); END;
CREATE TRIGGER delivery_is_never_deleted BEFORE DELETE ON delivery
BEGIN SELECT raise(ABORT, 'a delivery is never deleted'); END;
