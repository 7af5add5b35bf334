-- What the database itself refuses, whatever a program asks of it: the same sentences as in the twin
-- for SQLite. VD001 tells the driver that a sentence is ours.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'VD001';
END $$;
CREATE FUNCTION refuse_unread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                   AND name = 'delivery.opened' AND person_id IS NOT NULL)
       OR NOT EXISTS (SELECT 1 FROM event WHERE report_id = OLD.report_id
                      AND name = 'delivery.closed' AND person_id IS NOT NULL) THEN
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'VD001';
    END IF;
    RETURN OLD;
END $$;
-- A temporary table of the same name must not stand in for the events.
DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION refuse_unread() SET search_path = %I, pg_temp', current_schema());
END $$;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event FOR EACH ROW
    EXECUTE FUNCTION refuse('an event is never changed');
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event FOR EACH ROW
    EXECUTE FUNCTION refuse('an event is never deleted');
CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON ledger_batch FOR EACH ROW
    EXECUTE FUNCTION refuse('a checkpoint is never changed');
CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON ledger_batch FOR EACH ROW
    EXECUTE FUNCTION refuse('a checkpoint is never deleted');
CREATE TRIGGER tile_is_never_changed BEFORE UPDATE ON ledger_tile FOR EACH ROW
    EXECUTE FUNCTION refuse('a tile is never changed');
CREATE TRIGGER tile_is_never_deleted BEFORE DELETE ON ledger_tile FOR EACH ROW
    EXECUTE FUNCTION refuse('a tile is never deleted');
CREATE TRIGGER ledger_never_shrinks BEFORE UPDATE ON ledger_head FOR EACH ROW
    WHEN (NEW.size < OLD.size)
    EXECUTE FUNCTION refuse('the ledger never shrinks');
CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON ledger_head FOR EACH ROW
    EXECUTE FUNCTION refuse('the ledger head is never deleted');
CREATE TRIGGER numbers_are_never_given_twice BEFORE UPDATE ON channel FOR EACH ROW
    WHEN (NEW.last_sequence <> OLD.last_sequence + 1 OR NEW.pseudonym <> OLD.pseudonym)
    EXECUTE FUNCTION refuse('a channel counts by one');
CREATE TRIGGER channel_is_never_deleted BEFORE DELETE ON channel FOR EACH ROW
    EXECUTE FUNCTION refuse('a channel is never deleted');
CREATE TRIGGER content_is_never_changed BEFORE UPDATE ON content FOR EACH ROW
    EXECUTE FUNCTION refuse('content is never changed');

-- P3: nothing is erased that no named person has opened and decided on.
CREATE TRIGGER content_is_never_deleted_unread BEFORE DELETE ON content FOR EACH ROW
    EXECUTE FUNCTION refuse_unread('content is never deleted before a named person opened and closed it');
CREATE TRIGGER key_is_never_deleted_unread BEFORE DELETE ON content_key FOR EACH ROW
    EXECUTE FUNCTION refuse_unread('a key is never deleted before a named person opened and closed the report');
CREATE TRIGGER attachment_is_never_deleted_unread BEFORE DELETE ON attachment FOR EACH ROW
    EXECUTE FUNCTION refuse_unread('an attachment is never deleted before a named person opened and closed the report');
CREATE TRIGGER attachment_is_never_changed BEFORE UPDATE ON attachment FOR EACH ROW
    EXECUTE FUNCTION refuse('an attachment is never changed');
-- A wrap may move to a new erasure key, but never to another report.
CREATE TRIGGER key_stays_with_its_report BEFORE UPDATE OF report_id ON content_key FOR EACH ROW
    EXECUTE FUNCTION refuse('a key stays with its report');
CREATE TRIGGER report_is_never_deleted BEFORE DELETE ON report FOR EACH ROW
    EXECUTE FUNCTION refuse('a report is never deleted');
CREATE TRIGGER delivery_is_never_deleted BEFORE DELETE ON delivery FOR EACH ROW
    EXECUTE FUNCTION refuse('a delivery is never deleted');

-- TRUNCATE passes row triggers by.
CREATE TRIGGER event_is_never_truncated BEFORE TRUNCATE ON event
    EXECUTE FUNCTION refuse('an event is never deleted');
CREATE TRIGGER ledger_batch_is_never_truncated BEFORE TRUNCATE ON ledger_batch
    EXECUTE FUNCTION refuse('a checkpoint is never deleted');
CREATE TRIGGER ledger_tile_is_never_truncated BEFORE TRUNCATE ON ledger_tile
    EXECUTE FUNCTION refuse('a tile is never deleted');
CREATE TRIGGER ledger_head_is_never_truncated BEFORE TRUNCATE ON ledger_head
    EXECUTE FUNCTION refuse('the ledger head is never deleted');
CREATE TRIGGER channel_is_never_truncated BEFORE TRUNCATE ON channel
    EXECUTE FUNCTION refuse('a channel is never deleted');
CREATE TRIGGER content_is_never_truncated BEFORE TRUNCATE ON content
    EXECUTE FUNCTION refuse('content is never truncated');
CREATE TRIGGER content_key_is_never_truncated BEFORE TRUNCATE ON content_key
    EXECUTE FUNCTION refuse('keys are never truncated');
CREATE TRIGGER attachment_is_never_truncated BEFORE TRUNCATE ON attachment
    EXECUTE FUNCTION refuse('attachments are never truncated');
CREATE TRIGGER report_is_never_truncated BEFORE TRUNCATE ON report
    EXECUTE FUNCTION refuse('a report is never deleted');
CREATE TRIGGER delivery_is_never_truncated BEFORE TRUNCATE ON delivery
    EXECUTE FUNCTION refuse('a delivery is never deleted');
