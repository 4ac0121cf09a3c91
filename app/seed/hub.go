package seed

import (
	"context"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub"
)

func (s *seeder) fillHubs(ctx context.Context) error {
	there, err := s.Hubs.Mine(ctx, system)
	if err != nil {
		return err
	}
	known := map[string]int64{}
	for _, h := range there {
		known[h.Name] = h.ID
	}
	for _, h := range hubs {
		id, ok := known[h.name]
		if !ok {
			if id, err = s.hub(ctx, h); err != nil {
				return fmt.Errorf("%s: %w", h.name, err)
			}
		}
		s.hubs[h.slug] = id
	}
	return nil
}

func (s *seeder) hub(ctx context.Context, h hubData) (int64, error) {
	position := fmt.Sprintf("%.3f, %.3f", h.lat, h.lon)
	id, err := s.Hubs.Create(ctx, system, hub.Fresh{Name: h.name, Municipality: h.municipality, Position: position, Email: h.email, Demo: h.demo})
	if err != nil {
		return 0, err
	}
	sv := inSwedish[h.slug]
	facts := hub.Facts{
		Name: h.name, Status: hub.Status(h.status), Municipality: h.municipality, Street: h.street, Postcode: h.postcode, Position: position, Email: h.email, BusinessID: h.businessID,
		IntroFi: h.introFi, IntroEn: h.introEn, StoryFi: h.storyFi, StoryEn: h.storyEn, EmphasisFi: h.emphasisFi, EmphasisEn: h.emphasisEn,
		IntroSv: sv.intro, StorySv: sv.story, EmphasisSv: sv.emphasis,
		StepFree: slices.Contains(stepFreeHubs, h.slug), Desks: h.desks, DeskDayCents: h.dayCents, VATClass: vatClass("standard"),
	}
	if h.slug == "demohubi-saarijarvi" { // free of charge for a while, to be seen in search, price and booking
		facts.FreeFrom, facts.FreeUntil = s.today, s.today.AddDays(60)
	}
	opens, closes := 8*60, 16*60
	for day := 1; day <= 7; day++ {
		hours := hub.HoursOf{Weekday: day}
		if day <= 5 {
			hours.Opens, hours.Closes = &opens, &closes
		}
		facts.Hours = append(facts.Hours, hours)
	}
	if err := s.Hubs.Update(ctx, system, id, facts); err != nil || facts.Status != hub.Working {
		return id, err
	}
	return id, s.Hubs.CloseDays(ctx, system, id, holidays(s.today))
}

// holidays are the days on which nobody comes to work, from tomorrow on for as long as desks can be booked. Weekends are closed anyway.
func holidays(today dates.Date) (list []hub.Closure) {
	last := today.AddDays(hub.Horizon)
	for year := today.Year(); year <= last.Year(); year++ {
		for _, h := range dates.Holidays(year) {
			if h.Date.After(today) && !h.Date.After(last) && !h.Date.IsWeekend() {
				list = append(list, hub.Closure{Day: h.Date, ReasonFi: capital(h.Name("fi")), ReasonEn: h.Name("en"), ReasonSv: capital(h.Name("sv"))})
			}
		}
	}
	return list
}

// capital is a name as it stands by itself.
func capital(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}
