-- +goose Up
-- What people write about hubs, activities and packages may be written in Swedish too. Empty means not written: pages then show
-- the text in another language and say so.
ALTER TABLE photo ADD COLUMN alt_sv text NOT NULL DEFAULT '';
ALTER TABLE hub
    ADD COLUMN intro_sv    text NOT NULL DEFAULT '',
    ADD COLUMN story_sv    text NOT NULL DEFAULT '',
    ADD COLUMN emphasis_sv text NOT NULL DEFAULT '';
ALTER TABLE hub_closure ADD COLUMN reason_sv text NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN about_sv text NOT NULL DEFAULT '';
ALTER TABLE activity
    ADD COLUMN title_sv         text NOT NULL DEFAULT '',
    ADD COLUMN summary_sv       text NOT NULL DEFAULT '',
    ADD COLUMN accessibility_sv text NOT NULL DEFAULT '',
    ADD COLUMN bring_sv         text NOT NULL DEFAULT '';
ALTER TABLE revision
    ADD COLUMN name_sv    text NOT NULL DEFAULT '',
    ADD COLUMN summary_sv text NOT NULL DEFAULT '';
ALTER TABLE booking_line ADD COLUMN text_sv text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE booking_line DROP COLUMN text_sv;
ALTER TABLE revision DROP COLUMN name_sv, DROP COLUMN summary_sv;
ALTER TABLE activity DROP COLUMN title_sv, DROP COLUMN summary_sv, DROP COLUMN accessibility_sv, DROP COLUMN bring_sv;
ALTER TABLE partner DROP COLUMN about_sv;
ALTER TABLE hub_closure DROP COLUMN reason_sv;
ALTER TABLE hub DROP COLUMN intro_sv, DROP COLUMN story_sv, DROP COLUMN emphasis_sv;
ALTER TABLE photo DROP COLUMN alt_sv;
