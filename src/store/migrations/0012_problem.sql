-- "Something is wrong here": a fold over a problem's events. What was written stands sealed, as a
-- report's content does, under a key of the problem's own.
CREATE TABLE problem (
    id                  {bytes} PRIMARY KEY,
    number              {int} NOT NULL UNIQUE,
    position            {int} NOT NULL,
    name                TEXT NOT NULL,
    unit                TEXT NOT NULL,
    handler             TEXT NOT NULL,
    about_person        {bytes},
    about               TEXT NOT NULL,
    confidential        {int} NOT NULL,
    raised_role         TEXT NOT NULL,
    raised_unit         TEXT NOT NULL,
    raised_by           {bytes},
    raised_organisation {bytes},
    raised_at_us        {int} NOT NULL,
    answered_at_us      {int},
    closed_at_us        {int}
) {strict};
CREATE INDEX problem_by_handler ON problem (handler, number);

-- A condition that Varde has found is one problem until it has ended.
CREATE UNIQUE INDEX problem_found_once ON problem (name, unit, about)
    WHERE closed_at_us IS NULL AND name <> 'reported';
