-- In which round the content was last given to a unit's case system, to whose, and when that was
-- recorded: the same again in the same round and hour is no new reading.
ALTER TABLE readback ADD COLUMN read_round {int} NOT NULL DEFAULT 0;
ALTER TABLE readback ADD COLUMN read_by {bytes};
ALTER TABLE readback ADD COLUMN read_us {int};
