-- What became of a report after the decision that closed it: a fold over its events. `stage` is by
-- what lists find it: kept, archived, held, proposed or erased. How long it is kept, the pack says.
CREATE TABLE retention (
    report_id      {bytes} PRIMARY KEY,
    delivery_id    {bytes} NOT NULL,
    unit           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    closed_at_us   {int} NOT NULL,
    archived_at_us {int},
    proposed_at_us {int},
    erased_at_us   {int},
    stage          TEXT NOT NULL
) {strict};
CREATE INDEX retention_by_stage ON retention (unit, stage, kind, closed_at_us, report_id);
CREATE INDEX retention_by_closing ON retention (unit, closed_at_us, report_id);
INSERT INTO retention (report_id, delivery_id, unit, kind, closed_at_us, stage)
SELECT d.report_id, d.id, d.unit, d.kind, e.at_us, 'kept'
FROM delivery d JOIN event e ON e.report_id = d.report_id AND e.delivery_id = d.id
WHERE d.standing = 'closed' AND e.name = 'delivery.closed' AND e.person_id IS NOT NULL
ON CONFLICT (report_id) DO NOTHING;

-- What stops erasure: of one report, or without one of all that a unit had, of the kinds that
-- hold_kind names; '' is every kind.
CREATE TABLE hold (
    id             {bytes} PRIMARY KEY,
    report_id      {bytes},
    unit           TEXT NOT NULL,
    name           TEXT NOT NULL,
    placed_at_us   {int} NOT NULL,
    placed_by      {bytes} NOT NULL,
    released_at_us {int},
    released_by    {bytes}
) {strict};
CREATE INDEX hold_by_report ON hold (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX hold_of_unit ON hold (unit) WHERE report_id IS NULL AND released_at_us IS NULL;
CREATE INDEX hold_in_force ON hold (unit, placed_at_us, id) WHERE released_at_us IS NULL;
CREATE TABLE hold_kind (
    hold_id {bytes} NOT NULL,
    kind    TEXT NOT NULL,
    PRIMARY KEY (hold_id, kind)
) {strict}{clustered};

-- What remains of an erased report: under which rule, when, and by which two persons. `opening`
-- proves that the ledger holds just this of it.
CREATE TABLE tombstone (
    report_id      {bytes} PRIMARY KEY,
    delivery_id    {bytes} NOT NULL,
    rule           TEXT NOT NULL,
    closed_at_us   {int} NOT NULL,
    kept_until_us  {int} NOT NULL,
    archived       {int} NOT NULL,
    proposed_at_us {int} NOT NULL,
    proposed_by    {bytes} NOT NULL,
    approved_by    {bytes} NOT NULL,
    erased_at_us   {int} NOT NULL,
    opening        {bytes}
) {strict};

-- Erasure keys under which something was erased, and how far the move of what is left has come: a
-- new key is made, then all wraps move under it, then the old key is destroyed.
CREATE TABLE key_change (
    epoch           {int} PRIMARY KEY,
    erased_at_us    {int} NOT NULL,
    to_epoch        {int},
    made_at_us      {int},
    moved_at_us     {int},
    destroyed_at_us {int}
) {strict};

-- Reports whose content may go: what the guards below ask. Each condition stands in clear rows.
CREATE VIEW erasable AS
SELECT t.report_id FROM tombstone t
WHERE t.proposed_by <> t.approved_by
  AND t.closed_at_us < t.kept_until_us AND t.kept_until_us <= t.erased_at_us
  AND EXISTS (SELECT 1 FROM event e WHERE e.report_id = t.report_id
              AND e.name = 'report.erased' AND e.person_id = t.approved_by
              AND e.at_us = t.erased_at_us)
  AND EXISTS (SELECT 1 FROM event e WHERE e.report_id = t.report_id
              AND e.name = 'erasure.proposed' AND e.person_id = t.proposed_by
              AND e.at_us = t.proposed_at_us)
  AND (t.archived = 0 OR EXISTS (SELECT 1 FROM event e WHERE e.report_id = t.report_id
              AND e.name = 'report.archived' AND e.person_id IS NOT NULL))
  AND EXISTS (SELECT 1 FROM delivery d WHERE d.report_id = t.report_id AND d.standing = 'closed')
  AND NOT EXISTS (SELECT 1 FROM event e WHERE e.report_id = t.report_id
                  AND e.name = 'delivery.closed' AND e.at_us > t.closed_at_us)
  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.report_id = t.report_id
                  AND d.standing IN ('owned', 'offered'))
  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.report_id = t.report_id
                  AND d.standing = 'closed'
                  AND (SELECT count(DISTINCT e.name) FROM event e
                       WHERE e.report_id = d.report_id AND e.delivery_id = d.id
                       AND e.person_id IS NOT NULL AND e.name IN ('delivery.opened',
                           'delivery.assessed', 'delivery.closed')) < 3)
  AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.report_id = t.report_id
                  AND h.released_at_us IS NULL)
  AND NOT EXISTS (SELECT 1 FROM delivery d JOIN hold h ON h.unit = d.unit
                  JOIN hold_kind k ON k.hold_id = h.id
                  WHERE d.report_id = t.report_id AND h.report_id IS NULL
                  AND h.released_at_us IS NULL AND k.kind IN ('', d.kind));

-- Tries to erase past all acts, which the guards refused. Only SQLite's can write here; with
-- PostgreSQL the server's log has the statement.
CREATE TABLE refused_erasure (
    number     {int} PRIMARY KEY,
    at_us      {int} NOT NULL,
    what       TEXT NOT NULL,
    object     {bytes},
    told_at_us {int}
) {strict};
CREATE INDEX refused_erasure_untold ON refused_erasure (number) WHERE told_at_us IS NULL;
