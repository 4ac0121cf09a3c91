-- +goose Up
-- What people tell us about the site: barriers, faults, ideas. The law gives those who ask about accessibility an answer in 14
-- days, so what is open is a list with dates.
CREATE TABLE feedback (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    op_key     uuid NOT NULL CONSTRAINT feedback_op_key UNIQUE,
    ref        text NOT NULL CONSTRAINT feedback_ref UNIQUE, -- what the sender keeps and mentions
    topic      text NOT NULL CONSTRAINT feedback_topic CHECK (topic IN ('access', 'fault', 'idea', 'other')),
    page       text NOT NULL DEFAULT '', -- where on the site, in the sender's words
    body       text NOT NULL CONSTRAINT feedback_body CHECK (length(btrim(body)) BETWEEN 1 AND 5000),
    email      citext NOT NULL DEFAULT '', -- empty: wants no answer
    lang       text NOT NULL CONSTRAINT feedback_lang CHECK (lang IN ('fi', 'en', 'sv')),
    -- Filled in what only robots fill in. It is kept for a while, since a person's browser may have done it, but told to nobody.
    suspect    boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    done_at    timestamptz,
    done_by    bigint REFERENCES person ON DELETE SET NULL
);
CREATE INDEX feedback_open ON feedback (created_at) WHERE done_at IS NULL;
CREATE INDEX feedback_done ON feedback (done_at) WHERE done_at IS NOT NULL;

-- +goose Down
DROP TABLE feedback;
