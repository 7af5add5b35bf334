-- name: journal_place
SELECT batch FROM journal_place WHERE id = 1;

-- name: move_journal
UPDATE journal_place SET batch = $2 WHERE id = 1 AND batch = $1;
