package partner

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// title is what takes place: the plan B, once it is called.
func title(ctx context.Context, s partners.Session) string { return named(s, ui.Lang(ctx)) }

func named(s partners.Session, lang string) string {
	if s.Called {
		return s.PlanBTitle(lang)
	}
	return s.Title(lang)
}

// spares are the sessions that are kept for bad weather in the place of others on the list. The seats that stays hold in them are those
// of people who come to the others.
func spares(sessions []partners.Session) map[int64]bool {
	kept := map[int64]bool{}
	for _, s := range sessions {
		if s.PlanB != 0 {
			kept[s.PlanB] = true
		}
	}
	return kept
}

// onlySpare says whether all who hold seats in a session come to others on the list, which it is kept for.
func onlySpare(sessions []partners.Session, s partners.Session) bool {
	taken := 0
	for _, other := range sessions {
		if other.PlanB == s.ID {
			taken += other.Taken
		}
	}
	return spares(sessions)[s.ID] && s.Taken <= taken
}

// dropSpares leaves out of the week what is kept for bad weather and not sold by itself.
func (v *weekView) dropSpares() {
	drop := func(list []partners.Session) []partners.Session {
		kept := spares(list)
		return slices.DeleteFunc(list, func(s partners.Session) bool {
			return kept[s.ID] && slices.ContainsFunc(v.offered, func(o partners.Offered) bool { return o.ID == s.ActivityID && o.Status == partners.Draft })
		})
	}
	v.sessions, v.ahead = drop(v.sessions), drop(v.ahead)
}

// standsIn says whether an activity is the plan B of another: a draft that needs no finishing.
func (v weekView) standsIn(activity int64) bool {
	return slices.ContainsFunc(v.offered, func(o partners.Offered) bool { return o.PlanB == activity && o.Status != partners.Archived })
}
