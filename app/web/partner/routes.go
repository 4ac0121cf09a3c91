package partner

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// ApplyPath is where anyone applies to become a partner; other pages link to it.
const ApplyPath = "/kumppaniksi"

// Deps is what these pages need.
type Deps struct {
	Partners *partners.Service
	Bookings *booking.Service
	Billing  *billing.Service
	Now      func() time.Time
}

type pages struct {
	partners *partners.Service
	bookings *booking.Service
	billing  *billing.Service
	now      func() time.Time
}

// photoCache: a photo's address names its bytes for ever, a new photo has a new id.
const photoCache = 365 * 24 * time.Hour

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d.Partners, d.Bookings, d.Billing, d.Now}
	member := page.Member("partner")
	const (
		home       = "/kumppani/:id"
		activities = home + "/aktiviteetit"
		activity   = activities + "/:aid"
		sessions   = activity + "/kerrat"
	)
	return []page.Route{
		page.Get(ApplyPath, page.Public, p.showApply),
		page.Post(ApplyPath, page.Public, p.apply),
		page.Get(ApplyPath+"/kiitos", page.Public, p.thanks),
		page.Get("/kumppani", member, p.choose),
		page.Get(home, member, p.week),
		page.Get(home+"/paiva", member, p.day),
		page.Get(home+"/tulot", member, p.earnings),
		page.Get(home+"/tiedot", member, p.showProfile),
		page.Post(home+"/tiedot", member, p.updateProfile),
		page.Post(home+"/kalenteri", member, p.newFeed),
		page.Get(activities, member, p.activities),
		page.Get(activities+"/uusi", member, p.showNewActivity),
		page.Post(activities+"/uusi", member, p.createActivity),
		page.Get(activities+"/alv", member, p.suggestVAT),
		page.Get(activity, member, p.showActivity),
		page.Post(activity, member, p.updateActivity),
		page.Post(activity+"/tila", member, p.setActivityStatus),
		page.Post(activity+"/kuva", member, p.savePhoto).With(page.Options{Body: page.MaxBody}),
		page.Post(activity+"/kuva/poista", member, p.removePhoto),
		page.Get(sessions, member, p.sessions),
		page.Post(sessions, member, p.addSession),
		page.Post(sessions+"/viikoittain", member, p.addWeekly),
		page.Post(sessions+nightsPath, member, p.setNights),
		page.Post(sessions+planBPath, member, p.setPlanB),
		page.Post(sessions+"/:sid"+planBPath, member, p.callPlanB),
		page.Post(sessions+previewPath, member, p.previewWeekly),
		page.Post(sessions+manyPath, member, p.changeMany),
		page.Post(sessions+restorePath, member, p.restoreSessions),
		page.Post(sessions+"/:sid/paikat", member, p.changeSeats),
		page.Post(sessions+"/:sid/vahintaan", member, p.changePool),
		page.Post(sessions+"/:sid/poista", member, p.deleteSession),
		page.Post(sessions+"/:sid/peru", member, p.cancelSession),
		page.Get("/kalenteri/:token", page.Public, p.feed).With(page.Options{Neutral: true}),
		page.Get("/kuvat/:id/:width", page.Public, p.showPhoto).With(page.Options{Neutral: true, Cache: photoCache}),
	}
}

func homePath(partner int64) string { return "/kumppani/" + itoa(partner) }

func profilePath(partner int64) string { return homePath(partner) + "/tiedot" }

func activitiesPath(partner int64) string { return homePath(partner) + "/aktiviteetit" }

func activityPath(partner, activity int64) string {
	return activitiesPath(partner) + "/" + itoa(activity)
}

func sessionsPath(partner, activity int64) string { return activityPath(partner, activity) + "/kerrat" }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// opKey is the key of a form that acts once: the one that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}
