-- A channel's number is written once for each batch: it may grow by as many as the batch has events.
DROP TRIGGER numbers_are_never_given_twice;
CREATE TRIGGER numbers_are_never_given_twice BEFORE UPDATE ON channel
WHEN NEW.pseudonym <> OLD.pseudonym OR NEW.last_sequence <= OLD.last_sequence
  OR NEW.last_sequence - OLD.last_sequence >
     (SELECT coalesce(max(position), -1) + 1 FROM event) - (SELECT size FROM ledger_head)
BEGIN SELECT raise(ABORT, 'a channel counts its events by one'); END;
