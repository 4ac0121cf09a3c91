package room

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// Notifier tells the booker and the hub, within the transaction: once committed, the mail is on its way.
type Notifier interface {
	RoomBooked(ctx context.Context, tx *postgres.Tx, b Booking) error
	RoomCancelled(ctx context.Context, tx *postgres.Tx, b Booking) error
}

// Service is everything that people do with rooms. Rooms and their free times are for everybody to see; methods that take an
// actor check it first.
type Service struct {
	db     *postgres.DB
	hubs   *hub.Service
	notify Notifier
	now    func() time.Time
}

// New makes the service; now is the clock.
func New(db *postgres.DB, hubs *hub.Service, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, hubs: hubs, notify: notify, now: now}
}

func (s *Service) today() dates.Date { return dates.Today(s.now()) }

func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "fault.not_found").Wrap(err)
	}
	return err
}

const roomColumns = `id, hub_id, kind, name_fi, name_en, name_sv, text_fi, text_en, text_sv, equipment_fi, equipment_en, equipment_sv, people, hour_cents, vat_class,
	buffer_minutes, cancel_hours, step_free, active, resource_id`

// Rooms are those of a hub that can be booked. Anyone may see them.
func (s *Service) Rooms(ctx context.Context, hubID int64) (list []Room, err error) {
	err = s.db.Select(ctx, &list, `/* room.Rooms */ SELECT `+roomColumns+` FROM room WHERE hub_id = $1 AND active ORDER BY array_position('{meeting,group,podcast,quiet,training,students}', kind), id`, hubID)
	return list, err
}

// ForStaff are all rooms of a hub. Staff may.
func (s *Service) ForStaff(ctx context.Context, actor access.Actor, hubID int64) (list []Room, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* room.ForStaff */ SELECT `+roomColumns+` FROM room WHERE hub_id = $1 ORDER BY NOT active, array_position('{meeting,group,podcast,quiet,training,students}', kind), id`, hubID)
	return list, err
}

// OfHub is a room of the hub; NotFound when it has no such room.
func (s *Service) OfHub(ctx context.Context, hubID, id int64) (r Room, err error) {
	err = s.db.Get(ctx, &r, `/* room.OfHub */ SELECT `+roomColumns+` FROM room WHERE id = $1 AND hub_id = $2`, id, hubID)
	return r, found(err)
}

// Create adds a room to a hub. Staff may.
func (s *Service) Create(ctx context.Context, actor access.Actor, hubID int64, f Form) (id int64, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return 0, err
	}
	f.clean()
	if err := fault.Check(f.faults()); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		resource, err := capacity.NewResource(ctx, tx, "room_hour")
		if err != nil {
			return err
		}
		return tx.Get(ctx, &id, `/* room.Create */
			INSERT INTO room (hub_id, kind, name_fi, name_en, name_sv, text_fi, text_en, text_sv, equipment_fi, equipment_en, equipment_sv, people, hour_cents,
				vat_class, buffer_minutes, cancel_hours, step_free, active, resource_id)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING id`,
			hubID, f.Kind, f.NameFi, f.NameEn, f.NameSv, f.TextFi, f.TextEn, f.TextSv, f.EquipmentFi, f.EquipmentEn, f.EquipmentSv, f.People, f.HourCents,
			f.VATClass, f.Buffer, f.CancelHours, f.StepFree, f.Active, resource)
	})
	return id, err
}

// Update changes a room. What is booked stays as it was booked. Staff may.
func (s *Service) Update(ctx context.Context, actor access.Actor, hubID, id int64, f Form) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	f.clean()
	if err := fault.Check(f.faults()); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var there int64
		return found(tx.Get(ctx, &there, `/* room.Update */
			UPDATE room SET kind = $3, name_fi = $4, name_en = $5, name_sv = $6, text_fi = $7, text_en = $8, text_sv = $9, equipment_fi = $10, equipment_en = $11,
				equipment_sv = $12, people = $13, hour_cents = $14, vat_class = $15, buffer_minutes = $16, cancel_hours = $17, step_free = $18, active = $19, updated_at = now()
			WHERE id = $1 AND hub_id = $2 RETURNING id`,
			id, hubID, f.Kind, f.NameFi, f.NameEn, f.NameSv, f.TextFi, f.TextEn, f.TextSv, f.EquipmentFi, f.EquipmentEn, f.EquipmentSv, f.People, f.HourCents,
			f.VATClass, f.Buffer, f.CancelHours, f.StepFree, f.Active))
	})
}
