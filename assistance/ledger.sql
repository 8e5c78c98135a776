-- What the database refuses of the books, whoever asks (assistance/ledger.py fills in the names).
-- assistance_book runs as the tables' owner, the only one who may change a balance; row security
-- still holds the open federation against it.
-- Locks are taken in one order by everyone: the aids, by id; then the accounts, by id. A statement
-- after a lock sees what was committed before it (READ COMMITTED), so each check reads settled facts.

CREATE OR REPLACE FUNCTION assistance_open_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.balance := 0;  -- money comes in by a transfer
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION assistance_keep_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Inside assistance_book a trigger is already running; a hand at the table, even the owner's,
    -- comes alone.
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'ledger_by_transfer_only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION assistance_date_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The database's day, at this statement: a transaction begun before midnight gains nothing.
    NEW.made_on := (statement_timestamp() AT TIME ZONE '{zone}')::date;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION assistance_book() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    day date;
BEGIN
    PERFORM 1 FROM assistance_aid WHERE id IN (SELECT aid_id FROM fresh)
    ORDER BY id FOR NO KEY UPDATE;
    PERFORM 1 FROM assistance_account
    WHERE id IN (SELECT from_account_id FROM fresh UNION SELECT to_account_id FROM fresh)
    ORDER BY id FOR NO KEY UPDATE;
    -- Who waited at the accounts past midnight is asked for both days.
    day := (clock_timestamp() AT TIME ZONE '{zone}')::date;

    -- Left joins: what row security hides from this transaction it cannot book either.
    IF EXISTS (
        SELECT 1 FROM fresh
        LEFT JOIN assistance_account f ON f.id = from_account_id
        LEFT JOIN assistance_account t ON t.id = to_account_id
        LEFT JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        LEFT JOIN assistance_aid a ON a.id = fresh.aid_id
        WHERE ((f.fund_id, t.fund_id) = (b.id, b.id)
           AND (fresh.kind, f.kind, t.kind) IN ({routes})
           AND (fresh.aid_id IS NULL OR a.id IS NOT NULL)) IS NOT TRUE
    ) THEN RAISE EXCEPTION 'ledger_route' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        WHERE fresh.kind IN ({spending}) AND NOT (
            fresh.made_on BETWEEN b.valid_from AND b.valid_to
            AND day BETWEEN b.valid_from AND b.valid_to
        )
    ) THEN RAISE EXCEPTION 'ledger_not_valid' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        WHERE fresh.kind IN ({spending}) AND b.closed_on IS NOT NULL
    ) THEN RAISE EXCEPTION 'ledger_closed' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_aid a ON a.id = fresh.aid_id
        WHERE fresh.kind = 'reserve' AND a.approved_by_id IS NULL
    ) THEN RAISE EXCEPTION 'ledger_not_approved' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_aid a ON a.id = fresh.aid_id
        WHERE a.fund_id IS DISTINCT FROM fresh.fund_id
    ) THEN RAISE EXCEPTION 'ledger_other_fund' USING ERRCODE = 'check_violation'; END IF;

    -- IS NOT TRUE, not NOT: a NULL among the kinds would answer neither yes nor no.
    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        JOIN assistance_aid a ON a.id = fresh.aid_id
        WHERE fresh.kind = 'reserve' AND (a.kind = ANY (b.kinds)) IS NOT TRUE
    ) THEN RAISE EXCEPTION 'ledger_purpose' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_aid a ON a.id = fresh.aid_id
        WHERE fresh.kind IN ('pay', 'hand_out') AND a.kind = 'loan'
           OR fresh.kind IN ('lend', 'repay', 'write_off') AND a.kind <> 'loan'
    ) THEN RAISE EXCEPTION 'ledger_loan' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        JOIN assistance_aid a ON a.id = fresh.aid_id
        LEFT JOIN assistance_householdfile f ON f.id = a.file_id
        WHERE fresh.kind = 'reserve' AND b.filed_only
          AND (f.id IS NULL OR f.stage NOT IN ({on_file}))
    ) THEN RAISE EXCEPTION 'ledger_no_file' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        JOIN assistance_aid a ON a.id = fresh.aid_id
        JOIN assistance_householdfile f ON f.id = a.file_id
        WHERE fresh.kind = 'reserve'
          AND (f.category = ANY (b.categories)
               OR (f.category = '' AND NOT b.filed_only)) IS NOT TRUE
    ) THEN RAISE EXCEPTION 'ledger_category' USING ERRCODE = 'check_violation'; END IF;

    UPDATE assistance_account a SET balance = balance + d.delta
    FROM (
        SELECT id, sum(delta) AS delta FROM (
            SELECT from_account_id AS id, -amount AS delta FROM fresh
            UNION ALL SELECT to_account_id, amount FROM fresh
        ) both_sides GROUP BY id
    ) d WHERE a.id = d.id;

    -- Of one aid, too, nothing can leave where it does not stand, nor more be booked than granted.
    IF EXISTS (
        SELECT 1 FROM (
            SELECT t.aid_id, t.from_account_id AS account_id, -t.amount AS delta
            FROM assistance_transfer t WHERE t.aid_id IN (SELECT aid_id FROM fresh)
            UNION ALL
            SELECT t.aid_id, t.to_account_id, t.amount
            FROM assistance_transfer t WHERE t.aid_id IN (SELECT aid_id FROM fresh)
        ) parts JOIN assistance_account a ON a.id = parts.account_id
        WHERE a.kind NOT IN ('outside', 'available')
        GROUP BY parts.aid_id, parts.account_id HAVING sum(delta) < 0
    ) THEN RAISE EXCEPTION 'ledger_not_there' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM assistance_aid a
        WHERE a.id IN (SELECT aid_id FROM fresh WHERE kind = 'reserve')
          AND assistance_taken(a.id) > COALESCE(a.granted, 0)
    ) THEN RAISE EXCEPTION 'ledger_not_granted' USING ERRCODE = 'check_violation'; END IF;
    RETURN NULL;
END $$;

-- Yuan of a batch that an aid holds or has had: what its grant may not fall below.
CREATE OR REPLACE FUNCTION assistance_taken(aid bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT COALESCE(sum(CASE WHEN kind = 'reserve' THEN amount
                             WHEN kind IN ('release', 'refund', 'repay') THEN -amount
                             ELSE 0 END), 0)
    FROM assistance_transfer WHERE aid_id = aid
$$;

CREATE OR REPLACE FUNCTION assistance_keep_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    taken numeric;
BEGIN
    -- PostgreSQL ranks NaN above every number: a grant of it would be a grant without end.
    IF NEW.granted = 'NaN' THEN
        RAISE EXCEPTION 'ledger_not_granted' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
    -- Bookings wait for this row, so what is summed here stays so until we end.
    taken := assistance_taken(OLD.id);
    IF taken > COALESCE(NEW.granted, 0) THEN
        RAISE EXCEPTION 'ledger_grant_taken' USING ERRCODE = 'check_violation';
    END IF;
    IF taken > 0 AND (OLD.fund_id, OLD.kind, OLD.file_id)
            IS DISTINCT FROM (NEW.fund_id, NEW.kind, NEW.file_id) THEN
        RAISE EXCEPTION 'ledger_grant_bound' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION assistance_keep_batch() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moving numeric;
BEGIN
    -- Behind every booking now under way, and before the next.
    PERFORM 1 FROM assistance_account WHERE fund_id = OLD.id ORDER BY id FOR NO KEY UPDATE;
    SELECT sum(balance) INTO moving FROM assistance_account
    WHERE fund_id = OLD.id AND kind IN ('reserved', 'sent');
    IF NEW.closed_on IS NOT NULL AND moving > 0 THEN
        RAISE EXCEPTION 'ledger_money_moving' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.closed_on IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'ledger_closed' USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.union_id, OLD.source, OLD.purpose, OLD.year)
            IS DISTINCT FROM (NEW.union_id, NEW.source, NEW.purpose, NEW.year)
       AND EXISTS (SELECT 1 FROM assistance_transfer WHERE fund_id = OLD.id) THEN
        RAISE EXCEPTION 'ledger_batch_in_use' USING ERRCODE = 'check_violation';
    END IF;
    -- What is reserved by the old terms must stay within the new. Another validity changes only
    -- what may be spent from now on.
    IF (NOT NEW.kinds @> OLD.kinds OR NOT NEW.categories @> OLD.categories
        OR NEW.filed_only AND NOT OLD.filed_only)
       AND EXISTS (SELECT 1 FROM assistance_transfer WHERE fund_id = OLD.id AND kind = 'reserve')
    THEN
        RAISE EXCEPTION 'ledger_batch_in_use' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER opened BEFORE INSERT ON assistance_account
FOR EACH ROW EXECUTE FUNCTION assistance_open_account();
CREATE OR REPLACE TRIGGER kept BEFORE UPDATE OR DELETE ON assistance_account
FOR EACH ROW EXECUTE FUNCTION assistance_keep_account();
CREATE OR REPLACE TRIGGER dated BEFORE INSERT ON assistance_transfer
FOR EACH ROW EXECUTE FUNCTION assistance_date_transfer();
CREATE OR REPLACE TRIGGER booked AFTER INSERT ON assistance_transfer
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION assistance_book();
CREATE OR REPLACE TRIGGER granted_sum BEFORE INSERT ON assistance_aid
FOR EACH ROW EXECUTE FUNCTION assistance_keep_grant();
CREATE OR REPLACE TRIGGER granted_kept BEFORE UPDATE OF granted, fund_id, kind, file_id
ON assistance_aid FOR EACH ROW WHEN (
    (OLD.granted, OLD.fund_id, OLD.kind, OLD.file_id)
    IS DISTINCT FROM (NEW.granted, NEW.fund_id, NEW.kind, NEW.file_id)
) EXECUTE FUNCTION assistance_keep_grant();
CREATE OR REPLACE TRIGGER kept BEFORE UPDATE ON assistance_fundbatch
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION assistance_keep_batch();
