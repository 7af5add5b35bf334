-- What was planned stays as it was; only that it was cancelled comes to it, once.
CREATE TRIGGER shift_is_never_edited BEFORE UPDATE ON shift
WHEN OLD.cancelled_at_us IS NOT NULL OR NEW.cancelled_at_us IS NULL OR NEW.id <> OLD.id
  OR NEW.unit <> OLD.unit OR NEW.person_id <> OLD.person_id OR NEW.from_us <> OLD.from_us
  OR NEW.until_us <> OLD.until_us OR NEW.replaces <> OLD.replaces
  OR NEW.entered_at_us <> OLD.entered_at_us
BEGIN SELECT raise(ABORT, 'a shift is cancelled, never edited'); END;
CREATE TRIGGER shift_is_never_deleted BEFORE DELETE ON shift
BEGIN SELECT raise(ABORT, 'a shift is cancelled, never deleted'); END;
CREATE TRIGGER leave_is_never_edited BEFORE UPDATE ON leave_of_absence
WHEN OLD.cancelled_at_us IS NOT NULL OR NEW.cancelled_at_us IS NULL OR NEW.id <> OLD.id
  OR NEW.unit <> OLD.unit OR NEW.person_id <> OLD.person_id OR NEW.from_us <> OLD.from_us
  OR NEW.until_us <> OLD.until_us OR NEW.entered_at_us <> OLD.entered_at_us
BEGIN SELECT raise(ABORT, 'leave is cancelled, never edited'); END;
CREATE TRIGGER leave_is_never_deleted BEFORE DELETE ON leave_of_absence
BEGIN SELECT raise(ABORT, 'leave is cancelled, never deleted'); END;
