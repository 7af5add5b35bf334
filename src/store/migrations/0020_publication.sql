-- The sizes of the ledger that outsiders may see, one for each beat: since when, and since when
-- enough witnesses have signed it.
CREATE TABLE ledger_published (
    size         {int} PRIMARY KEY,
    at_us        {int} NOT NULL,
    witnessed_us {int}
) {strict};
CREATE INDEX ledger_witnessed ON ledger_published (size) WHERE witnessed_us IS NOT NULL;

-- A witness's signature line under the checkpoint of a published size.
CREATE TABLE ledger_cosignature (
    size    {int} NOT NULL,
    witness TEXT NOT NULL,
    at_us   {int} NOT NULL,
    line    TEXT NOT NULL,
    PRIMARY KEY (size, witness)
) {strict}{clustered};

-- What each witness has signed last.
CREATE TABLE ledger_witness (
    name  TEXT PRIMARY KEY,
    size  {int} NOT NULL,
    at_us {int} NOT NULL
) {strict}{clustered};
