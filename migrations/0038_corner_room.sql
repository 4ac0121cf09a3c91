-- +goose Up
-- A time in the students' corner has the corner's room at the hub, where it has one: cancelled together.
ALTER TABLE room_booking ADD CONSTRAINT room_booking_at_hub UNIQUE (id, hub_id);
ALTER TABLE assignment_meeting ADD room_booking_id bigint,
    ADD CONSTRAINT assignment_meeting_room FOREIGN KEY (room_booking_id, hub_id) REFERENCES room_booking (id, hub_id),
    ADD CONSTRAINT assignment_meeting_room_once UNIQUE (room_booking_id);

-- +goose Down
ALTER TABLE assignment_meeting DROP CONSTRAINT assignment_meeting_room_once, DROP CONSTRAINT assignment_meeting_room, DROP room_booking_id;
ALTER TABLE room_booking DROP CONSTRAINT room_booking_at_hub;
