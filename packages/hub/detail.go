package hub

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// AccessModels are the ways into a hub: staff at the door, a code or a phone key outside of hours too, both, a key to be fetched.
func AccessModels() []string { return []string{"staffed", "code", "mixed", "key"} }

// Languages are those that a hub serves people in.
func Languages() []string { return []string{"fi", "en", "sv", "de", "et", "uk"} }

// Facilities are what a hub can have, in the order in which people are shown them.
func Facilities() []string {
	return []string{"video", "podcast", "quiet", "group", "students", "screens", "standing", "printer", "kitchen", "lounge", "showers", "lockers", "bikes", "ev"}
}

// ContactRoles are whom one asks about what. Contacts have roles, not names.
func ContactRoles() []string {
	return []string{"manager", "booking", "technical", "business", "learning", "municipality"}
}

// Details is what else one wants to know of a hub before coming; also the form of it.
type Details struct {
	Access     string         `db:"access" form:"access"`
	AccessFi   string         `db:"access_fi" form:"access_fi"`
	AccessEn   string         `db:"access_en" form:"access_en"`
	AccessSv   string         `db:"access_sv" form:"access_sv"`
	Languages  pq.StringArray `db:"languages" form:"languages"`
	Facilities pq.StringArray `db:"facilities" form:"facilities"`
	DownMbps   int            `db:"down_mbps" form:"down_mbps"`
	UpMbps     int            `db:"up_mbps" form:"up_mbps"`
	MeasuredOn dates.Date     `db:"measured_on" form:"measured_on"`
	RoadFi     string         `db:"road_fi" form:"road_fi"`
	RoadEn     string         `db:"road_en" form:"road_en"`
	RoadSv     string         `db:"road_sv" form:"road_sv"`
	CoachFi    string         `db:"coach_fi" form:"coach_fi"`
	CoachEn    string         `db:"coach_en" form:"coach_en"`
	CoachSv    string         `db:"coach_sv" form:"coach_sv"`
	RailFi     string         `db:"rail_fi" form:"rail_fi"`
	RailEn     string         `db:"rail_en" form:"rail_en"`
	RailSv     string         `db:"rail_sv" form:"rail_sv"`
	ParkingFi  string         `db:"parking_fi" form:"parking_fi"`
	ParkingEn  string         `db:"parking_en" form:"parking_en"`
	ParkingSv  string         `db:"parking_sv" form:"parking_sv"`
	RulesFi    string         `db:"rules_fi" form:"rules_fi"` // one a line
	RulesEn    string         `db:"rules_en" form:"rules_en"`
	RulesSv    string         `db:"rules_sv" form:"rules_sv"`
	Contacts   []Contact      `db:"-" form:"contacts"`
}

// Contact is where to ask somebody in a role.
type Contact struct {
	Role  string `db:"role" form:"role"`
	Email string `db:"email" form:"email"`
	Phone string `db:"phone" form:"phone"`
}

// Ways are how to get there, by what one comes: road, coach, rail, parking.
func (d Details) Ways() map[string]i18n.Text {
	return map[string]i18n.Text{
		"road": {Fi: d.RoadFi, En: d.RoadEn, Sv: d.RoadSv}, "coach": {Fi: d.CoachFi, En: d.CoachEn, Sv: d.CoachSv},
		"rail": {Fi: d.RailFi, En: d.RailEn, Sv: d.RailSv}, "parking": {Fi: d.ParkingFi, En: d.ParkingEn, Sv: d.ParkingSv},
	}
}

// AccessText says how one gets in.
func (d Details) AccessText() i18n.Text {
	return i18n.Text{Fi: d.AccessFi, En: d.AccessEn, Sv: d.AccessSv}
}

// RulesText are the rules of the house, one a line.
func (d Details) RulesText() i18n.Text {
	return i18n.Text{Fi: d.RulesFi, En: d.RulesEn, Sv: d.RulesSv}
}

// Rules of the house in the language, one by one.
func (d Details) Rules(lang string) (list []string) {
	for _, one := range strings.Split(d.RulesText().In(lang), "\n") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

const selectDetails = `/* hub.details */
	SELECT access, access_fi, access_en, access_sv, languages, facilities, down_mbps, up_mbps, measured_on, road_fi, road_en, road_sv, coach_fi, coach_en, coach_sv,
		rail_fi, rail_en, rail_sv, parking_fi, parking_en, parking_sv, rules_fi, rules_en, rules_sv
	FROM hub_detail WHERE hub_id = $1`

// Details of a hub; empty where nobody has said any. Anyone may see them.
func (s *Service) Details(ctx context.Context, id int64) (d Details, err error) {
	if err = s.db.Get(ctx, &d, selectDetails, id); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return d, err
	}
	err = s.db.Select(ctx, &d.Contacts, `/* hub.contacts */ SELECT role, email, phone FROM hub_contact WHERE hub_id = $1 ORDER BY position`, id)
	return d, err
}

// maxContacts is how many contacts a hub has at most.
const maxContacts = 12

// Describe writes a hub's details. Staff may. Contacts without an address and a number are left out.
func (s *Service) Describe(ctx context.Context, actor access.Actor, id int64, d Details) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	d.clean()
	if err := fault.Check(d.faults(s.today())); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := s.locked(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* hub.Describe */
			INSERT INTO hub_detail (hub_id, access, access_fi, access_en, access_sv, languages, facilities, down_mbps, up_mbps, measured_on, road_fi, road_en, road_sv, coach_fi,
				coach_en, coach_sv, rail_fi, rail_en, rail_sv, parking_fi, parking_en, parking_sv, rules_fi, rules_en, rules_sv)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
			ON CONFLICT (hub_id) DO UPDATE SET access = excluded.access, access_fi = excluded.access_fi, access_en = excluded.access_en, access_sv = excluded.access_sv,
				languages = excluded.languages, facilities = excluded.facilities, down_mbps = excluded.down_mbps, up_mbps = excluded.up_mbps, measured_on = excluded.measured_on,
				road_fi = excluded.road_fi, road_en = excluded.road_en, road_sv = excluded.road_sv, coach_fi = excluded.coach_fi, coach_en = excluded.coach_en, coach_sv = excluded.coach_sv,
				rail_fi = excluded.rail_fi, rail_en = excluded.rail_en, rail_sv = excluded.rail_sv, parking_fi = excluded.parking_fi, parking_en = excluded.parking_en,
				parking_sv = excluded.parking_sv, rules_fi = excluded.rules_fi, rules_en = excluded.rules_en, rules_sv = excluded.rules_sv, updated_at = now()`,
			id, d.Access, d.AccessFi, d.AccessEn, d.AccessSv, d.Languages, d.Facilities, d.DownMbps, d.UpMbps, d.MeasuredOn, d.RoadFi, d.RoadEn, d.RoadSv, d.CoachFi,
			d.CoachEn, d.CoachSv, d.RailFi, d.RailEn, d.RailSv, d.ParkingFi, d.ParkingEn, d.ParkingSv, d.RulesFi, d.RulesEn, d.RulesSv)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* hub.clearContacts */ DELETE FROM hub_contact WHERE hub_id = $1`, id); err != nil {
			return err
		}
		for i, c := range d.Contacts {
			if _, err := tx.Exec(ctx, `/* hub.addContact */ INSERT INTO hub_contact (hub_id, position, role, email, phone) VALUES ($1, $2, $3, $4, $5)`, id, i+1, c.Role, c.Email, c.Phone); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `/* hub.described */ UPDATE hub SET updated_at = now() WHERE id = $1`, id)
		return err
	})
}

func (d *Details) clean() {
	for _, s := range []*string{
		&d.AccessFi, &d.AccessEn, &d.AccessSv, &d.RoadFi, &d.RoadEn, &d.RoadSv, &d.CoachFi, &d.CoachEn, &d.CoachSv, &d.RailFi, &d.RailEn, &d.RailSv,
		&d.ParkingFi, &d.ParkingEn, &d.ParkingSv,
	} {
		*s = typed.Line(*s)
	}
	for _, s := range []*string{&d.RulesFi, &d.RulesEn, &d.RulesSv} {
		*s = typed.Text(*s)
	}
	for i := range d.Contacts {
		c := &d.Contacts[i]
		c.Email, c.Phone = typed.Word(c.Email), typed.Line(c.Phone)
	}
	d.Languages, d.Facilities = inOrder(d.Languages, Languages()), inOrder(d.Facilities, Facilities())
}

// inOrder are those of all that were chosen, each once; what is not known is left out.
func inOrder(chosen, all []string) pq.StringArray {
	list := pq.StringArray{}
	for _, one := range all {
		if slices.Contains(chosen, one) {
			list = append(list, one)
		}
	}
	return list
}

// maxMbps is more than anybody's connection.
const maxMbps = 100_000

// faults are the field errors of cleaned details; it drops contacts that say nothing.
func (d *Details) faults(today dates.Date) (fields []fault.Field) {
	add := func(wrong bool, name, key string, args ...any) {
		if wrong {
			fields = append(fields, fault.Field{Name: name, Key: key, Args: named(args)})
		}
	}
	add(d.Access != "" && !slices.Contains(AccessModels(), d.Access), "access", "field.choice")
	for name, n := range map[string]int{"down_mbps": d.DownMbps, "up_mbps": d.UpMbps} {
		add(n < 0 || n > maxMbps, name, "field.range", "Min", 0, "Max", maxMbps)
	}
	measured := d.DownMbps != 0 || d.UpMbps != 0
	add(measured && d.MeasuredOn.IsZero(), "measured_on", "field.required")
	add(d.MeasuredOn.After(today), "measured_on", "field.measured_later")
	if !measured {
		d.MeasuredOn = dates.Date{}
	}
	for name, t := range d.texts() {
		fields = append(fields, tooLong(500, text{name, t})...)
	}
	for name, t := range map[string]string{"rules_fi": d.RulesFi, "rules_en": d.RulesEn, "rules_sv": d.RulesSv} {
		fields = append(fields, tooLong(maxRules, text{name, t})...)
	}
	add(len(d.Contacts) > maxContacts, "contacts.0.role", "field.range", "Min", 0, "Max", maxContacts)
	var contacts []Contact
	for i, c := range d.Contacts {
		if c.Email == "" && c.Phone == "" {
			continue
		}
		at := fmt.Sprintf("contacts.%d.", i)
		add(!slices.Contains(ContactRoles(), c.Role), at+"role", "field.choice")
		add(c.Email != "" && !email.MatchString(c.Email), at+"email", "field.email")
		fields = append(fields, tooLong(200, text{at + "email", c.Email}, text{at + "phone", c.Phone})...)
		contacts = append(contacts, c)
	}
	d.Contacts = contacts
	return fields
}

func (d Details) texts() map[string]string {
	all := map[string]string{"access_fi": d.AccessFi, "access_en": d.AccessEn, "access_sv": d.AccessSv}
	for name, way := range d.Ways() {
		all[name+"_fi"], all[name+"_en"], all[name+"_sv"] = way.Fi, way.En, way.Sv
	}
	return all
}
