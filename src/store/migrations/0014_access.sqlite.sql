-- What was given stays as it was: it ends, earlier at most, and is neither prolonged nor deleted.
CREATE TRIGGER grant_is_never_edited BEFORE UPDATE ON access_grant
WHEN NEW.id <> OLD.id OR NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role
  OR NEW.unit <> OLD.unit OR NEW.kinds <> OLD.kinds OR NEW.from_us <> OLD.from_us
  OR (OLD.until_us IS NOT NULL AND (NEW.until_us IS NULL OR NEW.until_us > OLD.until_us))
BEGIN SELECT raise(ABORT, 'access is ended, never edited or prolonged'); END;
CREATE TRIGGER grant_is_never_deleted BEFORE DELETE ON access_grant
BEGIN SELECT raise(ABORT, 'access is ended, never deleted'); END;
CREATE TRIGGER conflict_is_never_deleted BEFORE DELETE ON conflict_of_interest
BEGIN SELECT raise(ABORT, 'a conflict of interest is lifted, never deleted'); END;
