-- What somebody said is wrong stays: it is closed, never taken away.
CREATE TRIGGER problem_is_never_deleted BEFORE DELETE ON problem
BEGIN SELECT raise(ABORT, 'a problem is closed, never deleted'); END;
