package staff

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/search"
)

// Deps is what these pages need. Reader reads the list of activities that packages are built from.
type Deps struct {
	Hubs     *hub.Service
	Bookings *booking.Service
	Editor   *packages.Editor
	Finder   *search.Finder
	Reader   postgres.Reader
	Desks    *desk.Service   // may be nil: then desks have no names
	Surveys  *survey.Service // may be nil: then nobody is asked how it was
	Now      func() time.Time
}

// pages has what the actions need.
type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d}
	staff := page.Member("hub")
	const (
		home = "/hubi/:id"
		list = home + "/paketit"
		one  = list + "/:package"
	)
	return []page.Route{
		page.Get("/hubi", staff, p.choose),
		page.Get(home, staff, p.home),
		page.Get(home+"/kayttoaste", staff, p.occupancy),
		page.Get(home+"/raportti", staff, p.showReport),
		page.Get(home+"/raportti.csv", staff, p.reportFile),
		page.Get(home+"/varaukset", staff, p.stays),
		page.Get(home+"/varaukset/:ref", staff, p.stay),
		page.Post(home+"/varaukset/:ref"+planBPath, staff, p.callPlanB),
		page.Post(home+"/varaukset/:ref/saapuneet", staff, p.noteArrivals),
		page.Post(home+"/varaukset/:ref/siirtyma/:leg", staff, p.writeHandOver),
		page.Post(home+"/varaukset/:ref/siirtyma/:leg/merkki", staff, p.markHandOver),
		page.Get(home+"/paivavieraat", staff, p.visits),
		page.Get(home+"/paivavieraat/:move", staff, p.visit),
		page.Post(home+"/paivavieraat/:move", staff, p.answerVisit),
		page.Get(home+"/tiedot", staff, p.showFacts),
		page.Post(home+"/tiedot", staff, p.updateFacts),
		page.Get(home+"/kuvaus", staff, p.showDetails),
		page.Post(home+"/kuvaus", staff, p.describe),
		page.Get(home+"/kuvat", staff, p.showPhotos),
		page.Post(home+"/kuvat", staff, p.addPhoto).With(page.Options{Body: page.MaxBody}),
		page.Post(home+"/kuvat/:photo", staff, p.describePhoto),
		page.Post(home+"/kuvat/:photo/ensin", staff, p.putPhotoFirst),
		page.Post(home+"/kuvat/:photo/poista", staff, p.removePhoto),
		page.Post(home+"/suljetut", staff, p.closeDays),
		page.Post(home+"/suljetut/avaa", staff, p.openDays),
		page.Post(home+"/suljetut/palauta", staff, p.closeAgain),
		page.Get(list, staff, p.packages),
		page.Post(list, staff, p.createPackage),
		page.Post(list+"/arkisto", staff, p.archiveMany),
		page.Get(list+"/verkosta", staff, p.elsewhere),
		page.Get(list+"/verkosta/:source", staff, p.showCopyHere),
		page.Post(list+"/verkosta/:source", staff, p.copyHere),
		page.Get(one, staff, p.showBuilder),
		page.Post(one, staff, p.savePackage),
		page.Post(one+"/laske", staff, p.reckonPackage),
		page.Post(one+"/rivit", staff, p.changeRows),
		page.Post(one+"/valikoima", staff, p.filterPicks),
		page.Post(one+"/julkaise", staff, p.publishPackage),
		page.Get(one+"/esikatselu", staff, p.previewPackage),
		page.Post(one+"/esikatselu", staff, p.saveAndPreview),
		page.Post(one+"/kopioi", staff, p.copyPackage),
		page.Post(one+"/arkistoi", staff, p.archivePackage),
		page.Post(one+"/palauta", staff, p.unarchivePackage),
		page.Post(one+"/hylkaa", staff, p.dropDraft),
	}
}

func homePath(hubID int64) string { return "/hubi/" + itoa(hubID) }

func occupancyPath(hubID int64) string { return homePath(hubID) + "/kayttoaste" }

func staysPath(hubID int64) string { return homePath(hubID) + "/varaukset" }

func stayPath(hubID int64, ref string) string { return staysPath(hubID) + "/" + ref }

func factsPath(hubID int64) string { return homePath(hubID) + "/tiedot" }

func photosPath(hubID int64) string { return homePath(hubID) + "/kuvat" }

func photoPath(hubID, photoID int64) string { return photosPath(hubID) + "/" + itoa(photoID) }

func packagesPath(hubID int64) string { return homePath(hubID) + "/paketit" }

func packagePath(hubID, packageID int64) string { return packagesPath(hubID) + "/" + itoa(packageID) }

func elsewherePath(hubID int64) string { return packagesPath(hubID) + "/verkosta" }

func copyHerePath(hubID, sourceID int64) string { return elsewherePath(hubID) + "/" + itoa(sourceID) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// hub is the one that the address names; to those who do not run it, it does not exist.
func (p pages) hub(c *page.Ctx) (hub.Hub, error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return hub.Hub{}, err
	}
	return p.Hubs.ForStaff(c.Context(), c.Actor(), id)
}

// opKey is the key of a form that acts once: the one that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}
