-- A team looks for a week in which it can come: what is asked, and on which days those who answer cannot. No accounts: whoever has the
-- link may answer with any name. All of it is deleted when the last day that was asked about has passed.

-- +goose Up
CREATE TABLE week_ask (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token      text NOT NULL CONSTRAINT week_ask_token UNIQUE,
    op_key     uuid NOT NULL CONSTRAINT week_ask_op_key UNIQUE,
    title      text NOT NULL CONSTRAINT week_ask_title CHECK (length(title) BETWEEN 1 AND 100),
    people     int NOT NULL CONSTRAINT week_ask_people CHECK (people BETWEEN 1 AND 500),
    weeks      smallint NOT NULL CONSTRAINT week_ask_weeks CHECK (weeks IN (1, 2)),
    first_day  date NOT NULL,
    last_day   date NOT NULL CONSTRAINT week_ask_days CHECK (last_day > first_day),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX week_ask_last_day ON week_ask (last_day);
CREATE TABLE week_reply (
    ask_id     bigint NOT NULL REFERENCES week_ask ON DELETE CASCADE,
    name       citext NOT NULL CONSTRAINT week_reply_name CHECK (length(name) BETWEEN 1 AND 60),
    busy       date[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ask_id, name)
);

-- +goose Down
DROP TABLE week_reply, week_ask;
