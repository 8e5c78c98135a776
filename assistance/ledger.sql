-- What the database refuses of the books, whoever asks (assistance/ledger.py fills in the names).
-- assistance_book runs as the tables' owner, the only one who may change a balance; row security
-- still holds the open federation against it.

CREATE OR REPLACE FUNCTION assistance_open_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.balance := 0;  -- money comes in by a transfer
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION assistance_date_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The database's day, at this statement: a transaction begun before midnight gains nothing.
    NEW.made_on := (statement_timestamp() AT TIME ZONE '{zone}')::date;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION assistance_book() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM assistance_account
    WHERE id IN (SELECT from_account_id FROM fresh UNION SELECT to_account_id FROM fresh)
    ORDER BY id FOR UPDATE;

    IF EXISTS (
        SELECT 1 FROM fresh
        JOIN assistance_account f ON f.id = from_account_id
        JOIN assistance_account t ON t.id = to_account_id
        WHERE f.fund_id <> fresh.fund_id OR t.fund_id <> fresh.fund_id
           OR (fresh.kind, f.kind, t.kind) NOT IN ({routes})
    ) THEN RAISE EXCEPTION 'ledger_route' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        WHERE fresh.kind IN ({spending})
          AND fresh.made_on NOT BETWEEN b.valid_from AND b.valid_to
    ) THEN RAISE EXCEPTION 'ledger_not_valid' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        WHERE fresh.kind IN ({spending}) AND b.closed_on IS NOT NULL
    ) THEN RAISE EXCEPTION 'ledger_closed' USING ERRCODE = 'check_violation'; END IF;

    IF EXISTS (
        SELECT 1 FROM fresh JOIN assistance_fundbatch b ON b.id = fresh.fund_id
        JOIN assistance_aid a ON a.id = fresh.aid_id
        WHERE fresh.kind = 'reserve' AND NOT a.kind = ANY (b.kinds)
    ) THEN RAISE EXCEPTION 'ledger_purpose' USING ERRCODE = 'check_violation'; END IF;

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
        LEFT JOIN assistance_householdfile f ON f.id = a.file_id
        WHERE fresh.kind = 'reserve' AND f.id IS NOT NULL
          AND NOT (f.category = ANY (b.categories) OR (f.category = '' AND NOT b.filed_only))
    ) THEN RAISE EXCEPTION 'ledger_category' USING ERRCODE = 'check_violation'; END IF;

    UPDATE assistance_account a SET balance = balance + d.delta
    FROM (
        SELECT id, sum(delta) AS delta FROM (
            SELECT from_account_id AS id, -amount AS delta FROM fresh
            UNION ALL SELECT to_account_id, amount FROM fresh
        ) both_sides GROUP BY id
    ) d WHERE a.id = d.id AND d.delta <> 0;

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
        SELECT 1 FROM (
            SELECT t.aid_id,
                sum(CASE WHEN t.kind = 'reserve' THEN t.amount
                         WHEN t.kind IN ('release', 'refund', 'repay') THEN -t.amount
                         ELSE 0 END) AS taken
            FROM assistance_transfer t WHERE t.aid_id IN (SELECT aid_id FROM fresh)
            GROUP BY t.aid_id
        ) sums JOIN assistance_aid a ON a.id = sums.aid_id
        WHERE sums.taken > COALESCE(a.granted, 0)
    ) THEN RAISE EXCEPTION 'ledger_not_granted' USING ERRCODE = 'check_violation'; END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER opened BEFORE INSERT ON assistance_account
FOR EACH ROW EXECUTE FUNCTION assistance_open_account();
CREATE OR REPLACE TRIGGER dated BEFORE INSERT ON assistance_transfer
FOR EACH ROW EXECUTE FUNCTION assistance_date_transfer();
CREATE OR REPLACE TRIGGER booked AFTER INSERT ON assistance_transfer
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION assistance_book();
