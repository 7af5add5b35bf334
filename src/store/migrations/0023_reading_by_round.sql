-- In which round the content was last given to a unit's case system, and to whose: the same again
-- in the same round is no new reading.
ALTER TABLE readback ADD COLUMN read_round {int} NOT NULL DEFAULT 0;
ALTER TABLE readback ADD COLUMN read_by {bytes};
