-- P3 in the database, as in the twin for SQLite. A refused statement stands in the server's log.
DROP TRIGGER content_is_never_deleted_unread ON content;
DROP TRIGGER key_is_never_deleted_unread ON content_key;
DROP TRIGGER attachment_is_never_deleted_unread ON attachment;
DROP FUNCTION refuse_unread();
CREATE FUNCTION refuse_unless_erasable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM erasable WHERE report_id = OLD.report_id) THEN
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'VD001';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION refuse_used_upload() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM attachment WHERE upload_id = OLD.id) THEN
        RAISE EXCEPTION 'a file that a report came with is erased with the report'
            USING ERRCODE = 'VD001';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION refuse_unless_moving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.wrap = OLD.wrap OR length(NEW.wrap) <> length(OLD.wrap)
       OR NOT EXISTS (SELECT 1 FROM key_change WHERE epoch = OLD.epoch AND to_epoch = NEW.epoch
                      AND destroyed_at_us IS NULL) THEN
        RAISE EXCEPTION 'a key is only wrapped anew when its erasure key is replaced'
            USING ERRCODE = 'VD001';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION refuse_forged_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM event WHERE report_id = NEW.report_id AND name = 'report.erased'
                   AND person_id = NEW.approved_by AND at_us = NEW.erased_at_us) THEN
        RAISE EXCEPTION 'a tombstone needs its event' USING ERRCODE = 'VD001';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION refuse_forged_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.released_at_us IS NOT NULL
       OR NOT EXISTS (SELECT 1 FROM event WHERE report_id = coalesce(OLD.report_id, OLD.id)
                      AND name = 'report.released' AND person_id = NEW.released_by
                      AND at_us = NEW.released_at_us) THEN
        RAISE EXCEPTION 'a hold is released by its event' USING ERRCODE = 'VD001';
    END IF;
    RETURN NEW;
END $$;
-- A temporary table of the same name must not stand in for the rows that are asked.
DO $$
DECLARE guard TEXT;
BEGIN
    FOREACH guard IN ARRAY ARRAY['refuse_unless_erasable', 'refuse_used_upload',
        'refuse_unless_moving', 'refuse_forged_tombstone', 'refuse_forged_release'] LOOP
        EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', guard,
                       current_schema());
    END LOOP;
END $$;

CREATE TRIGGER content_is_never_deleted_unread BEFORE DELETE ON content FOR EACH ROW
    EXECUTE FUNCTION refuse_unless_erasable('content is erased only after a named person opened, assessed and closed it, its time ran, nothing holds it and two persons agreed');
CREATE TRIGGER key_is_never_deleted_unread BEFORE DELETE ON content_key FOR EACH ROW
    EXECUTE FUNCTION refuse_unless_erasable('a key is erased only after a named person opened, assessed and closed it, its time ran, nothing holds it and two persons agreed');
CREATE TRIGGER attachment_is_never_deleted_unread BEFORE DELETE ON attachment FOR EACH ROW
    EXECUTE FUNCTION refuse_unless_erasable('an attachment is erased only after a named person opened, assessed and closed it, its time ran, nothing holds it and two persons agreed');
CREATE TRIGGER used_upload_is_never_deleted BEFORE DELETE ON upload FOR EACH ROW
    EXECUTE FUNCTION refuse_used_upload();
CREATE TRIGGER wrap_moves_with_its_erasure_key BEFORE UPDATE OF epoch, wrap ON content_key
    FOR EACH ROW EXECUTE FUNCTION refuse_unless_moving();
CREATE TRIGGER upload_moves_with_its_erasure_key BEFORE UPDATE OF epoch, wrap ON upload
    FOR EACH ROW EXECUTE FUNCTION refuse_unless_moving();
CREATE TRIGGER tombstone_needs_its_event BEFORE INSERT ON tombstone FOR EACH ROW
    EXECUTE FUNCTION refuse_forged_tombstone();
CREATE TRIGGER tombstone_is_never_changed BEFORE UPDATE OF report_id, delivery_id, rule,
    closed_at_us, kept_until_us, archived, proposed_at_us, proposed_by, approved_by, erased_at_us
    ON tombstone FOR EACH ROW
    EXECUTE FUNCTION refuse('a tombstone is never changed');
CREATE TRIGGER tombstone_keeps_its_opening BEFORE UPDATE OF opening ON tombstone FOR EACH ROW
    WHEN (OLD.opening IS NOT NULL)
    EXECUTE FUNCTION refuse('a tombstone is never changed');
CREATE TRIGGER hold_is_never_changed BEFORE UPDATE OF id, report_id, unit, name, placed_at_us,
    placed_by ON hold FOR EACH ROW EXECUTE FUNCTION refuse('a hold is never changed');
CREATE TRIGGER release_needs_its_event BEFORE UPDATE OF released_at_us, released_by ON hold
    FOR EACH ROW EXECUTE FUNCTION refuse_forged_release();
CREATE TRIGGER hold_kind_is_never_changed BEFORE UPDATE ON hold_kind FOR EACH ROW
    EXECUTE FUNCTION refuse('a hold is never changed');
CREATE TRIGGER tombstone_is_never_deleted BEFORE DELETE ON tombstone FOR EACH ROW
    EXECUTE FUNCTION refuse('a tombstone is never deleted');
CREATE TRIGGER tombstone_is_never_truncated BEFORE TRUNCATE ON tombstone
    EXECUTE FUNCTION refuse('a tombstone is never deleted');
CREATE TRIGGER hold_is_never_deleted BEFORE DELETE ON hold FOR EACH ROW
    EXECUTE FUNCTION refuse('a hold is released, never deleted');
CREATE TRIGGER hold_is_never_truncated BEFORE TRUNCATE ON hold
    EXECUTE FUNCTION refuse('a hold is released, never deleted');
CREATE TRIGGER hold_kind_is_never_deleted BEFORE DELETE ON hold_kind FOR EACH ROW
    EXECUTE FUNCTION refuse('a hold is released, never deleted');
CREATE TRIGGER hold_kind_is_never_truncated BEFORE TRUNCATE ON hold_kind
    EXECUTE FUNCTION refuse('a hold is released, never deleted');
CREATE TRIGGER retention_is_never_deleted BEFORE DELETE ON retention FOR EACH ROW
    EXECUTE FUNCTION refuse('what is known of a report is never deleted');
CREATE TRIGGER retention_is_never_truncated BEFORE TRUNCATE ON retention
    EXECUTE FUNCTION refuse('what is known of a report is never deleted');
CREATE TRIGGER key_change_is_never_deleted BEFORE DELETE ON key_change FOR EACH ROW
    EXECUTE FUNCTION refuse('a change of keys is never deleted');
CREATE TRIGGER key_change_is_never_truncated BEFORE TRUNCATE ON key_change
    EXECUTE FUNCTION refuse('a change of keys is never deleted');
CREATE TRIGGER refusal_is_never_deleted BEFORE DELETE ON refused_erasure FOR EACH ROW
    EXECUTE FUNCTION refuse('a refusal is never deleted');
CREATE TRIGGER refusal_is_never_truncated BEFORE TRUNCATE ON refused_erasure
    EXECUTE FUNCTION refuse('a refusal is never deleted');
CREATE TRIGGER upload_is_never_truncated BEFORE TRUNCATE ON upload
    EXECUTE FUNCTION refuse('a file that a report came with is erased with the report');
