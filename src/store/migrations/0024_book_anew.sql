-- The book tells more milestones apart: it is written anew from the events, behind the writer, and
-- its balances with it; what was struck stays. And beside the counts of each day and month it holds
-- those over all time (`grain` all, `period` 0): the balance as it is now is read from them.
DELETE FROM booked;
DELETE FROM booked_count;
DELETE FROM balance_snapshot;
UPDATE book_mark SET position = 0;

-- Rows of a list whose report has been erased: what was sent could not be compared.
ALTER TABLE reconciliation ADD COLUMN erased {int} NOT NULL DEFAULT 0;
