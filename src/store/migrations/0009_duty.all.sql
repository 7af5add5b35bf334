-- Who is on duty, as it was entered: a fold over `duty.changed`. A row is cancelled, never edited,
-- so "who was on duty then" keeps its answer.
CREATE TABLE shift (
    id              {bytes} PRIMARY KEY,
    series          {bytes} NOT NULL,
    unit            TEXT NOT NULL,
    person_id       {bytes} NOT NULL REFERENCES person (id),
    from_us         {int} NOT NULL,
    until_us        {int} NOT NULL,
    replaces        {int} NOT NULL,
    entered_at_us   {int} NOT NULL,
    entered_by      {bytes},
    cancelled_at_us {int},
    cancelled_by    {bytes}
) {strict};
CREATE INDEX shift_by_unit ON shift (unit, until_us);
CREATE INDEX shift_by_series ON shift (series);

CREATE TABLE leave_of_absence (
    id              {bytes} PRIMARY KEY,
    series          {bytes} NOT NULL,
    unit            TEXT NOT NULL,
    person_id       {bytes} NOT NULL REFERENCES person (id),
    from_us         {int} NOT NULL,
    until_us        {int} NOT NULL,
    entered_at_us   {int} NOT NULL,
    entered_by      {bytes},
    cancelled_at_us {int},
    cancelled_by    {bytes}
) {strict};
CREATE INDEX leave_of_absence_by_unit ON leave_of_absence (unit, until_us);

-- That somebody handed over; what they wrote stands sealed, as a report's content does, under a key
-- of the note's own.
CREATE TABLE handover (
    id        {bytes} PRIMARY KEY,
    unit      TEXT NOT NULL,
    person_id {bytes} NOT NULL REFERENCES person (id),
    at_us     {int} NOT NULL
) {strict};
CREATE INDEX handover_by_unit ON handover (unit, id);
