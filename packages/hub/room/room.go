package room

import (
	"strings"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Kind says what a room is for.
type Kind string

const (
	Meeting  Kind = "meeting"
	Quiet    Kind = "quiet"
	Podcast  Kind = "podcast"
	Group    Kind = "group"
	Training Kind = "training"
	Students Kind = "students" // students' corner and personal guidance
)

// Kinds lists them in the order in which people are shown them.
func Kinds() []Kind { return []Kind{Meeting, Quiet, Podcast, Group, Training, Students} }

// Quarter is the length of a part of a room's day, in minutes.
const Quarter = 15

// Room is a room of a hub. HourCents is the net price of an hour.
type Room struct {
	ID          int64          `db:"id"`
	HubID       int64          `db:"hub_id"`
	Kind        Kind           `db:"kind"`
	NameFi      string         `db:"name_fi"`
	NameEn      string         `db:"name_en"`
	NameSv      string         `db:"name_sv"`
	TextFi      string         `db:"text_fi"`
	TextEn      string         `db:"text_en"`
	TextSv      string         `db:"text_sv"`
	EquipmentFi string         `db:"equipment_fi"` // one thing a line
	EquipmentEn string         `db:"equipment_en"`
	EquipmentSv string         `db:"equipment_sv"`
	People      int            `db:"people"` // how many it holds
	HourCents   int64          `db:"hour_cents"`
	VATClass    money.VATClass `db:"vat_class"`
	Buffer      int            `db:"buffer_minutes"` // kept free after each booking
	CancelHours int            `db:"cancel_hours"`   // the booker may cancel until so long before
	StepFree    bool           `db:"step_free"`
	Active      bool           `db:"active"` // can be booked
	ResourceID  int64          `db:"resource_id"`
}

// NameText is what the room is called.
func (r Room) NameText() i18n.Text { return i18n.Text{Fi: r.NameFi, En: r.NameEn, Sv: r.NameSv} }

// Words say what the room is like.
func (r Room) Words() i18n.Text { return i18n.Text{Fi: r.TextFi, En: r.TextEn, Sv: r.TextSv} }

// Name in the language.
func (r Room) Name(lang string) string { return r.NameText().In(lang) }

// Equipment is what is in the room, in the language, thing by thing.
func (r Room) Equipment(lang string) (list []string) {
	for _, one := range strings.Split(r.EquipmentText().In(lang), "\n") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

// priceOf is the net of so many minutes, half a cent up.
func (r Room) priceOf(minutes int) int64 { return (r.HourCents*int64(minutes) + 30) / 60 }

// EquipmentText is what is there, one thing a line.
func (r Room) EquipmentText() i18n.Text {
	return i18n.Text{Fi: r.EquipmentFi, En: r.EquipmentEn, Sv: r.EquipmentSv}
}
