-- The sealed content of a batch's reports, one after the other in a row of about 1 MB at most: a
-- report for itself would take a page for itself. Rows of `content` stay as they are (decision 19).
CREATE TABLE content_batch (
    number {int} PRIMARY KEY,
    sealed {bytes} NOT NULL
) {strict};

-- Where a report's content stands in its batch; null where it has a row of its own.
ALTER TABLE content_key ADD COLUMN content_batch {int};
ALTER TABLE content_key ADD COLUMN content_at {int};
ALTER TABLE content_key ADD COLUMN content_bytes {int};
