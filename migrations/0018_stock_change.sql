-- What changed in the things that searches show, for the read indexes of the processes to follow. One row a statement, with
-- the transaction that wrote it: identities and timestamps do not show the order in which transactions commit, but
-- pg_snapshot_xmin tells from which transaction on something may still be unseen.

-- +goose Up
CREATE TABLE stock_change (
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind      text NOT NULL CONSTRAINT stock_change_kind CHECK (kind IN ('slot', 'session', 'activity', 'catalog')),
    ids       bigint[] NOT NULL DEFAULT '{}', -- resources of slots, else the rows
    days      date[] NOT NULL DEFAULT '{}',   -- slots: beside ids
    parts     smallint[] NOT NULL DEFAULT '{}',
    at        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stock_change_xid ON stock_change (xid);
CREATE INDEX stock_change_at ON stock_change (at);

-- +goose StatementBegin
CREATE FUNCTION log_slot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stock_change (kind, ids, days, parts)
    SELECT 'slot', array_agg(resource_id), array_agg(day), array_agg(part) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION log_row_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stock_change (kind, ids) SELECT TG_ARGV[0], array_agg(id) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION log_catalog_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stock_change (kind) VALUES ('catalog');
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER slot_inserted AFTER INSERT ON slot REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_slot_change();
CREATE TRIGGER slot_updated AFTER UPDATE ON slot REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_slot_change();
CREATE TRIGGER slot_deleted AFTER DELETE ON slot REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_slot_change();
CREATE TRIGGER session_inserted AFTER INSERT ON session REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_row_change('session');
CREATE TRIGGER session_updated AFTER UPDATE ON session REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_row_change('session');
CREATE TRIGGER session_deleted AFTER DELETE ON session REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_row_change('session');
CREATE TRIGGER activity_updated AFTER UPDATE ON activity REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_row_change('activity');

-- A draft is nobody's to find, and its legs and items are written before it is published.
CREATE TRIGGER revision_published AFTER UPDATE ON revision FOR EACH ROW
    WHEN (OLD.state <> NEW.state OR NEW.state = 'published') EXECUTE FUNCTION log_catalog_change();
CREATE TRIGGER revision_inserted AFTER INSERT ON revision FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION log_catalog_change();
CREATE TRIGGER package_updated AFTER UPDATE ON package FOR EACH STATEMENT EXECUTE FUNCTION log_catalog_change();
CREATE TRIGGER hub_updated AFTER UPDATE ON hub FOR EACH STATEMENT EXECUTE FUNCTION log_catalog_change();
CREATE TRIGGER partner_updated AFTER UPDATE ON partner FOR EACH STATEMENT EXECUTE FUNCTION log_catalog_change();
CREATE TRIGGER photo_updated AFTER UPDATE ON photo FOR EACH STATEMENT EXECUTE FUNCTION log_catalog_change();
CREATE TRIGGER vat_rate_changed AFTER INSERT OR UPDATE OR DELETE ON vat_rate FOR EACH STATEMENT EXECUTE FUNCTION log_catalog_change();

-- +goose Down
DROP TRIGGER vat_rate_changed ON vat_rate;
DROP TRIGGER photo_updated ON photo;
DROP TRIGGER partner_updated ON partner;
DROP TRIGGER hub_updated ON hub;
DROP TRIGGER package_updated ON package;
DROP TRIGGER revision_inserted ON revision;
DROP TRIGGER revision_published ON revision;
DROP TRIGGER activity_updated ON activity;
DROP TRIGGER session_deleted ON session;
DROP TRIGGER session_updated ON session;
DROP TRIGGER session_inserted ON session;
DROP TRIGGER slot_deleted ON slot;
DROP TRIGGER slot_updated ON slot;
DROP TRIGGER slot_inserted ON slot;
DROP FUNCTION log_catalog_change(), log_row_change(), log_slot_change();
DROP TABLE stock_change;
