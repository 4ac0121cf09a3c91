-- +goose Up
-- Discussions of those who run hubs.
CREATE TABLE thread (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title        text NOT NULL CONSTRAINT thread_title CHECK (length(btrim(title)) BETWEEN 1 AND 120),
    practice_id  bigint CONSTRAINT thread_practice REFERENCES practice, -- that it is about
    posts        int NOT NULL DEFAULT 0,
    last_post_id bigint NOT NULL DEFAULT 0, -- threads are listed by it
    last_post_at timestamptz NOT NULL DEFAULT now(),
    locked_at    timestamptz, -- nobody replies any more
    op_key       uuid NOT NULL CONSTRAINT thread_op_key UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX thread_last ON thread (last_post_id DESC);
CREATE INDEX thread_about ON thread (practice_id) WHERE practice_id IS NOT NULL;

CREATE TABLE thread_post (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread_id     bigint NOT NULL REFERENCES thread ON DELETE CASCADE,
    person_id     bigint REFERENCES person ON DELETE SET NULL,
    hub_id        bigint REFERENCES hub ON DELETE SET NULL, -- that the writer ran then; NULL: the network
    body          text NOT NULL CONSTRAINT thread_post_body CHECK (length(btrim(body)) BETWEEN 1 AND 5000),
    op_key        uuid NOT NULL CONSTRAINT thread_post_op_key UNIQUE,
    created_at    timestamptz NOT NULL,
    edited_at     timestamptz,
    hidden_at     timestamptz,
    hidden_reason text NOT NULL DEFAULT '',
    CONSTRAINT thread_post_hidden CHECK ((hidden_at IS NULL) = (hidden_reason = ''))
);
CREATE INDEX thread_post_thread ON thread_post (thread_id, id);
CREATE INDEX thread_post_person ON thread_post (person_id);
CREATE INDEX thread_post_hub ON thread_post (hub_id);

-- Who is told of new posts. The token is that of the link in the mails, which ends them without signing in.
CREATE TABLE thread_follow (
    thread_id bigint NOT NULL REFERENCES thread ON DELETE CASCADE,
    person_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    token     text NOT NULL CONSTRAINT thread_follow_token UNIQUE,
    PRIMARY KEY (thread_id, person_id)
);
CREATE INDEX thread_follow_person ON thread_follow (person_id);

CREATE TABLE thread_report (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id    bigint NOT NULL REFERENCES thread_post ON DELETE CASCADE,
    person_id  bigint REFERENCES person ON DELETE SET NULL,
    reason     text NOT NULL CONSTRAINT thread_report_reason CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    created_at timestamptz NOT NULL,
    handled_at timestamptz,
    CONSTRAINT thread_report_once UNIQUE (post_id, person_id)
);
CREATE INDEX thread_report_person ON thread_report (person_id);
CREATE INDEX thread_report_open ON thread_report (post_id) WHERE handled_at IS NULL;

-- +goose Down
DROP TABLE thread_report, thread_follow, thread_post, thread;
