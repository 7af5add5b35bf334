-- A channel's number is written once for each batch: it may grow by as many as the batch has events.
DROP TRIGGER numbers_are_never_given_twice ON channel;
CREATE FUNCTION refuse_miscount() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.pseudonym <> OLD.pseudonym OR NEW.last_sequence <= OLD.last_sequence
       OR NEW.last_sequence - OLD.last_sequence >
          (SELECT coalesce(max(position), -1) + 1 FROM event) - (SELECT size FROM ledger_head) THEN
        RAISE EXCEPTION 'a channel counts its events by one' USING ERRCODE = 'VD001';
    END IF;
    RETURN NEW;
END $$;
DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION refuse_miscount() SET search_path = %I, pg_temp',
                   current_schema());
END $$;
CREATE TRIGGER numbers_are_never_given_twice BEFORE UPDATE ON channel FOR EACH ROW
    EXECUTE FUNCTION refuse_miscount();
