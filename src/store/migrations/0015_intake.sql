-- Which unit takes which kind: a fold over `intake.changed`. No row: it never went live.
CREATE TABLE intake (
    unit     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    live     {int} NOT NULL,
    since_us {int} NOT NULL,
    PRIMARY KEY (unit, kind)
) {strict}{clustered};

-- What was meant for a unit and went to one behind it: a fold over `report.accepted`. Counted for
-- the unit's people as long as it waits.
CREATE TABLE passed_on (
    delivery_id {bytes} PRIMARY KEY,
    unit        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    at_us       {int} NOT NULL
) {strict};
CREATE INDEX passed_on_by_unit ON passed_on (unit, kind);

-- Who will be away, in all units at once.
CREATE INDEX leave_of_absence_by_end ON leave_of_absence (until_us);
