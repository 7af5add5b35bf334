-- For which units a case system's key is.
CREATE TABLE key_unit (
    unit     TEXT NOT NULL,
    key_hash {bytes} NOT NULL,
    PRIMARY KEY (unit, key_hash)
) {strict}{clustered};
CREATE INDEX key_unit_by_key ON key_unit (key_hash, unit);

-- A unit that has a case system: what was accepted from `since_position` on is numbered for it.
-- `confirmed` is the highest number up to which it has said that it holds all.
CREATE TABLE case_system (
    unit           TEXT PRIMARY KEY,
    since_position {int} NOT NULL,
    since_us       {int} NOT NULL,
    last_number    {int} NOT NULL,
    confirmed      {int} NOT NULL,
    pulled_us      {int},
    connector      TEXT NOT NULL
) {strict}{clustered};

-- One row: events before this position have been looked at.
CREATE TABLE readback_watermark (
    id       {int} PRIMARY KEY CHECK (id = 1),
    position {int} NOT NULL
) {strict};
INSERT INTO readback_watermark (id, position) VALUES (1, 0);

-- What a unit's case system is to hold, numbered without gaps, and what it has proved of it. With
-- `asked_us` an answer is waited for; at `due_us` somebody looks again; `told` is the problem that
-- names it.
CREATE TABLE readback (
    delivery_id {bytes} PRIMARY KEY,
    report_id   {bytes} NOT NULL,
    unit        TEXT NOT NULL,
    number      {int} NOT NULL,
    channel     {bytes} NOT NULL,
    sequence    {int} NOT NULL,
    added_us    {int} NOT NULL,
    state       TEXT NOT NULL,
    round       {int} NOT NULL,
    asked_us    {int},
    due_us      {int},
    stored_us   {int},
    proved_us   {int},
    failed_us   {int},
    remark      TEXT NOT NULL,
    connector   TEXT NOT NULL,
    told        TEXT
) {strict};
CREATE UNIQUE INDEX readback_by_number ON readback (unit, number);
CREATE INDEX readback_by_channel ON readback (unit, channel, sequence);
CREATE INDEX readback_due ON readback (due_us) WHERE due_us IS NOT NULL;
CREATE INDEX readback_asked ON readback (unit, number) WHERE asked_us IS NOT NULL;
CREATE INDEX readback_unproven ON readback (unit, number)
    WHERE state NOT IN ('stored', 'erased');
CREATE INDEX readback_failing ON readback (unit, state, number)
    WHERE state NOT IN ('waiting', 'stored', 'erased');
