-- Here nothing takes another row's place unseen: ON CONFLICT DO UPDATE is an UPDATE to the guards.
-- What a file is was proven when its report was accepted.
CREATE TRIGGER upload_is_never_changed BEFORE UPDATE OF id, media_type, bytes, sha256 ON upload
    FOR EACH ROW EXECUTE FUNCTION refuse('a file is never changed');
