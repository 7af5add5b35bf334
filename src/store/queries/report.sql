-- name: last_sequence
SELECT last_sequence FROM channel WHERE pseudonym = $1;

-- name: save_sequence
INSERT INTO channel (pseudonym, last_sequence) VALUES ($1, $2)
ON CONFLICT (pseudonym) DO UPDATE SET last_sequence = $2;

-- name: insert_content_batch
INSERT INTO content_batch (number, sealed) VALUES ($1, $2);

-- name: last_content_batch
SELECT number FROM content_batch ORDER BY number DESC LIMIT 1;

-- name: content
SELECT substr(b.sealed, CAST(k.content_at + 1 AS INTEGER), CAST(k.content_bytes AS INTEGER))
FROM content_key k JOIN content_batch b ON b.number = k.content_batch WHERE k.report_id = $1
UNION ALL
SELECT sealed FROM content WHERE report_id = $1;

-- name: insert_content_key
INSERT INTO content_key (report_id, epoch, wrap, content_batch, content_at, content_bytes)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: content_key
SELECT epoch, wrap FROM content_key WHERE report_id = $1;

-- name: insert_upload
INSERT INTO upload (id, owner_mac, media_type, bytes, sha256, epoch, wrap, made_at_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: upload
SELECT id, owner_mac, media_type, bytes, sha256, epoch, wrap, made_at_us
FROM upload WHERE id = $1;

-- name: unused_uploads_before
SELECT u.id FROM upload u
WHERE u.made_at_us < $1 AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.upload_id = u.id)
ORDER BY u.made_at_us LIMIT 100;

-- name: every_upload
SELECT u.id, CASE WHEN EXISTS (SELECT 1 FROM attachment a WHERE a.upload_id = u.id)
    THEN 1 ELSE 0 END
FROM upload u ORDER BY u.id;

-- name: delete_unused_upload
DELETE FROM upload WHERE id = $1
AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.upload_id = $1);

-- name: insert_attachment
INSERT INTO attachment (report_id, number, upload_id) SELECT $1, $2, u.id FROM upload u
WHERE u.id = $3;

-- name: attachments
SELECT a.number, u.id, u.owner_mac, u.media_type, u.bytes, u.sha256, u.epoch, u.wrap, u.made_at_us
FROM attachment a JOIN upload u ON u.id = a.upload_id WHERE a.report_id = $1 ORDER BY a.number;

-- name: insert_report
INSERT INTO report (id, position, kind, pack, sender_id, sender_reference_mac, medium, urgent,
    accepted_at_us, occurred_at_us, captured_at_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: withdraw_report
UPDATE report SET withdrawn_at_us = $2 WHERE id = $1 AND withdrawn_at_us IS NULL;

-- name: report
SELECT id, position, kind, pack, sender_id, medium, urgent, accepted_at_us, occurred_at_us,
    captured_at_us, withdrawn_at_us FROM report WHERE id = $1;

-- name: reports_of_sender
SELECT id, position, kind, pack, sender_id, medium, urgent, accepted_at_us, occurred_at_us,
    captured_at_us, withdrawn_at_us FROM report
WHERE sender_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3;

-- name: reports_of_sender_by_reference
-- CROSS JOIN: from the index to the report, and never through all of the sender's reports.
SELECT r.id, r.position, r.kind, r.pack, r.sender_id, r.medium, r.urgent, r.accepted_at_us,
    r.occurred_at_us, r.captured_at_us, r.withdrawn_at_us
FROM index_span s CROSS JOIN reference_index x CROSS JOIN event e CROSS JOIN report r
WHERE s.name = 'reference' AND x.span = s.span AND x.mac = $5 AND e.position = x.number
    AND r.id = e.report_id AND r.sender_id = $1 AND r.sender_reference_mac = $2
    AND r.id < $3 ORDER BY r.id DESC LIMIT $4;

-- name: report_of_sender_at
SELECT r.id, r.position, r.kind, r.pack, r.sender_id, r.medium, r.urgent, r.accepted_at_us,
    r.occurred_at_us, r.captured_at_us, r.withdrawn_at_us
FROM event e CROSS JOIN report r
WHERE e.position = $4 AND r.id = e.report_id AND r.sender_id = $1
    AND r.sender_reference_mac = $2 AND r.id < $3;

-- name: every_report
SELECT id FROM (SELECT id, position FROM report UNION ALL SELECT id, position FROM problem) AS kept
ORDER BY position;

-- name: count_reports
SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM problem);
