-- One row: the last batch that the intake journal holds as well; 0 without a journal.
CREATE TABLE journal_place (
    id    {int} PRIMARY KEY CHECK (id = 1),
    batch {int} NOT NULL
) {strict};
INSERT INTO journal_place (id, batch) VALUES (1, 0);
