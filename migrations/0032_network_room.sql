-- +goose Up
-- The room of those who run the network's hubs. First the path that a new community manager walks: modules of steps.
CREATE TABLE network_module (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    op_key     uuid NOT NULL CONSTRAINT network_module_op_key UNIQUE,
    position   int NOT NULL, -- on the path; equal ones stand by id
    title_fi   text NOT NULL CONSTRAINT network_module_title CHECK (length(btrim(title_fi)) BETWEEN 1 AND 120),
    title_en   text NOT NULL DEFAULT '',
    text_fi    text NOT NULL,
    text_en    text NOT NULL DEFAULT '',
    retired_at timestamptz -- off the path; its ticks stay
);
CREATE TABLE network_step (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    module_id bigint NOT NULL REFERENCES network_module ON DELETE CASCADE,
    position  int NOT NULL,
    text_fi   text NOT NULL CONSTRAINT network_step_text CHECK (length(btrim(text_fi)) BETWEEN 1 AND 300),
    text_en   text NOT NULL DEFAULT ''
);
CREATE INDEX network_step_module ON network_step (module_id, position);
CREATE TABLE network_tick (
    person_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    step_id   bigint NOT NULL REFERENCES network_step ON DELETE CASCADE,
    ticked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (person_id, step_id)
);
CREATE INDEX network_tick_step ON network_tick (step_id);

-- When they meet, at a place or behind a link, and who comes.
CREATE TABLE network_meeting (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    op_key       uuid NOT NULL CONSTRAINT network_meeting_op_key UNIQUE,
    made_by      bigint REFERENCES person ON DELETE SET NULL,
    title        text NOT NULL CONSTRAINT network_meeting_title CHECK (length(btrim(title)) BETWEEN 1 AND 120),
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    place        text NOT NULL DEFAULT '',
    link         text NOT NULL DEFAULT '' CONSTRAINT network_meeting_link CHECK (link = '' OR starts_with(link, 'https://')),
    agenda       text NOT NULL DEFAULT '',
    cancelled_at timestamptz,
    reason       text NOT NULL DEFAULT '', -- why it was cancelled
    seq          int NOT NULL DEFAULT 0, -- grows with every change: calendars ask for it
    letters      int NOT NULL DEFAULT 0, -- rounds of mails about it so far: a part of their keys
    CONSTRAINT network_meeting_time CHECK (starts_at < ends_at),
    CONSTRAINT network_meeting_somewhere CHECK (place <> '' OR link <> '')
);
CREATE INDEX network_meeting_ends ON network_meeting (ends_at);
CREATE TABLE network_answer (
    meeting_id  bigint NOT NULL REFERENCES network_meeting ON DELETE CASCADE,
    person_id   bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    comes       boolean NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (meeting_id, person_id)
);
CREATE INDEX network_answer_person ON network_answer (person_id);

-- The secret in the address of a person's calendar of meetings. It opens as long as they belong to the network.
CREATE TABLE network_feed (
    person_id bigint PRIMARY KEY REFERENCES person ON DELETE CASCADE,
    token     text NOT NULL CONSTRAINT network_feed_token UNIQUE
);

-- +goose Down
DROP TABLE network_feed, network_answer, network_meeting, network_tick, network_step, network_module;
