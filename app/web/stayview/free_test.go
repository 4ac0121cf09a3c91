package stayview

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

func TestFreeHours(t *testing.T) {
	monday := dates.MustParse("2027-06-07")
	moment := func(day, hour, minute int) time.Time { return dates.At(monday.AddDays(day), hour*60+minute) }
	p := Plan{Start: monday, WorkFrom: 8 * 60, WorkTo: 16 * 60, Sessions: []PlanSession{
		{Kind: "transport", StartsAt: moment(0, 8, 0), EndsAt: moment(0, 10, 0)},
		{Kind: "wellbeing", StartsAt: moment(1, 18, 0), EndsAt: moment(1, 21, 0)},
		{Kind: "recreation", StartsAt: moment(2, 18, 0), EndsAt: moment(2, 21, 0), Cancelled: true},
		{Kind: "lodging", StartsAt: moment(0, 16, 0), EndsAt: moment(1, 10, 0)},
		{Kind: "transport", StartsAt: moment(3, 17, 0), EndsAt: moment(3, 19, 0)},
	}}
	for i := range 4 {
		p.Days = append(p.Days, PlanDay{HubID: 7, Open: i != 3})
	}
	for name, c := range map[string]struct {
		from, to time.Time
		want     bool
	}{
		"after work":                       {moment(0, 16, 0), moment(0, 17, 0), true},
		"during work":                      {moment(0, 15, 0), moment(0, 16, 30), false},
		"before the ride has come":         {moment(0, 6, 0), moment(0, 7, 0), false},
		"well before the sauna":            {moment(1, 16, 0), moment(1, 17, 30), true},
		"too near the sauna":               {moment(1, 16, 0), moment(1, 17, 45), false},
		"inside the sauna":                 {moment(1, 19, 0), moment(1, 20, 0), false},
		"instead of what was called off":   {moment(2, 18, 0), moment(2, 20, 0), true},
		"on a free morning":                {moment(3, 9, 0), moment(3, 11, 0), true},
		"when the ride home is on its way": {moment(3, 16, 45), moment(3, 18, 0), false},
		"through the night":                {moment(1, 22, 0), moment(2, 1, 0), false},
		"until midnight":                   {moment(2, 22, 0), moment(3, 0, 0), true},
		"before the stay":                  {moment(-1, 18, 0), moment(-1, 19, 0), false},
		"after the stay":                   {moment(4, 18, 0), moment(4, 19, 0), false},
	} {
		if got := p.Free(c.from, c.to); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if p.HubOn(monday) != 7 || p.HubOn(monday.AddDays(4)) != 0 || p.HubOn(monday.AddDays(-1)) != 0 {
		t.Error("the hub of a day")
	}
}
