-- +goose Up
-- Every mail that was ever decided on, once. The key says what it is about ("booking-confirmed-17"), and it stays when the
-- content is gone: contents are kept only until they are handed over, since they carry links and personal data.
CREATE TABLE message (
    key         text PRIMARY KEY,
    to_addr     text NOT NULL,
    to_name     text NOT NULL DEFAULT '',
    lang        text NOT NULL,
    content     jsonb, -- subject, text, html, attachments
    created_at  timestamptz NOT NULL DEFAULT now(),
    sent_at     timestamptz,
    refused_at  timestamptz, -- the address does not take mail, for good
    CONSTRAINT message_content_until_done CHECK ((content IS NULL) = (sent_at IS NOT NULL OR refused_at IS NOT NULL))
);
CREATE INDEX message_waiting ON message (created_at) WHERE content IS NOT NULL;

-- +goose Down
DROP TABLE message;
