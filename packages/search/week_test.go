package search

import (
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

var (
	monday = dates.MustParse("2027-06-07")
	booked = dates.MustParse("2026-11-23")
	rates  = money.Rates{
		{Class: money.Standard, From: dates.MustParse("2024-09-01"), BP: 2550},
		{Class: money.Reduced, From: dates.MustParse("2026-01-01"), BP: 1350},
		{Class: money.Reduced, From: dates.MustParse("2027-03-01"), BP: 1400},
	}
)

// week is five days at one hub with a sauna for the group and a canoe trip a person.
func week() packages.Package {
	return packages.Package{
		HubID: 1,
		Revision: packages.Revision{
			State: packages.Published, StartWeekdays: packages.Weekdays{1}, SaleFrom: monday.AddDays(-30), SaleUntil: monday.AddDays(90),
			GroupMin: 2, GroupMax: 10, WorkFrom: 8 * 60, WorkTo: 16 * 60, Pricing: packages.Sum,
		},
		Legs: []packages.Leg{{Position: 1, HubID: 1, HubName: "HUBteekki", HubResource: 11, Days: 5, DeskDayCents: 1500, VATClass: money.Standard}},
		Items: []packages.Item{
			{Position: 1, ActivityID: 101, PartnerID: 7, PartnerName: "Sauna", Kind: "wellbeing", TitleFi: "Savusauna", Minutes: 180, GroupMax: 16, Times: 1, PriceCents: 32000, PricePer: "group", VATClass: money.Standard},
			{Position: 2, ActivityID: 102, PartnerID: 8, PartnerName: "Melojat", Kind: "recreation", TitleFi: "Kanootti-ilta", Minutes: 210, GroupMax: 10, Times: 2, PriceCents: 5200, PricePer: "person", VATClass: money.Reduced},
		},
	}
}

var now = dates.At(booked, 12*60)

const evening = 17 * 60

func session(id, activity int64, day int, from, minutes, free int) partners.OpenSession {
	d := monday.AddDays(day)
	start := dates.At(d, from)
	return partners.OpenSession{
		ID: id, ActivityID: activity, Day: d, StartsAt: start, EndsAt: start.Add(time.Duration(minutes) * time.Minute),
		ResourceID: 1000 + id, Capacity: free,
	}
}
