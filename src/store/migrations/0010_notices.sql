-- Where people and organisations are told that something waits for them.
CREATE TABLE contact (
    owner_id   {bytes} NOT NULL,
    channel    TEXT NOT NULL,
    address    TEXT NOT NULL,
    language   TEXT NOT NULL,
    set_at_us  {int} NOT NULL,
    dead_at_us {int},
    PRIMARY KEY (owner_id, channel)
) {strict};

-- The outbox: one message without content to one address. due_us is null once it has ended.
-- sent_with is the newer notice whose message told this one too.
CREATE TABLE notice (
    id           {bytes} PRIMARY KEY,
    owner_id     {bytes} NOT NULL,
    channel      TEXT NOT NULL,
    address      TEXT NOT NULL,
    language     TEXT NOT NULL,
    is_test      {int} NOT NULL,
    urgent_count {int} NOT NULL,
    other_count  {int} NOT NULL,
    made_at_us   {int} NOT NULL,
    due_us       {int},
    began_at_us  {int},
    tries        {int} NOT NULL,
    sent_at_us   {int},
    failed_at_us {int},
    sent_with    {bytes} REFERENCES notice (id)
) {strict};
CREATE INDEX notice_due ON notice (channel, due_us) WHERE due_us IS NOT NULL;
CREATE INDEX notice_waiting ON notice (owner_id, channel, address, made_at_us, id)
    WHERE due_us IS NOT NULL;
CREATE INDEX notice_by_owner ON notice (owner_id, channel, made_at_us);

-- Each attempt with what the next system said. The ledger holds the hash of opening and evidence.
CREATE TABLE notice_attempt (
    notice_id {bytes} NOT NULL REFERENCES notice (id),
    number    {int} NOT NULL,
    at_us     {int} NOT NULL,
    outcome   TEXT NOT NULL,
    evidence  TEXT NOT NULL,
    opening   {bytes},
    PRIMARY KEY (notice_id, number)
) {strict};

-- Which steps of which ladders a notice tells of.
CREATE TABLE notice_escalation (
    escalation_id {bytes} NOT NULL,
    notice_id     {bytes} NOT NULL REFERENCES notice (id),
    PRIMARY KEY (escalation_id, notice_id)
) {strict};
CREATE INDEX notice_escalation_by_notice ON notice_escalation (notice_id);
