package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// roomList are the rooms of the demo by hub. Prices are net, an hour.
var roomList = map[string][]room.Form{
	"hubteekki": {
		{
			Kind: room.Meeting, NameFi: "Reseptihuone", NameEn: "The Prescription", NameSv: "Receptrummet", People: 8, HourCents: 2000, Buffer: 15, CancelHours: 24, StepFree: true,
			TextFi: "Kahdeksan hengen pöytä ja iso näyttö entisessä reseptihuoneessa.", TextEn: "A table for eight and a large screen in the former dispensary.", TextSv: "Ett bord för åtta och en stor skärm i det tidigare receptrummet.",
			EquipmentFi: "Etäkokouskamera\nNäyttö 75\"\nValkotaulu", EquipmentEn: "Video-conference camera\n75\" screen\nWhiteboard", EquipmentSv: "Videokonferenskamera\n75\"-skärm\nWhiteboard",
		},
		{
			Kind: room.Quiet, NameFi: "Rohdoskaappi", NameEn: "The Herb Cupboard", NameSv: "Örtskåpet", People: 2, HourCents: 600, CancelHours: 2, StepFree: true,
			TextFi: "Pieni hiljainen huone puheluille ja keskittymiselle.", TextEn: "A small quiet room for calls and for thinking.", TextSv: "Ett litet tyst rum för samtal och koncentration.",
			EquipmentFi: "Sähköpöytä\nNäyttö", EquipmentEn: "Standing desk\nScreen", EquipmentSv: "Höj- och sänkbart bord\nSkärm",
		},
		{
			Kind: room.Training, NameFi: "Avoin sali", NameEn: "The Open Hall", NameSv: "Öppna salen", People: 30, HourCents: 4000, Buffer: 30, CancelHours: 72, StepFree: true,
			TextFi: "Koulutuksiin ja iltatilaisuuksiin. Tuolit ja pöydät siirtyvät.", TextEn: "For training and evening gatherings. Tables and chairs move.", TextSv: "För utbildningar och kvällsträffar. Bord och stolar går att flytta.",
			EquipmentFi: "Videotykki\nÄänentoisto", EquipmentEn: "Projector\nLoudspeakers", EquipmentSv: "Projektor\nHögtalare",
		},
		{
			Kind: room.Students, NameFi: "Opiskelijanurkka", NameEn: "Students' corner", NameSv: "Studerandehörnan", People: 6, CancelHours: 0, StepFree: true,
			TextFi: "Lukiolaisille ja avoimen yliopiston opiskelijoille, myös henkilökohtaiseen ohjaukseen.", TextEn: "For high-school and open-university students, and for personal guidance.", TextSv: "För gymnasister och studerande vid öppna universitetet, även för personlig handledning.",
		},
	},
	"lennatin": {
		{
			Kind: room.Meeting, NameFi: "Keitele", NameEn: "Keitele", NameSv: "Keitele", People: 12, HourCents: 2500, Buffer: 15, CancelHours: 24, StepFree: true,
			TextFi: "Kokoushuone, jonka ikkunasta näkyy järvi.", TextEn: "A meeting room with a view of the lake.", TextSv: "Ett mötesrum med utsikt över sjön.",
			EquipmentFi: "Etäkokouskamera\nNäyttö 85\"", EquipmentEn: "Video-conference camera\n85\" screen", EquipmentSv: "Videokonferenskamera\n85\"-skärm",
		},
		{
			Kind: room.Group, NameFi: "Sähke", NameEn: "Telegram", NameSv: "Telegrammet", People: 6, HourCents: 1200, Buffer: 15, CancelHours: 12,
			TextFi: "Ryhmätyötila, jossa seinät ovat valkotaulua.", TextEn: "A group room whose walls are whiteboards.", TextSv: "Ett grupprum där väggarna är whiteboardtavlor.",
		},
	},
	"demohubi-saarijarvi": {
		{
			Kind: room.Podcast, NameFi: "Podcast-huone", NameEn: "Podcast room", NameSv: "Poddrummet", People: 4, HourCents: 1500, Buffer: 30, CancelHours: 24,
			TextFi: "Vaimennettu huone neljälle äänelle.", TextEn: "A damped room for four voices.", TextSv: "Ett dämpat rum för fyra röster.",
			EquipmentFi: "Neljä mikrofonia\nMikseri\nKuulokkeet", EquipmentEn: "Four microphones\nMixer\nHeadphones", EquipmentSv: "Fyra mikrofoner\nMixerbord\nHörlurar",
		},
		{Kind: room.Group, NameFi: "Työpaja", NameEn: "Workshop", NameSv: "Verkstaden", People: 12, HourCents: 1800, Buffer: 30, CancelHours: 48, StepFree: true},
	},
	"demohubi-kinnula": {
		{Kind: room.Meeting, NameFi: "Kuusikko", NameEn: "The Spruces", NameSv: "Granskogen", People: 4, CancelHours: 2, StepFree: true, TextFi: "Maksuton neuvotteluhuone metsän reunassa.", TextEn: "A free meeting room at the edge of the forest.", TextSv: "Ett avgiftsfritt mötesrum vid skogsbrynet."},
	},
}

// fillRooms makes the rooms of hubs that have none.
func (s *seeder) fillRooms(ctx context.Context) error {
	for slug, list := range roomList {
		there, err := s.Rooms.ForStaff(ctx, system, s.hubs[slug])
		if err != nil {
			return err
		}
		for _, r := range there {
			s.rooms[slug+"/"+r.NameFi] = r.ID
		}
		if len(there) > 0 {
			continue
		}
		for _, f := range list {
			f.VATClass, f.Active = vatClass("standard"), true
			id, err := s.Rooms.Create(ctx, system, s.hubs[slug], f)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", slug, f.NameFi, err)
			}
			s.rooms[slug+"/"+f.NameFi] = id
		}
	}
	return nil
}

// fillRoomBookings books some of the coming days: a company's, and people at the door.
func (s *seeder) fillRoomBookings(ctx context.Context) error {
	for i, b := range []struct {
		hub, room, from, to string
		workday, people     int
		name                string // empty: the first company
	}{
		{"hubteekki", "Reseptihuone", "9:00", "11:00", 1, 6, ""}, {"hubteekki", "Reseptihuone", "13:00", "14:30", 1, 4, "Pihtiputaan kyläyhdistys"},
		{"hubteekki", "Reseptihuone", "10:00", "12:00", 2, 8, "Vanhempainyhdistys"}, {"hubteekki", "Reseptihuone", "12:30", "15:45", 3, 5, ""},
		{"hubteekki", "Rohdoskaappi", "9:30", "10:30", 2, 1, "Etätyöläinen"}, {"hubteekki", "Avoin sali", "12:00", "16:00", 4, 24, "Avoin yliopisto"},
		{"lennatin", "Keitele", "9:00", "12:00", 2, 10, "Yrittäjäyhdistys"},
	} {
		from, err := clock(b.from)
		if err != nil {
			return err
		}
		to, err := clock(b.to)
		if err != nil {
			return err
		}
		actor, q := system, room.Request{Day: s.workday(b.workday), From: &from, To: &to, People: b.people, Name: b.name, Lang: "fi"}
		if b.name == "" {
			actor, q.Company = s.bookers[0], s.bookers[0].Orgs("company")[0]
		}
		if _, err := s.Rooms.Book(ctx, actor, s.hubs[b.hub], s.rooms[b.hub+"/"+b.room], q, key("room", fmt.Sprint(i), q.Day.String())); err != nil && !taken(err) {
			return fmt.Errorf("%s: %w", b.room, err)
		}
	}
	return nil
}

// workday is the nth day from tomorrow on that is no weekend and no holiday.
func (s *seeder) workday(n int) dates.Date {
	day := s.today
	for n > 0 {
		if day = day.AddDays(1); dates.IsWorkday(day) {
			n--
		}
	}
	return day
}

// taken says that somebody has the room already: an earlier run, or whoever tries the demo.
func taken(err error) bool {
	f := fault.As(err)
	return len(f.Fields) == 1 && (f.Fields[0].Key == "field.room_taken" || f.Fields[0].Key == "field.room_before")
}
