-- Who may do what, since when, until when, and by whom: a fold over `access.changed`. Who gave or
-- ended it is null where the operator did, or where it was given before this was kept.
ALTER TABLE access_grant ADD COLUMN delegated_from {bytes};
ALTER TABLE access_grant ADD COLUMN given_at_us {int};
ALTER TABLE access_grant ADD COLUMN given_by {bytes};
ALTER TABLE access_grant ADD COLUMN given_role TEXT NOT NULL DEFAULT '';
ALTER TABLE access_grant ADD COLUMN ended_at_us {int};
ALTER TABLE access_grant ADD COLUMN ended_by {bytes};
ALTER TABLE access_grant ADD COLUMN ended_as {bytes};
CREATE INDEX access_grant_by_source ON access_grant (delegated_from)
    WHERE delegated_from IS NOT NULL;

-- When somebody last read something of a kind in a unit: what proves that they can. A fold over
-- `delivery.opened` and `delivery.read`.
CREATE TABLE access_use (
    person_id {bytes} NOT NULL,
    unit      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    at_us     {int} NOT NULL,
    PRIMARY KEY (person_id, unit, kind)
) {strict}{clustered};
CREATE INDEX session_by_person ON session (person_id);

-- Who must not read a report, through whichever delivery: a fold over `conflict.declared` and
-- `conflict.lifted`. Why stands sealed in those events.
CREATE TABLE conflict_of_interest (
    report_id      {bytes} NOT NULL,
    person_id      {bytes} NOT NULL REFERENCES person (id),
    delivery_id    {bytes} NOT NULL,
    declared_at_us {int} NOT NULL,
    declared_by    {bytes},
    lifted_at_us   {int},
    lifted_by      {bytes},
    PRIMARY KEY (report_id, person_id)
) {strict};

-- Who asks for access, and those who asked in a unit.
CREATE INDEX problem_access_wanted ON problem (unit, number) WHERE name = 'access_wanted';
CREATE INDEX problem_access_wanted_by ON problem (raised_by, number)
    WHERE name = 'access_wanted';
