-- P3: a batch holds ciphertext of several reports, so it stays; erasing is destroying a report's
-- key, which 0002 guards.
CREATE TRIGGER content_batch_is_never_changed BEFORE UPDATE ON content_batch FOR EACH ROW
    EXECUTE FUNCTION refuse('content is never changed');
CREATE TRIGGER content_batch_is_never_deleted BEFORE DELETE ON content_batch FOR EACH ROW
    EXECUTE FUNCTION refuse('content is never deleted: erasing a report destroys its key');
CREATE TRIGGER content_batch_is_never_emptied BEFORE TRUNCATE ON content_batch FOR EACH STATEMENT
    EXECUTE FUNCTION refuse('content is never deleted: erasing a report destroys its key');
CREATE TRIGGER content_stays_in_its_place
    BEFORE UPDATE OF content_batch, content_at, content_bytes ON content_key FOR EACH ROW
    EXECUTE FUNCTION refuse('content stays in its place');
