-- Who was told of what is owed, one row for each step taken: a fold over escalation.raised and
-- escalation.acknowledged. `number` counts an obligation's rows; `newest` is 1 for the last one of
-- an obligation that has not ended. `told` holds people's ids, 16 bytes each.
CREATE TABLE escalation (
    id                 {bytes} PRIMARY KEY,
    subject            {bytes} NOT NULL,
    rule               TEXT NOT NULL,
    since_us           {int} NOT NULL,
    number             {int} NOT NULL,
    unit               TEXT NOT NULL,
    step               {int} NOT NULL,
    listener           TEXT NOT NULL,
    told               {bytes} NOT NULL,
    in_vain            {int} NOT NULL,
    urgent             {int} NOT NULL,
    raised_at_us       {int} NOT NULL,
    acknowledged_at_us {int},
    acknowledged_by    {bytes},
    newest             {int} NOT NULL,
    UNIQUE (subject, rule, since_us, number)
) {strict};
CREATE INDEX escalation_newest ON escalation (unit, raised_at_us, id) WHERE newest = 1;

-- Who has been told of an obligation that has not ended.
CREATE TABLE escalation_listener (
    person_id {bytes} NOT NULL,
    subject   {bytes} NOT NULL,
    rule      TEXT NOT NULL,
    since_us  {int} NOT NULL,
    urgent    {int} NOT NULL,
    PRIMARY KEY (person_id, subject, rule, since_us)
) {strict}{clustered};
CREATE INDEX escalation_listener_by_subject ON escalation_listener (subject, rule, since_us);

-- Under load the deadline clock looks at what is urgent first.
ALTER TABLE obligation ADD COLUMN urgent {int} NOT NULL DEFAULT 0;
CREATE INDEX obligation_urgent_by_wake ON obligation (wake_us)
    WHERE wake_us IS NOT NULL AND urgent = 1;
