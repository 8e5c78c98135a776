-- What the database refuses of the register of numbers, whoever asks: a number out of turn, a
-- register that runs ahead of its numbers, a number taken back or borne by something else.

CREATE OR REPLACE FUNCTION reports_number_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM reports_numberregister r
        WHERE (r.federation_id, r.mark, r.year, r.last)
            = (NEW.federation_id, NEW.mark, NEW.year, NEW.serial)
    ) THEN
        RAISE EXCEPTION 'number_out_of_turn' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION reports_number_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND (OLD.mark, OLD.year, OLD.serial, OLD.document_id, OLD.dispatch_id)
            IS NOT DISTINCT FROM
            (NEW.mark, NEW.year, NEW.serial, NEW.document_id, NEW.dispatch_id)
       AND (OLD.voided_at IS NULL OR (OLD.voided_at, OLD.void_reason)
            IS NOT DISTINCT FROM (NEW.voided_at, NEW.void_reason))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'number_kept' USING ERRCODE = 'check_violation';
END $$;

-- At commit: the register ends with a number that was given.
CREATE OR REPLACE FUNCTION reports_register_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last > 0 AND NOT EXISTS (
        SELECT FROM reports_givennumber n
        WHERE (n.federation_id, n.mark, n.year, n.serial)
            = (NEW.federation_id, NEW.mark, NEW.year, NEW.last)
    ) THEN
        RAISE EXCEPTION 'register_without_number' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER in_turn BEFORE INSERT ON reports_givennumber
FOR EACH ROW EXECUTE FUNCTION reports_number_in_turn();
CREATE OR REPLACE TRIGGER kept BEFORE UPDATE OR DELETE ON reports_givennumber
FOR EACH ROW EXECUTE FUNCTION reports_number_kept();
DROP TRIGGER IF EXISTS ends ON reports_numberregister;
CREATE CONSTRAINT TRIGGER ends AFTER INSERT OR UPDATE ON reports_numberregister
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reports_register_ends();
