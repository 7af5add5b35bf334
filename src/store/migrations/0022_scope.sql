-- The book: what the events have made of each delivery, counted behind the writer by whoever moves
-- the mark. Not a projection: it lags, and it is held against the projections.
CREATE TABLE booked (
    delivery_id    {bytes} PRIMARY KEY,
    report_id      {bytes} NOT NULL,
    unit           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    sender         {bytes} NOT NULL,
    standing       TEXT NOT NULL,
    marks          {int} NOT NULL,
    connector      TEXT NOT NULL,
    received_at_us {int} NOT NULL
) {strict};
CREATE INDEX booked_by_time ON booked (received_at_us, delivery_id);

-- How many deliveries of each sort came on a day or in a month (`grain`), `period` being the number
-- of the UTC day since 1970, or of the month: year * 12 + month.
CREATE TABLE booked_count (
    grain     TEXT NOT NULL,
    period    {int} NOT NULL,
    unit      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    sender    {bytes} NOT NULL,
    standing  TEXT NOT NULL,
    marks     {int} NOT NULL,
    connector TEXT NOT NULL,
    count     {int} NOT NULL,
    PRIMARY KEY (grain, period, unit, kind, sender, standing, marks, connector)
) {strict}{clustered};

-- One row: events before this position are booked.
CREATE TABLE book_mark (
    id       {int} PRIMARY KEY CHECK (id = 1),
    position {int} NOT NULL
) {strict};
INSERT INTO book_mark (id, position) VALUES (1, 0);

-- The balance after the first `position` events, as JSON: where later questions begin.
CREATE TABLE balance_snapshot (
    position {int} PRIMARY KEY,
    at_us    {int} NOT NULL,
    balance  TEXT NOT NULL
) {strict};

-- Each time the balance was struck: a fold over `balance.struck`.
CREATE TABLE balance_strike (
    at_us    {int} PRIMARY KEY,
    accepted {int} NOT NULL,
    sum      {int} NOT NULL,
    faults   {int} NOT NULL
) {strict};

-- Which report repeats which earlier one, and which reports somebody asked to have sent again:
-- folds over `report.accepted` and `resend.asked`.
CREATE TABLE repeated (
    earlier_id {bytes} NOT NULL,
    report_id  {bytes} NOT NULL,
    PRIMARY KEY (earlier_id, report_id)
) {strict}{clustered};
CREATE TABLE resend (
    report_id   {bytes} PRIMARY KEY,
    sender      {bytes} NOT NULL,
    unit        TEXT NOT NULL,
    asked_at_us {int} NOT NULL
) {strict};
CREATE INDEX resend_by_sender ON resend (sender, asked_at_us, report_id);
CREATE INDEX resend_by_unit ON resend (unit, asked_at_us, report_id);

-- Comparisons of somebody's list with ours: a fold over `reconciliation.made`. Of a sender: its
-- organisation, of a recipient: its unit.
CREATE TABLE reconciliation (
    id            {bytes} PRIMARY KEY,
    sender        {bytes} NOT NULL,
    unit          TEXT NOT NULL,
    made_at_us    {int} NOT NULL,
    from_us       {int},
    until_us      {int},
    missing_here  {int} NOT NULL,
    missing_there {int} NOT NULL,
    different     {int} NOT NULL,
    agreed        {int} NOT NULL
) {strict};
CREATE INDEX reconciliation_by_sender ON reconciliation (sender, made_at_us, id);
CREATE INDEX reconciliation_by_unit ON reconciliation (unit, made_at_us, id);
