-- +goose Up
-- What a partner is to the network: most sell services to guests, an institution teaches, a school brings its students.
ALTER TABLE partner ADD COLUMN kind text NOT NULL DEFAULT 'services' CONSTRAINT partner_kind CHECK (kind IN ('services', 'learning', 'students'));
UPDATE partner p SET kind = a.kind FROM activity a
WHERE a.partner_id = p.id AND a.kind IN ('learning', 'students') AND NOT EXISTS (SELECT FROM activity o WHERE o.partner_id = p.id AND o.kind <> a.kind);

-- A course, or a module of several, is an activity of kind learning with these facts; its meetings at the hub are the activity's
-- sessions, which packages book. The seats below are those of people who come to the hub for the course without a package. The
-- institution teaches, takes enrolments and fees in its own system.
CREATE TABLE course (
    activity_id bigint PRIMARY KEY,
    partner_id  bigint NOT NULL,
    unit        text NOT NULL CONSTRAINT course_unit CHECK (unit IN ('course', 'module')),
    module_id   bigint, -- the module that a course is part of
    theme       text NOT NULL CONSTRAINT course_theme CHECK (theme IN ('business', 'it', 'education', 'psychology', 'health', 'social', 'science', 'language', 'culture', 'other')),
    ects_tenths int NOT NULL CONSTRAINT course_ects CHECK (ects_tenths BETWEEN 0 AND 1800), -- 0: no credits
    delivery    text NOT NULL CONSTRAINT course_delivery CHECK (delivery IN ('hub', 'remote', 'mixed')),
    hub_id      bigint REFERENCES hub,
    fee_cents   bigint NOT NULL CONSTRAINT course_fee CHECK (fee_cents BETWEEN 0 AND 100000), -- for one credit, VAT exempt; 0 is free
    enrol_url   text NOT NULL CONSTRAINT course_enrol CHECK (starts_with(enrol_url, 'https://')),
    enrol_until date,
    starts_on   date NOT NULL,
    ends_on     date NOT NULL,
    schedule_fi text NOT NULL DEFAULT '',
    schedule_en text NOT NULL DEFAULT '',
    schedule_sv text NOT NULL DEFAULT '',
    schools     boolean NOT NULL DEFAULT false, -- upper-secondary students may take it by agreement between school and institution
    seats       int NOT NULL DEFAULT 0 CONSTRAINT course_seats CHECK (seats BETWEEN 0 AND 1000),
    taken       int NOT NULL DEFAULT 0,
    told_at     timestamptz, -- when readers of the news were told of it
    swept_at    timestamptz, -- when those who came were forgotten
    CONSTRAINT course_taken CHECK (taken BETWEEN 0 AND seats),
    CONSTRAINT course_days CHECK (starts_on <= ends_on),
    CONSTRAINT course_place CHECK (delivery = 'remote' OR hub_id IS NOT NULL),
    CONSTRAINT course_seats_at_hub CHECK (seats = 0 OR hub_id IS NOT NULL),
    CONSTRAINT course_part CHECK (module_id IS NULL OR unit = 'course'),
    FOREIGN KEY (activity_id, partner_id) REFERENCES activity (id, partner_id),
    UNIQUE (activity_id, partner_id),
    FOREIGN KEY (module_id, partner_id) REFERENCES course (activity_id, partner_id)
);
CREATE INDEX course_partner ON course (partner_id);
CREATE INDEX course_module ON course (module_id) WHERE module_id IS NOT NULL;
CREATE INDEX course_hub ON course (hub_id) WHERE hub_id IS NOT NULL;

CREATE TABLE course_seat (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course_id  bigint NOT NULL REFERENCES course,
    name       text NOT NULL DEFAULT '',
    email      citext NOT NULL DEFAULT '',
    lang       text NOT NULL CONSTRAINT course_seat_lang CHECK (lang IN ('fi', 'en', 'sv')),
    state      text NOT NULL CONSTRAINT course_seat_state CHECK (state IN ('asked', 'in', 'out')),
    token      text NOT NULL CONSTRAINT course_seat_token UNIQUE, -- of the mailed link
    letters    int NOT NULL DEFAULT 0, -- mails about it so far: a part of their keys
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT course_seat_forgets CHECK (state <> 'out' OR (name = '' AND email = ''))
);
CREATE UNIQUE INDEX course_seat_once ON course_seat (course_id, email) WHERE state IN ('asked', 'in');

-- What people want to learn. Nothing here says who they are.
CREATE TABLE learning_need (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    op_key       uuid NOT NULL CONSTRAINT learning_need_op_key UNIQUE,
    who          text NOT NULL CONSTRAINT learning_need_who CHECK (who IN ('resident', 'company')),
    themes       text[] NOT NULL CONSTRAINT learning_need_themes CHECK (cardinality(themes) BETWEEN 1 AND 10),
    municipality text NOT NULL CONSTRAINT learning_need_municipality CHECK (length(municipality) BETWEEN 1 AND 100),
    body         text NOT NULL DEFAULT '' CONSTRAINT learning_need_body CHECK (length(body) <= 1000),
    lang         text NOT NULL,
    suspect      boolean NOT NULL DEFAULT false, -- filled in what only robots fill in
    created_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX learning_need_recent ON learning_need (created_at);

-- Who asked for news of courses. Until the link in the first mail is used, nothing else is sent; whoever leaves is deleted.
CREATE TABLE learning_reader (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email        citext NOT NULL CONSTRAINT learning_reader_email UNIQUE,
    lang         text NOT NULL CONSTRAINT learning_reader_lang CHECK (lang IN ('fi', 'en', 'sv')),
    themes       text[] NOT NULL,
    token        text NOT NULL CONSTRAINT learning_reader_token UNIQUE,
    letters      int NOT NULL DEFAULT 0,
    asked_at     timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz
);

-- A mail's address is forgotten once the mail has gone out, where it is about a course.
CREATE INDEX message_learning_address ON message (key) WHERE starts_with(key, 'learning-') AND to_addr <> '' AND content IS NULL;

-- +goose Down
DROP INDEX message_learning_address;
DROP TABLE learning_reader, learning_need, course_seat, course;
ALTER TABLE partner DROP COLUMN kind;
