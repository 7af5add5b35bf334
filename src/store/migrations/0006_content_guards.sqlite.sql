-- P3: a batch holds ciphertext of several reports, so it stays; erasing is destroying a report's
-- key, which 0002 guards.
CREATE TRIGGER content_batch_is_never_changed BEFORE UPDATE ON content_batch
BEGIN SELECT raise(ABORT, 'content is never changed'); END;
CREATE TRIGGER content_batch_is_never_deleted BEFORE DELETE ON content_batch
BEGIN SELECT raise(ABORT, 'content is never deleted: erasing a report destroys its key'); END;
CREATE TRIGGER content_stays_in_its_place
BEFORE UPDATE OF content_batch, content_at, content_bytes ON content_key
BEGIN SELECT raise(ABORT, 'content stays in its place'); END;
