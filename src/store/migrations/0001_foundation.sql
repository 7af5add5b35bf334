-- The ledger: what happened, in order. Position 0 is the first leaf of the tree.
CREATE TABLE event (
    position        {int} PRIMARY KEY,
    at_us           {int} NOT NULL,
    name            TEXT NOT NULL,
    report_id       {bytes} NOT NULL,
    delivery_id     {bytes},
    unit            TEXT NOT NULL,
    role            TEXT NOT NULL,
    actor_unit      TEXT NOT NULL,
    person_id       {bytes},
    organisation_id {bytes},
    channel         {bytes} NOT NULL,
    sequence        {int} NOT NULL,
    facts           TEXT NOT NULL,
    commitment      {bytes} NOT NULL,
    sealed          {bytes} NOT NULL,
    leaf            {bytes} NOT NULL
) {strict};
CREATE INDEX event_by_report ON event (report_id, position);

-- One row: the complete subtrees of the tree, as 32-byte hashes, largest first.
CREATE TABLE ledger_head (
    id    {int} PRIMARY KEY CHECK (id = 1),
    size  {int} NOT NULL,
    peaks {bytes} NOT NULL
) {strict};

-- Each batch's signed checkpoint, by the tree size it names.
CREATE TABLE ledger_batch (
    size  {int} PRIMARY KEY,
    at_us {int} NOT NULL,
    note  TEXT NOT NULL
) {strict};

-- Full tiles of 256 hashes, with the root over them.
CREATE TABLE ledger_tile (
    level      {int} NOT NULL,
    tile_index {int} NOT NULL,
    root       {bytes} NOT NULL,
    hashes     {bytes} NOT NULL,
    PRIMARY KEY (level, tile_index)
) {strict};

-- The last number given in each channel (sender to unit), gapless.
CREATE TABLE channel (
    pseudonym     {bytes} PRIMARY KEY,
    last_sequence {int} NOT NULL
) {strict};

-- Which request a sender's key belongs to.
CREATE TABLE idempotency_key (
    key_mac   {bytes} PRIMARY KEY,
    request   {bytes} NOT NULL,
    report_id {bytes} NOT NULL,
    at_us     {int} NOT NULL
) {strict};

-- Sealed content, reached by id and named in no other query.
CREATE TABLE content (
    report_id {bytes} PRIMARY KEY,
    sealed    {bytes} NOT NULL
) {strict};

-- Data keys, each wrapped under the erasure key of its epoch. Deleting a row erases for ever.
CREATE TABLE content_key (
    report_id {bytes} PRIMARY KEY,
    epoch     {int} NOT NULL,
    wrap      {bytes} NOT NULL
) {strict};

-- Files that have been received; the bytes stand sealed in the attachment folder.
CREATE TABLE upload (
    id         {bytes} PRIMARY KEY,
    owner_mac  {bytes} NOT NULL,
    media_type TEXT NOT NULL,
    bytes      {int} NOT NULL,
    sha256     {bytes} NOT NULL,
    epoch      {int} NOT NULL,
    wrap       {bytes} NOT NULL,
    made_at_us {int} NOT NULL
) {strict};
CREATE INDEX upload_by_age ON upload (made_at_us);

CREATE TABLE attachment (
    report_id {bytes} NOT NULL,
    number    {int} NOT NULL,
    upload_id {bytes} NOT NULL REFERENCES upload (id),
    PRIMARY KEY (report_id, number)
) {strict};
CREATE INDEX attachment_by_upload ON attachment (upload_id);

-- Projections: folds over event, rebuilt from its clear columns alone.
CREATE TABLE report (
    id                   {bytes} PRIMARY KEY,
    position             {int} NOT NULL,
    kind                 TEXT NOT NULL,
    pack                 TEXT NOT NULL,
    sender_id            {bytes},
    sender_reference_mac {bytes},
    medium               TEXT NOT NULL,
    urgent               {int} NOT NULL,
    accepted_at_us       {int} NOT NULL,
    occurred_at_us       {int},
    captured_at_us       {int},
    withdrawn_at_us      {int}
) {strict};
CREATE INDEX report_by_sender ON report (sender_id, id) WHERE sender_id IS NOT NULL;
CREATE INDEX report_by_reference ON report (sender_id, sender_reference_mac, id)
    WHERE sender_reference_mac IS NOT NULL;

CREATE TABLE delivery (
    id             {bytes} PRIMARY KEY,
    report_id      {bytes} NOT NULL,
    unit           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    urgent         {int} NOT NULL,
    place_in_line  {int} NOT NULL,
    channel        {bytes} NOT NULL,
    sequence       {int} NOT NULL,
    received_at_us {int} NOT NULL,
    standing       TEXT NOT NULL,
    owner_id       {bytes},
    offered_to     {bytes},
    offered_unit   TEXT NOT NULL,
    offered_as     {bytes},
    from_unit      TEXT NOT NULL,
    from_delivery  {bytes},
    case_id        {bytes},
    opened_at_us   {int},
    filed_at_us    {int},
    assessed_at_us {int},
    answered_at_us {int},
    closed_at_us   {int},
    open_due_us    {int},
    version        {int} NOT NULL
) {strict};
CREATE INDEX delivery_by_report ON delivery (report_id);
CREATE INDEX delivery_open ON delivery (unit, place_in_line, received_at_us, id)
    WHERE standing IN ('owned', 'offered');
CREATE INDEX delivery_ended ON delivery (unit, received_at_us, id)
    WHERE standing NOT IN ('owned', 'offered');

-- A unit's cases: only that the reference exists; its text stands sealed in the filing event.
CREATE TABLE case_file (
    id            {bytes} PRIMARY KEY,
    unit          TEXT NOT NULL,
    reference_mac {bytes} NOT NULL,
    made_at_us    {int} NOT NULL,
    UNIQUE (unit, reference_mac)
) {strict};

-- Who may do what.
CREATE TABLE organisation (
    id         {bytes} PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    sector     TEXT NOT NULL,
    made_at_us {int} NOT NULL
) {strict};

CREATE TABLE person (
    id              {bytes} PRIMARY KEY,
    organisation_id {bytes} NOT NULL REFERENCES organisation (id),
    login           TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    password_hash   TEXT NOT NULL,
    made_at_us      {int} NOT NULL,
    disabled_at_us  {int}
) {strict};

CREATE TABLE access_grant (
    id        {bytes} PRIMARY KEY,
    person_id {bytes} NOT NULL REFERENCES person (id),
    role      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    kinds     TEXT NOT NULL,
    from_us   {int} NOT NULL,
    until_us  {int}
) {strict};
CREATE INDEX access_grant_by_person ON access_grant (person_id);
CREATE INDEX access_grant_by_unit ON access_grant (unit);

CREATE TABLE api_key (
    key_hash        {bytes} PRIMARY KEY,
    organisation_id {bytes} NOT NULL REFERENCES organisation (id),
    role            TEXT NOT NULL,
    label           TEXT NOT NULL,
    made_at_us      {int} NOT NULL,
    revoked_at_us   {int}
) {strict};

CREATE TABLE session (
    token_hash {bytes} PRIMARY KEY,
    person_id  {bytes} NOT NULL REFERENCES person (id),
    csrf       TEXT NOT NULL,
    made_at_us {int} NOT NULL,
    seen_at_us {int} NOT NULL
) {strict};
CREATE INDEX session_by_age ON session (seen_at_us);

-- One row that the readiness check rewrites: proof that commits still reach the disk.
CREATE TABLE probe (
    id    {int} PRIMARY KEY CHECK (id = 1),
    at_us {int} NOT NULL
) {strict};
INSERT INTO probe (id, at_us) VALUES (1, 0);

