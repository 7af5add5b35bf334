-- What was planned stays as it was; only that it was cancelled comes to it, once.
CREATE TRIGGER shift_is_never_edited BEFORE UPDATE ON shift FOR EACH ROW
    WHEN (OLD.cancelled_at_us IS NOT NULL OR NEW.cancelled_at_us IS NULL OR NEW.id <> OLD.id
          OR NEW.unit <> OLD.unit OR NEW.person_id <> OLD.person_id OR NEW.from_us <> OLD.from_us
          OR NEW.until_us <> OLD.until_us OR NEW.replaces <> OLD.replaces
          OR NEW.entered_at_us <> OLD.entered_at_us)
    EXECUTE FUNCTION refuse('a shift is cancelled, never edited');
CREATE TRIGGER shift_is_never_deleted BEFORE DELETE ON shift FOR EACH ROW
    EXECUTE FUNCTION refuse('a shift is cancelled, never deleted');
CREATE TRIGGER shift_is_never_truncated BEFORE TRUNCATE ON shift
    EXECUTE FUNCTION refuse('a shift is cancelled, never deleted');
CREATE TRIGGER leave_is_never_edited BEFORE UPDATE ON leave_of_absence FOR EACH ROW
    WHEN (OLD.cancelled_at_us IS NOT NULL OR NEW.cancelled_at_us IS NULL OR NEW.id <> OLD.id
          OR NEW.unit <> OLD.unit OR NEW.person_id <> OLD.person_id OR NEW.from_us <> OLD.from_us
          OR NEW.until_us <> OLD.until_us OR NEW.entered_at_us <> OLD.entered_at_us)
    EXECUTE FUNCTION refuse('leave is cancelled, never edited');
CREATE TRIGGER leave_is_never_deleted BEFORE DELETE ON leave_of_absence FOR EACH ROW
    EXECUTE FUNCTION refuse('leave is cancelled, never deleted');
CREATE TRIGGER leave_is_never_truncated BEFORE TRUNCATE ON leave_of_absence
    EXECUTE FUNCTION refuse('leave is cancelled, never deleted');
