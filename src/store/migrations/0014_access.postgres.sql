-- What was given stays as it was: it ends, earlier at most, and is neither prolonged nor deleted.
CREATE TRIGGER grant_is_never_edited BEFORE UPDATE ON access_grant FOR EACH ROW
    WHEN (NEW.id <> OLD.id OR NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role
          OR NEW.unit <> OLD.unit OR NEW.kinds <> OLD.kinds OR NEW.from_us <> OLD.from_us
          OR (OLD.until_us IS NOT NULL
              AND (NEW.until_us IS NULL OR NEW.until_us > OLD.until_us)))
    EXECUTE FUNCTION refuse('access is ended, never edited or prolonged');
CREATE TRIGGER grant_is_never_deleted BEFORE DELETE ON access_grant FOR EACH ROW
    EXECUTE FUNCTION refuse('access is ended, never deleted');
CREATE TRIGGER grant_is_never_truncated BEFORE TRUNCATE ON access_grant
    EXECUTE FUNCTION refuse('access is ended, never deleted');
CREATE TRIGGER conflict_is_never_deleted BEFORE DELETE ON conflict_of_interest FOR EACH ROW
    EXECUTE FUNCTION refuse('a conflict of interest is lifted, never deleted');
CREATE TRIGGER conflict_is_never_truncated BEFORE TRUNCATE ON conflict_of_interest
    EXECUTE FUNCTION refuse('a conflict of interest is lifted, never deleted');
