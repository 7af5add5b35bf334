-- name: insert_published
INSERT INTO ledger_published (size, at_us) VALUES ($1, $2) ON CONFLICT (size) DO NOTHING;

-- name: last_published
SELECT p.size, p.at_us, p.witnessed_us, b.note
FROM ledger_published p JOIN ledger_batch b ON b.size = p.size ORDER BY p.size DESC LIMIT 1;

-- name: published_at_size
SELECT p.size, p.at_us, p.witnessed_us, b.note
FROM ledger_published p JOIN ledger_batch b ON b.size = p.size WHERE p.size = $1;

-- name: witnessed_holding
SELECT p.size, p.at_us, p.witnessed_us, b.note
FROM ledger_published p JOIN ledger_batch b ON b.size = p.size
WHERE p.size > $1 AND p.witnessed_us IS NOT NULL ORDER BY p.size LIMIT 1;

-- name: mark_witnessed
UPDATE ledger_published SET witnessed_us = $2 WHERE size = $1 AND witnessed_us IS NULL;

-- name: unmark_witnessed
UPDATE ledger_published SET witnessed_us = NULL WHERE size = $1;

-- name: witnessed_before
SELECT size FROM ledger_published WHERE size < $1 AND witnessed_us IS NOT NULL
ORDER BY size DESC LIMIT 2;

-- name: told_between
-- Whether anything but the log's own beats is there.
SELECT position FROM event WHERE position >= $1 AND position < $2 AND name <> 'ledger.beat' LIMIT 1;

-- name: forget_cosignatures
DELETE FROM ledger_cosignature WHERE size > $1 AND size < $2;

-- name: cosignatures
SELECT witness, at_us, line FROM ledger_cosignature WHERE size = $1 ORDER BY witness;

-- name: save_cosignature
INSERT INTO ledger_cosignature (size, witness, at_us, line) VALUES ($1, $2, $3, $4)
ON CONFLICT (size, witness) DO UPDATE SET at_us = excluded.at_us, line = excluded.line;

-- name: witness_heads
SELECT name, size, at_us FROM ledger_witness ORDER BY name;

-- name: save_witness_head
INSERT INTO ledger_witness (name, size, at_us) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET size = excluded.size, at_us = excluded.at_us;
