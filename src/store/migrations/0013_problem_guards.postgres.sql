-- What somebody said is wrong stays: it is closed, never taken away.
CREATE TRIGGER problem_is_never_deleted BEFORE DELETE ON problem FOR EACH ROW
    EXECUTE FUNCTION refuse('a problem is closed, never deleted');
CREATE TRIGGER problem_is_never_truncated BEFORE TRUNCATE ON problem
    EXECUTE FUNCTION refuse('a problem is closed, never deleted');
