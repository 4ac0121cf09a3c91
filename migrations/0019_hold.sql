-- Everything of a hold but its places in one call: the company's turn, the key of the form, the number of its holds, whether the
-- package is still sold so, and the rows. Each statement in it sees what the one before it waited for.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION hold_stay(stay jsonb, OUT id bigint, OUT outcome text) LANGUAGE plpgsql AS $$
DECLARE
    earlier record;
    placed  int;
BEGIN
    PERFORM 1 FROM company c WHERE c.id = (stay->>'company_id')::bigint FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := 'no_company';
        RETURN;
    END IF;
    SELECT b.id, b.state, b.revision_id = (stay->>'revision_id')::bigint AND b.starts_on = (stay->>'starts_on')::date AND b.people = (stay->>'people')::int AS same
    INTO earlier FROM booking b WHERE b.company_id = (stay->>'company_id')::bigint AND b.op_key = (stay->>'op_key')::uuid;
    IF FOUND THEN
        id := earlier.id;
        outcome := CASE WHEN earlier.same AND earlier.state NOT IN ('cancelled', 'expired') THEN 'made' ELSE 'sent' END;
        RETURN;
    END IF;
    IF (SELECT count(*) FROM booking b WHERE b.company_id = (stay->>'company_id')::bigint AND b.state IN ('held', 'awaiting_payment') AND b.hold_expires_at > now())
        >= (stay->>'most_holds')::int THEN
        outcome := 'too_many';
        RETURN;
    END IF;
    PERFORM 1 FROM revision r JOIN package p ON p.id = r.package_id WHERE r.id = (stay->>'revision_id')::bigint AND r.state = 'published' AND NOT p.archived;
    IF NOT FOUND THEN
        outcome := 'changed';
        RETURN;
    END IF;

    INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, hold_expires_at, lang, net_cents, vat_cents, gross_cents, note, op_key)
    SELECT s.ref, s.company_id, s.booker_id, s.package_id, s.revision_id, s.starts_on, s.ends_on, s.people, now() + make_interval(hours => s.hours), s.lang,
        s.net_cents, s.vat_cents, s.gross_cents, s.note, s.op_key
    FROM jsonb_to_record(stay) AS s (ref text, company_id bigint, booker_id bigint, package_id bigint, revision_id bigint, starts_on date, ends_on date, people int,
        hours int, lang text, net_cents bigint, vat_cents bigint, gross_cents bigint, note text, op_key uuid)
    RETURNING booking.id INTO id;
    INSERT INTO booking_event (booking_id, from_state, to_state, actor_id, actor)
    VALUES (id, 'new', 'held', (stay->>'booker_id')::bigint, stay->>'actor');
    INSERT INTO booking_line (booking_id, position, kind, hub_id, partner_id, activity_id, text_fi, text_en, text_sv, quantity, unit, unit_cents, net_cents, vat_class, vat_bp, performed_on)
    SELECT hold_stay.id, l.position, l.kind, nullif(l.hub_id, 0), nullif(l.partner_id, 0), nullif(l.activity_id, 0), l.text_fi, l.text_en, coalesce(l.text_sv, ''), l.quantity, l.unit,
        l.unit_cents, l.net_cents, l.vat_class, l.vat_bp, l.performed_on
    FROM jsonb_to_recordset(stay->'lines') AS l (position smallint, kind text, hub_id bigint, partner_id bigint, activity_id bigint, text_fi text, text_en text, text_sv text,
        quantity int, unit text, unit_cents bigint, net_cents bigint, vat_class text, vat_bp int, performed_on date);
    INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on)
    SELECT hold_stay.id, l.position, l.hub_id, l.starts_on, l.ends_on
    FROM jsonb_to_recordset(stay->'legs') AS l (position smallint, hub_id bigint, starts_on date, ends_on date);

    -- A session that is booked cannot be cancelled or deleted before the end of the transaction.
    WITH open AS MATERIALIZED (
        SELECT s.session_id, s.item, s.seats
        FROM jsonb_to_recordset(stay->'sessions') AS s (session_id bigint, item smallint, seats int) JOIN session x ON x.id = s.session_id
        WHERE x.status = 'open' ORDER BY x.id FOR SHARE OF x
    )
    INSERT INTO booking_session (booking_id, session_id, item, seats) SELECT hold_stay.id, o.session_id, o.item, o.seats FROM open o;
    GET DIAGNOSTICS placed = ROW_COUNT;
    outcome := CASE WHEN placed = jsonb_array_length(stay->'sessions') THEN 'held' ELSE 'session_gone' END;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION hold_stay(jsonb);
