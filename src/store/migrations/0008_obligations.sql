-- What each subject (a delivery, or what stands for a report of another sort) obliges somebody to:
-- a fold over the events that begin and end obligations. `wake_us` is no fact but when the deadline
-- clock must look at it next; null when nothing more can come.
CREATE TABLE obligation (
    subject         {bytes} NOT NULL,
    rule            TEXT NOT NULL,
    since_us        {int} NOT NULL,
    due_us          {int},
    owed_by         TEXT NOT NULL,
    assumed         TEXT NOT NULL,
    met_at_us       {int},
    cancelled_at_us {int},
    breached_at_us  {int},
    wake_us         {int},
    PRIMARY KEY (subject, rule, since_us)
) {strict}{clustered};
CREATE INDEX obligation_by_wake ON obligation (wake_us) WHERE wake_us IS NOT NULL;

-- Whom an inbox shows first: by danger (0 urgent, 1 unassessed, 2 standard), then by the next
-- deadline: 0 where one cannot be computed, the largest number where there is none.
DROP INDEX delivery_open;
ALTER TABLE delivery DROP COLUMN open_due_us;
ALTER TABLE delivery ADD COLUMN immediate_follow_up {int};
ALTER TABLE delivery ADD COLUMN next_due_us {int} NOT NULL DEFAULT 9223372036854775807;
UPDATE delivery SET place_in_line = CASE
    WHEN assessed_at_us IS NOT NULL THEN 2 WHEN urgent = 1 THEN 0 ELSE 1 END;
CREATE INDEX delivery_open ON delivery (unit, place_in_line, next_due_us, id)
    WHERE standing IN ('owned', 'offered');
-- Closed, and yet somebody is owed something: an answer.
CREATE INDEX delivery_owing ON delivery (unit, next_due_us)
    WHERE standing = 'closed' AND next_due_us < 9223372036854775807;

-- Which rules the obligations were last brought in line with.
CREATE TABLE swept_rules (
    id     {int} PRIMARY KEY CHECK (id = 1),
    digest {bytes} NOT NULL,
    at_us  {int} NOT NULL
) {strict};
