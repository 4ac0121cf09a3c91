-- +goose Up
-- What works at one hub and others may take over: a text, and one thing at most that can be taken along.
CREATE TABLE practice (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hub_id       bigint NOT NULL REFERENCES hub,
    theme        text NOT NULL CONSTRAINT practice_theme CHECK (theme IN ('community', 'visitors', 'learning', 'services', 'space', 'visibility', 'running')),
    title_fi     text NOT NULL CONSTRAINT practice_title CHECK (length(btrim(title_fi)) BETWEEN 1 AND 120),
    title_en     text NOT NULL DEFAULT '',
    text_fi      text NOT NULL,
    text_en      text NOT NULL DEFAULT '',
    kind         text NOT NULL CONSTRAINT practice_kind CHECK (kind IN ('plain', 'package', 'event', 'rule')),
    package_id   bigint REFERENCES package,
    event_id     bigint REFERENCES event,
    rule_fi      text NOT NULL DEFAULT '', -- one a line, as in hub_detail
    rule_en      text NOT NULL DEFAULT '',
    rule_sv      text NOT NULL DEFAULT '',
    op_key       uuid NOT NULL CONSTRAINT practice_op_key UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    CONSTRAINT practice_object CHECK ((kind = 'package') = (package_id IS NOT NULL) AND (kind = 'event') = (event_id IS NOT NULL) AND (kind = 'rule') = (rule_fi <> ''))
);
CREATE INDEX practice_hub ON practice (hub_id);
CREATE INDEX practice_package ON practice (package_id) WHERE package_id IS NOT NULL;
CREATE INDEX practice_event ON practice (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE practice_photo (
    practice_id bigint NOT NULL REFERENCES practice ON DELETE CASCADE,
    position    smallint NOT NULL CONSTRAINT practice_photo_position CHECK (position BETWEEN 1 AND 4),
    photo_id    bigint NOT NULL CONSTRAINT practice_photo_once UNIQUE REFERENCES photo ON DELETE CASCADE,
    PRIMARY KEY (practice_id, position)
);

-- Who has taken a practice over. What was taken along is the adopter's own: an event of its own, and the lines that were new in its
-- rules. A package that was copied is known by package_copy.
CREATE TABLE practice_adoption (
    practice_id bigint NOT NULL REFERENCES practice ON DELETE CASCADE,
    hub_id      bigint NOT NULL REFERENCES hub ON DELETE CASCADE,
    note        text NOT NULL DEFAULT '',
    event_id    bigint REFERENCES event,
    added_fi    text NOT NULL DEFAULT '',
    added_en    text NOT NULL DEFAULT '',
    added_sv    text NOT NULL DEFAULT '',
    adopted_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, hub_id)
);
CREATE INDEX practice_adoption_hub ON practice_adoption (hub_id);
CREATE INDEX practice_adoption_event ON practice_adoption (event_id) WHERE event_id IS NOT NULL;

-- +goose Down
DROP TABLE practice_adoption, practice_photo, practice;
