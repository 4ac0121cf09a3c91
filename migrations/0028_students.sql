-- +goose Up
-- The students' corner that a school keeps at a hub. Several schools may keep one at the same hub: they share the place.
CREATE TABLE corner (
    partner_id bigint NOT NULL REFERENCES partner,
    hub_id     bigint NOT NULL REFERENCES hub,
    about_fi   text NOT NULL DEFAULT '',
    about_en   text NOT NULL DEFAULT '',
    about_sv   text NOT NULL DEFAULT '',
    open       boolean NOT NULL DEFAULT true, -- takes assignments
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partner_id, hub_id)
);
CREATE INDEX corner_hub ON corner (hub_id);

-- A small task that a company gives to the students of a school. The school's coordinator stands between the two.
CREATE TABLE assignment (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company_id   bigint NOT NULL REFERENCES company,
    partner_id   bigint NOT NULL,
    hub_id       bigint NOT NULL,
    posted_by    bigint REFERENCES person ON DELETE SET NULL,
    op_key       uuid NOT NULL CONSTRAINT assignment_op_key UNIQUE,
    kind         text NOT NULL CONSTRAINT assignment_kind CHECK (kind IN ('programming', 'survey', 'content', 'panel', 'other')),
    title        text NOT NULL CONSTRAINT assignment_title CHECK (length(btrim(title)) BETWEEN 1 AND 120),
    body         text NOT NULL,
    hours        int NOT NULL CONSTRAINT assignment_hours CHECK (hours BETWEEN 1 AND 80), -- at most, of one student
    people       int NOT NULL CONSTRAINT assignment_people CHECK (people BETWEEN 1 AND 30),
    reward_cents bigint NOT NULL CONSTRAINT assignment_reward CHECK (reward_cents BETWEEN 0 AND 1000000), -- of one student; the school pays it on
    reward       text NOT NULL DEFAULT '',
    safety       text NOT NULL,
    wish         text NOT NULL DEFAULT '', -- when it would suit to meet
    wanted_by    date NOT NULL,
    state        text NOT NULL DEFAULT 'sent'
        CONSTRAINT assignment_state CHECK (state IN ('sent', 'returned', 'declined', 'published', 'matched', 'delivered', 'done', 'withdrawn')),
    reason       text NOT NULL DEFAULT '',
    result       text NOT NULL DEFAULT '',
    result_link  text NOT NULL DEFAULT '' CONSTRAINT assignment_link CHECK (result_link = '' OR starts_with(result_link, 'https://')),
    feedback     text NOT NULL DEFAULT '',
    letters      int NOT NULL DEFAULT 0, -- mails about it so far: a part of their keys
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT assignment_said_why CHECK (state NOT IN ('returned', 'declined') OR reason <> ''),
    CONSTRAINT assignment_result CHECK (state NOT IN ('delivered', 'done') OR result <> ''),
    FOREIGN KEY (partner_id, hub_id) REFERENCES corner (partner_id, hub_id),
    UNIQUE (id, hub_id)
);
CREATE INDEX assignment_company ON assignment (company_id);
CREATE INDEX assignment_partner ON assignment (partner_id, state);

CREATE TABLE assignment_move (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL REFERENCES assignment,
    state         text NOT NULL,
    actor_id      bigint REFERENCES person ON DELETE SET NULL,
    by_school     boolean NOT NULL,
    reason        text NOT NULL DEFAULT '',
    at            timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX assignment_move_assignment ON assignment_move (assignment_id, id);

-- Students have no accounts and no contact data here: a first name or an alias, given by the coordinator.
CREATE TABLE assignment_student (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL REFERENCES assignment,
    alias         text NOT NULL CONSTRAINT assignment_student_alias CHECK (length(alias) BETWEEN 1 AND 30 AND alias !~ '[0-9@\s]')
);
CREATE UNIQUE INDEX assignment_student_once ON assignment_student (assignment_id, lower(alias));

-- A time in the students' corner. No two overlap at a hub: the database refuses the second.
CREATE TABLE assignment_meeting (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL,
    hub_id        bigint NOT NULL,
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    state         text NOT NULL DEFAULT 'proposed' CONSTRAINT assignment_meeting_state CHECK (state IN ('proposed', 'agreed', 'cancelled')),
    note          text NOT NULL DEFAULT '', -- what the company said when another time was wanted
    CONSTRAINT assignment_meeting_time CHECK (starts_at < ends_at),
    CONSTRAINT corner_once EXCLUDE USING gist (int8range(hub_id, hub_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE (state <> 'cancelled'),
    FOREIGN KEY (assignment_id, hub_id) REFERENCES assignment (id, hub_id)
);
CREATE UNIQUE INDEX assignment_meeting_live ON assignment_meeting (assignment_id) WHERE state <> 'cancelled';

-- +goose Down
DROP TABLE assignment_meeting, assignment_student, assignment_move, assignment, corner;
