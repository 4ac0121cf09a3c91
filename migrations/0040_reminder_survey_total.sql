-- +goose Up
-- Who comes to a meeting is reminded once, the day before.
ALTER TABLE network_meeting ADD reminded_at timestamptz;
CREATE INDEX network_meeting_remind ON network_meeting (starts_at) WHERE reminded_at IS NULL AND cancelled_at IS NULL;

-- Averages are published in batches of three answers, so that nobody can work one out by looking before and after it. An answer waits
-- until two others do; then all that wait are copied to survey_shown, and survey_total has the sums of what is shown. The total stays
-- when the answers themselves are deleted.
ALTER TABLE survey_answer ADD waits boolean NOT NULL DEFAULT true;
CREATE TABLE survey_shown (
    booking_id bigint NOT NULL REFERENCES booking,
    respondent bytea NOT NULL,
    work       smallint NOT NULL,
    activities smallint,
    hosting    smallint NOT NULL,
    again      smallint NOT NULL,
    PRIMARY KEY (booking_id, respondent)
);
CREATE TABLE survey_total (
    booking_id bigint PRIMARY KEY REFERENCES booking,
    answers    int NOT NULL DEFAULT 0, -- all of them
    shown      int NOT NULL DEFAULT 0 CONSTRAINT survey_total_batch CHECK (shown = 0 OR shown >= 3),
    work       int NOT NULL DEFAULT 0, -- sums of those shown
    activities int NOT NULL DEFAULT 0,
    took_part  int NOT NULL DEFAULT 0, -- how many of those shown took part in activities
    hosting    int NOT NULL DEFAULT 0,
    again      int NOT NULL DEFAULT 0
);
INSERT INTO survey_shown (booking_id, respondent, work, activities, hosting, again)
SELECT booking_id, respondent, work, activities, hosting, again FROM survey_answer
WHERE booking_id IN (SELECT booking_id FROM survey_answer GROUP BY booking_id HAVING count(*) >= 3);
UPDATE survey_answer SET waits = false WHERE booking_id IN (SELECT booking_id FROM survey_shown);
INSERT INTO survey_total (booking_id, answers, shown, work, activities, took_part, hosting, again)
SELECT a.booking_id, count(*), count(s.work), coalesce(sum(s.work), 0), coalesce(sum(s.activities), 0), count(s.activities), coalesce(sum(s.hosting), 0), coalesce(sum(s.again), 0)
FROM survey_answer a LEFT JOIN survey_shown s USING (booking_id, respondent) GROUP BY a.booking_id;

-- +goose Down
DROP TABLE survey_total, survey_shown;
ALTER TABLE survey_answer DROP waits;
DROP INDEX network_meeting_remind;
ALTER TABLE network_meeting DROP reminded_at;
