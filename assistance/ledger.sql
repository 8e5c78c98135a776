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

-- What reads `fresh` goes through EXECUTE: it is planned each time, by the size `fresh` then has. A
-- plan kept by the session from a booking of one row would compare 10,000 rows each with each.
CREATE OR REPLACE FUNCTION assistance_book() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    broken text;
BEGIN
    EXECUTE 'SELECT 1 FROM assistance_aid WHERE id IN (SELECT aid_id FROM fresh)
             ORDER BY id FOR NO KEY UPDATE';
    EXECUTE 'SELECT 1 FROM assistance_account WHERE id IN
             (SELECT from_account_id FROM fresh UNION SELECT to_account_id FROM fresh)
             ORDER BY id FOR NO KEY UPDATE';

    -- Left joins: what row security hides from this transaction it cannot book either.
    -- IS NOT TRUE, not NOT: a NULL among the kinds would answer neither yes nor no.
    EXECUTE $rules$
        SELECT rule FROM fresh
        LEFT JOIN assistance_account s ON s.id = from_account_id
        LEFT JOIN assistance_account t ON t.id = to_account_id
        LEFT JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        LEFT JOIN assistance_aid a ON a.id = fresh.aid_id
        LEFT JOIN assistance_householdfile f ON f.id = a.file_id
        CROSS JOIN LATERAL (VALUES
            (1, 'ledger_route', (
                (s.fund_id, t.fund_id) = (b.id, b.id)
                AND (fresh.kind, s.kind, t.kind) IN ({routes})
                AND (fresh.aid_id IS NULL OR a.id IS NOT NULL)
            ) IS NOT TRUE),
            (2, 'ledger_not_valid', fresh.kind IN ({spending}) AND NOT (
                fresh.made_on BETWEEN b.valid_from AND b.valid_to
                AND $1 BETWEEN b.valid_from AND b.valid_to
            )),
            (3, 'ledger_closed', fresh.kind IN ({spending}) AND b.closed_on IS NOT NULL),
            (4, 'ledger_not_approved', fresh.kind = 'reserve' AND a.approved_by_id IS NULL),
            (5, 'ledger_other_fund', a.id IS NOT NULL AND a.fund_id IS DISTINCT FROM b.id),
            (6, 'ledger_purpose', fresh.kind = 'reserve' AND (a.kind = ANY (b.kinds)) IS NOT TRUE),
            (7, 'ledger_loan',
                fresh.kind IN ('pay', 'hand_out') AND a.kind = 'loan'
                OR fresh.kind IN ('lend', 'repay', 'write_off') AND a.kind <> 'loan'),
            (8, 'ledger_no_file', fresh.kind = 'reserve' AND b.filed_only
                AND (f.id IS NULL OR f.stage NOT IN ({on_file}))),
            (9, 'ledger_category', fresh.kind = 'reserve' AND f.id IS NOT NULL
                AND (f.category = ANY (b.categories)
                     OR f.category = '' AND NOT b.filed_only) IS NOT TRUE)
        ) rules (place, rule, broken)
        WHERE broken ORDER BY place LIMIT 1
    $rules$ INTO broken
    -- Who waited at the accounts past midnight is asked for both days.
    USING (clock_timestamp() AT TIME ZONE '{zone}')::date;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = broken, ERRCODE = 'check_violation';
    END IF;

    EXECUTE $move$
        UPDATE assistance_account a SET balance = balance + d.delta
        FROM (
            SELECT id, sum(delta) AS delta FROM (
                SELECT from_account_id AS id, -amount AS delta FROM fresh
                UNION ALL SELECT to_account_id, amount FROM fresh
            ) both_sides GROUP BY id
        ) d WHERE a.id = d.id
    $move$;

    -- Of one aid, too, nothing can leave where it does not stand, nor more be booked than granted.
    -- Added up, not joined: how many rows `moved` has is hidden from the planner.
    EXECUTE $aids$
        WITH moved AS MATERIALIZED (
            SELECT aid_id, kind, from_account_id, to_account_id, amount FROM assistance_transfer
            WHERE aid_id IN (SELECT aid_id FROM fresh)
        )
        SELECT 'ledger_not_there' AS rule FROM (
            SELECT aid_id, from_account_id AS account_id, -amount AS delta FROM moved
            UNION ALL SELECT aid_id, to_account_id, amount FROM moved
        ) parts JOIN assistance_account a ON a.id = account_id
        WHERE a.kind NOT IN ('outside', 'available')
        GROUP BY aid_id, account_id HAVING sum(delta) < 0
        UNION ALL
        SELECT 'ledger_not_granted' FROM (
            SELECT aid_id, assistance_takes(kind, amount) AS excess FROM moved
            UNION ALL SELECT id, -COALESCE(granted, 0) FROM assistance_aid
            WHERE id IN (SELECT aid_id FROM fresh)
        ) parts GROUP BY aid_id HAVING sum(excess) > 0
        ORDER BY rule DESC LIMIT 1
    $aids$ INTO broken;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = broken, ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION assistance_takes(kind text, amount numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN kind = 'reserve' THEN amount
                WHEN kind IN ('release', 'refund', 'repay') THEN -amount ELSE 0 END
$$;

-- Yuan of a batch that an aid holds or has had: what its grant may not fall below.
CREATE OR REPLACE FUNCTION assistance_taken(aid bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT COALESCE(sum(assistance_takes(kind, amount)), 0)
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
    -- Where nothing was granted nothing can have been taken: a round approved at once sums nothing.
    IF TG_OP = 'INSERT' OR OLD.granted IS NULL THEN RETURN NEW; END IF;
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
