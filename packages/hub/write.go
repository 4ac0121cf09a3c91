package hub

import (
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/slug"
)

// Create makes a planned hub without desks, open in office hours. Network admins may. A name whose address is taken is
// Invalid, so that sending the form twice makes one hub.
func (s *Service) Create(ctx context.Context, actor access.Actor, f Fresh) (id int64, err error) {
	if err := actor.MayAdmin(); err != nil {
		return 0, err
	}
	f.Name, f.Municipality, f.Position, f.Email = line(f.Name), line(f.Municipality), line(f.Position), line(f.Email)
	fields := basics(f.Name, f.Municipality, f.Position, f.Email)
	if f.Name != "" && slug.From(f.Name) == "" {
		fields = append(fields, fault.Field{Name: "name", Key: "field.invalid"})
	}
	if err := fault.Check(fields); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		h := Hub{Hours: OfficeHours(), Status: Planned}
		if h.ResourceID, err = capacity.NewResource(ctx, tx, "desk_day"); err != nil {
			return err
		}
		lat, lon, _ := ParsePosition(f.Position)
		if err := tx.Get(ctx, &h.ID, `/* hub.Create */
			INSERT INTO hub (slug, name, municipality, lat, lon, email, resource_id, demo) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
			slug.From(f.Name), f.Name, f.Municipality, lat, lon, f.Email, h.ResourceID, f.Demo); err != nil {
			return err
		}
		id = h.ID
		if err := writeHours(ctx, tx, h.ID, h.Hours); err != nil {
			return err
		}
		return setDesks(ctx, tx, h, s.horizonDays())
	})
	if postgres.Constraint(err) == "hub_slug" {
		return 0, fault.OnField("name", "field.hub_exists")
	}
	return id, err
}

// Update writes a hub's facts and hours, and gives every day of the horizon the desks it has from now on. Staff may; only
// network admins change the status. A change that leaves stays without desks is refused with *StaysInTheWay, and then nothing
// is changed.
func (s *Service) Update(ctx context.Context, actor access.Actor, id int64, f Facts) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	f.clean()
	if err := fault.Check(f.faults()); err != nil {
		return err
	}
	return s.change(ctx, id, s.horizonDays(), func(tx *postgres.Tx, h *Hub) error {
		if actor.IsAdmin() && (f.Status == Working || f.Status == Planned || f.Status == Closed) {
			h.Status = f.Status
		}
		h.Desks, h.Hours = f.Desks, f.hours()
		if err := writeFacts(ctx, tx, *h, f); err != nil {
			return err
		}
		return writeHours(ctx, tx, id, h.Hours)
	})
}

func writeFacts(ctx context.Context, tx *postgres.Tx, h Hub, f Facts) error {
	lat, lon, _ := ParsePosition(f.Position)
	_, err := tx.Exec(ctx, `/* hub.Update */
		UPDATE hub SET name = $2, status = $3, municipality = $4, street = $5, postcode = $6, lat = $7, lon = $8, email = $9, phone = $10, business_id = $11,
			intro_fi = $12, intro_en = $13, story_fi = $14, story_en = $15, emphasis_fi = $16, emphasis_en = $17, desks = $18, desk_day_cents = $19,
			vat_class = $20, intro_sv = $21, story_sv = $22, emphasis_sv = $23, step_free = $24, free_from = $25, free_until = $26, updated_at = now()
		WHERE id = $1`, h.ID, f.Name, h.Status, f.Municipality, f.Street, f.Postcode, lat, lon, f.Email, f.Phone, f.BusinessID,
		f.IntroFi, f.IntroEn, f.StoryFi, f.StoryEn, f.EmphasisFi, f.EmphasisEn, f.Desks, f.DeskDayCents, f.VATClass,
		f.IntroSv, f.StorySv, f.EmphasisSv, f.StepFree, f.FreeFrom, f.FreeUntil)
	return err
}

// writeHours replaces a hub's hours.
func writeHours(ctx context.Context, tx *postgres.Tx, id int64, hours Hours) error {
	var weekdays, opens, closes []int64
	for i, span := range hours {
		if span.Open() {
			weekdays, opens, closes = append(weekdays, int64(i+1)), append(opens, int64(span.Opens)), append(closes, int64(span.Closes))
		}
	}
	if _, err := tx.Exec(ctx, `/* hub.writeHours clears */ DELETE FROM hub_hours WHERE hub_id = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* hub.writeHours */
		INSERT INTO hub_hours (hub_id, weekday, opens, closes)
		SELECT $1, w, o, c FROM unnest($2::int[], $3::int[], $4::int[]) AS t (w, o, c)`, id, pq.Array(weekdays), pq.Array(opens), pq.Array(closes))
	return err
}

// FactsOf is the form as a hub has it now.
func FactsOf(h Hub) Facts {
	f := Facts{
		Name: h.Name, Status: h.Status, Municipality: h.Municipality, Street: h.Street, Postcode: h.Postcode, Position: FormatPosition(h.Lat, h.Lon),
		Email: h.Email, Phone: h.Phone, BusinessID: h.BusinessID, IntroFi: h.IntroFi, IntroEn: h.IntroEn, IntroSv: h.IntroSv, StoryFi: h.StoryFi,
		StoryEn: h.StoryEn, StorySv: h.StorySv, EmphasisFi: h.EmphasisFi, EmphasisEn: h.EmphasisEn, EmphasisSv: h.EmphasisSv, StepFree: h.StepFree, FreeFrom: h.FreeFrom, FreeUntil: h.FreeUntil, Desks: h.Desks, DeskDayCents: h.DeskDayCents, VATClass: h.VATClass,
	}
	for weekday := 1; weekday <= 7; weekday++ {
		row := HoursOf{Weekday: weekday}
		if span := h.Hours.On(weekday); span.Open() {
			row.Opens, row.Closes = &span.Opens, &span.Closes
		}
		f.Hours = append(f.Hours, row)
	}
	return f
}
