-- A hub's desks by name, with their place on its floor plan; who sits at which on which day; and what people wish for beforehand.

-- +goose Up
ALTER TABLE hub ADD CONSTRAINT hub_with_resource UNIQUE (id, resource_id);

CREATE TABLE desk (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hub_id      bigint NOT NULL,
    resource_id bigint NOT NULL, -- the hub's desk-days
    name        text NOT NULL CONSTRAINT desk_name CHECK (length(btrim(name)) BETWEEN 1 AND 30),
    col         smallint NOT NULL CONSTRAINT desk_col CHECK (col BETWEEN 1 AND 20),
    line        smallint NOT NULL CONSTRAINT desk_line CHECK (line BETWEEN 1 AND 20),
    quiet       boolean NOT NULL DEFAULT false,
    screen      boolean NOT NULL DEFAULT false,
    standing    boolean NOT NULL DEFAULT false,
    by_window   boolean NOT NULL DEFAULT false,
    out_from    date, -- nobody is seated here from this day on
    out_to      date, -- the last such day; null: until further notice
    CONSTRAINT desk_out CHECK (CASE WHEN out_to IS NULL THEN true ELSE out_from IS NOT NULL AND out_from <= out_to END),
    CONSTRAINT desk_of_hub FOREIGN KEY (hub_id, resource_id) REFERENCES hub (id, resource_id),
    CONSTRAINT desk_place_once UNIQUE (hub_id, line, col),
    CONSTRAINT desk_with_resource UNIQUE (id, resource_id)
);
CREATE UNIQUE INDEX desk_name_once ON desk (hub_id, lower(name));

-- A seat lives by its stay's allocation of the day: what gives the desk-day back gives the desk back, in the same statement.
CREATE TABLE desk_seat (
    desk_id     bigint NOT NULL,
    day         date NOT NULL,
    booking_id  bigint NOT NULL,
    position    smallint NOT NULL CONSTRAINT desk_seat_position CHECK (position BETWEEN 1 AND 1000), -- in the group
    resource_id bigint NOT NULL,
    part        smallint NOT NULL DEFAULT 0 CONSTRAINT desk_seat_part CHECK (part = 0),
    CONSTRAINT desk_seat_once PRIMARY KEY (desk_id, day), -- never two people at one desk
    CONSTRAINT desk_seat_person UNIQUE (booking_id, day, position) DEFERRABLE INITIALLY IMMEDIATE, -- nor one person at two
    CONSTRAINT desk_seat_desk FOREIGN KEY (desk_id, resource_id) REFERENCES desk (id, resource_id) ON DELETE CASCADE,
    CONSTRAINT desk_seat_held FOREIGN KEY (booking_id, resource_id, day, part) REFERENCES allocation (booking_id, resource_id, day, part) ON DELETE CASCADE
);

CREATE TABLE desk_wish (
    booking_id bigint NOT NULL REFERENCES booking,
    hub_id     bigint NOT NULL REFERENCES hub,
    person     text NOT NULL, -- the participant's token: rows of participants come and go, their links stay
    desk_id    bigint REFERENCES desk ON DELETE CASCADE,
    kind       text CONSTRAINT desk_wish_kind CHECK (kind IN ('quiet', 'screen', 'standing', 'window')),
    PRIMARY KEY (booking_id, hub_id, person),
    CONSTRAINT desk_wish_one CHECK ((desk_id IS NULL) <> (kind IS NULL))
);
CREATE INDEX desk_wish_desk ON desk_wish (desk_id);
CREATE INDEX desk_wish_hub ON desk_wish (hub_id);

-- Who needs a desk at which hub on which day: everybody of a confirmed stay at the hub of its leg, but those who work elsewhere that day,
-- and those who come from elsewhere. Never more of a stay than it has desks.
CREATE VIEW desk_guest AS
SELECT booking_id, hub_id, resource_id, day, position, person, name, visitor
FROM (
    SELECT a.booking_id, h.id AS hub_id, a.resource_id, a.day, g.position::smallint AS position, coalesce(p.token, '') AS person, coalesce(p.name, '') AS name,
        m.id IS NOT NULL AS visitor, a.quantity, row_number() OVER (PARTITION BY a.booking_id, h.id, a.resource_id, a.day ORDER BY g.position) AS nth
    FROM allocation a
    JOIN hub h ON h.resource_id = a.resource_id
    JOIN booking b ON b.id = a.booking_id AND b.state IN ('confirmed', 'completed')
    CROSS JOIN LATERAL generate_series(1, b.people) AS g (position)
    LEFT JOIN participant p ON p.booking_id = b.id AND p.position = g.position
    LEFT JOIN day_move m ON m.booking_id = b.id AND m.person = p.token AND m.day = a.day AND m.state = 'accepted'
    WHERE a.part = 0 AND CASE WHEN m.id IS NULL
        THEN EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = h.id AND a.day BETWEEN l.starts_on AND l.ends_on)
        ELSE m.to_hub = h.id END
) x
WHERE nth <= quantity;

-- +goose Down
DROP VIEW desk_guest;
DROP TABLE desk_wish, desk_seat, desk;
ALTER TABLE hub DROP CONSTRAINT hub_with_resource;
