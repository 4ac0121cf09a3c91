-- How a stay was, in the words and marks of those who came along and of who booked it.

-- +goose Up
-- Who answered is a digest of the secret of their link, so that a name cannot be read off the row, and a second answer takes the
-- place of the first.
CREATE TABLE survey_answer (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id  bigint NOT NULL REFERENCES booking,
    respondent  bytea NOT NULL,
    by_booker   boolean NOT NULL DEFAULT false,
    work        smallint NOT NULL CONSTRAINT survey_answer_work CHECK (work BETWEEN 1 AND 5),
    activities  smallint CONSTRAINT survey_answer_activities CHECK (activities BETWEEN 1 AND 5), -- null: took part in none
    hosting     smallint NOT NULL CONSTRAINT survey_answer_hosting CHECK (hosting BETWEEN 1 AND 5),
    again       smallint NOT NULL CONSTRAINT survey_answer_again CHECK (again BETWEEN 0 AND 10),
    body        text NOT NULL DEFAULT '' CONSTRAINT survey_answer_body CHECK (length(body) <= 2000),
    lang        text NOT NULL CONSTRAINT survey_answer_lang CHECK (lang IN ('fi', 'en', 'sv')),
    answered_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT survey_answer_once UNIQUE (booking_id, respondent)
);

-- Whose booker has been asked, so that nobody is asked twice.
CREATE TABLE survey_ask (
    booking_id bigint PRIMARY KEY REFERENCES booking,
    asked_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX booking_ends ON booking (ends_on) WHERE state IN ('confirmed', 'completed');

-- +goose Down
DROP INDEX booking_ends;
DROP TABLE survey_ask, survey_answer;
