-- name: index_mark
SELECT number FROM index_mark WHERE name = $1;

-- name: move_index_mark
INSERT INTO index_mark (name, number) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET number = $2;

-- name: insert_index_span
INSERT INTO index_span (name, span) VALUES ($1, $2) ON CONFLICT (name, span) DO NOTHING;

-- name: index_spans
SELECT span FROM index_span WHERE name = $1 ORDER BY span;

-- name: forget_index_spans
DELETE FROM index_span WHERE name = $1 AND span < $2;

-- name: insert_retry_index
INSERT INTO retry_index (span, mac, number) VALUES ($1, $2, $3)
ON CONFLICT (span, mac, number) DO NOTHING;

-- name: retry_index_of_span
SELECT mac FROM retry_index WHERE span = $1;

-- name: insert_retry_batch
INSERT INTO retry_batch (number, span, entries) VALUES ($1, $2, $3);

-- name: retry_batches_from
SELECT number, span, entries FROM retry_batch WHERE number >= $1;

-- name: retry_batch
SELECT entries FROM retry_batch WHERE number = $1;

-- name: retry_batches_of
SELECT b.entries FROM index_span s CROSS JOIN retry_index x CROSS JOIN retry_batch b
WHERE s.name = 'retry' AND x.span = s.span AND x.mac = $1 AND b.number = x.number;

-- name: forget_retry_index
DELETE FROM retry_index WHERE (span, mac, number) IN
    (SELECT span, mac, number FROM retry_index WHERE span < $1
     ORDER BY span, mac, number LIMIT 1000);

-- name: forget_retry_batches
DELETE FROM retry_batch WHERE span < $1
    AND number IN (SELECT number FROM retry_batch ORDER BY number LIMIT 100);

-- name: insert_reference_index
INSERT INTO reference_index (span, mac, number) VALUES ($1, $2, $3)
ON CONFLICT (span, mac, number) DO NOTHING;

-- name: references_from
SELECT e.position, r.accepted_at_us, r.sender_reference_mac
FROM event e CROSS JOIN report r
WHERE e.position >= $1 AND e.name = 'report.accepted' AND r.id = e.report_id
    AND r.sender_reference_mac IS NOT NULL;
