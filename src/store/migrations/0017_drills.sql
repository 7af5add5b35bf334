-- Drills. Which reports are drills only a key tells: report_mac is a MAC of the report's id, and
-- what else is known of a drill under way stands sealed. Once it has ended it may be seen.
CREATE TABLE drill (
    report_mac {bytes} PRIMARY KEY,
    id         {bytes} NOT NULL UNIQUE,
    sealed     {bytes} NOT NULL,
    name       TEXT,
    unit       TEXT,
    kind       TEXT,
    began_us   {int},
    ended_us   {int},
    outcome    TEXT,
    step       TEXT,
    opened_by  {bytes}
) {strict};
CREATE INDEX drill_under_way ON drill (report_mac) WHERE ended_us IS NULL;
CREATE INDEX drill_ended ON drill (unit, ended_us, id) WHERE ended_us IS NOT NULL;

-- That a month's or a day's drill has begun, as a MAC: it begins once, and nobody sees whose it is.
CREATE TABLE drill_begun (
    mac {bytes} PRIMARY KEY
) {strict}{clustered};

-- The last drill of each unit, kind and name, and the last that passed.
CREATE TABLE drill_standing (
    unit      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    ended_us  {int} NOT NULL,
    outcome   TEXT NOT NULL,
    passed_us {int},
    PRIMARY KEY (unit, kind, name)
) {strict}{clustered};

-- Silence clocks: who sends to whom, when first and last, and since when their silence is told. The
-- public's id is all zeros.
CREATE TABLE silence_clock (
    unit     TEXT NOT NULL,
    sender   {bytes} NOT NULL,
    first_us {int} NOT NULL,
    last_us  {int} NOT NULL,
    told_us  {int},
    PRIMARY KEY (unit, sender)
) {strict}{clustered};

-- How many came in each week, which begins on a Thursday as the epoch does.
CREATE TABLE silence_count (
    unit   TEXT NOT NULL,
    sender {bytes} NOT NULL,
    week   {int} NOT NULL,
    count  {int} NOT NULL,
    PRIMARY KEY (unit, sender, week)
) {strict}{clustered};

-- One row: events before this position are counted.
CREATE TABLE silence_watermark (
    id       {int} PRIMARY KEY CHECK (id = 1),
    position {int} NOT NULL
) {strict};
INSERT INTO silence_watermark (id, position) VALUES (1, 0);
