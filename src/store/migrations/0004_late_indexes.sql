-- What senders' keys and references are found by, apart for each span of time, so that no index
-- grows for ever: a span is 30 days for keys and 91 for references, counted from 1970 (decision 18).

-- The keys that one batch claimed, 64 bytes each: MAC 16, digest of the request 32, report 16.
CREATE TABLE retry_batch (
    number  {int} PRIMARY KEY,
    span    {int} NOT NULL,
    entries {bytes} NOT NULL
) {strict};

-- The first 8 bytes of a key's MAC, and the number of its batch. Inserted late and in order.
CREATE TABLE retry_index (
    span   {int} NOT NULL,
    mac    {bytes} NOT NULL,
    number {int} NOT NULL,
    PRIMARY KEY (span, mac, number)
) {strict}{clustered};

-- The same of a sender's reference, and the position of the acceptance.
CREATE TABLE reference_index (
    span   {int} NOT NULL,
    mac    {bytes} NOT NULL,
    number {int} NOT NULL,
    PRIMARY KEY (span, mac, number)
) {strict}{clustered};

-- The spans that an index has, and from which number on some of its entries are not inserted yet.
CREATE TABLE index_span (
    name TEXT NOT NULL,
    span {int} NOT NULL,
    PRIMARY KEY (name, span)
) {strict}{clustered};
CREATE TABLE index_mark (
    name   TEXT PRIMARY KEY,
    number {int} NOT NULL
) {strict};

INSERT INTO retry_batch (number, span, entries)
SELECT row_number() OVER (ORDER BY at_us, key_mac), at_us / 2592000000000,
    CAST(key_mac || request || report_id AS {bytes}) FROM idempotency_key;
INSERT INTO retry_index (span, mac, number)
SELECT at_us / 2592000000000, substr(key_mac, 1, 8), row_number() OVER (ORDER BY at_us, key_mac)
FROM idempotency_key;
INSERT INTO index_span (name, span) SELECT DISTINCT 'retry', span FROM retry_index;
INSERT INTO index_mark (name, number) SELECT 'retry', count(*) + 1 FROM idempotency_key;
DROP TABLE idempotency_key;

INSERT INTO reference_index (span, mac, number)
SELECT accepted_at_us / 7862400000000, substr(sender_reference_mac, 1, 8), position FROM report
WHERE sender_reference_mac IS NOT NULL ORDER BY 1, 2, 3;
INSERT INTO index_span (name, span) SELECT DISTINCT 'reference', span FROM reference_index;
INSERT INTO index_mark (name, number)
SELECT 'reference', coalesce(max(position) + 1, 0) FROM report;
DROP INDEX report_by_reference;
