package learning_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// class is a network with an institution; its clock stands at noon on 23 November 2026. Mails are only written down.
type class struct {
	*learning.Service
	packtest.Network
	t      *testing.T
	school access.Actor
	id     int64 // of the institution
	seats  map[string]learning.Seat
	news   map[string]learning.Reader
	told   []string
	now    time.Time
}

func (c *class) SeatAsked(_ context.Context, _ *postgres.Tx, _ learning.Course, s learning.Seat) error {
	c.seats[s.Email] = s
	return nil
}

func (c *class) SeatTaken(_ context.Context, _ *postgres.Tx, _ learning.Course, s learning.Seat) error {
	c.told = append(c.told, "seat "+s.Email)
	return nil
}

func (c *class) NewsAsked(_ context.Context, _ *postgres.Tx, r learning.Reader) error {
	c.news[r.Email] = r
	return nil
}

func (c *class) CoursePublished(_ context.Context, _ *postgres.Tx, x learning.Course, r learning.Reader) error {
	c.told = append(c.told, x.TitleFi+" "+r.Email)
	return nil
}

// silent is never told anything: no partner applies here and no session is called off.
type silent struct{ partners.Notifier }

func newClass(t *testing.T) *class {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	c := &class{Network: packtest.New(t, db, packtest.Options{}), t: t, seats: map[string]learning.Seat{}, news: map[string]learning.Reader{}}
	c.now = c.Now
	clock := func() time.Time { return c.now }
	c.Service = learning.New(db, partners.New(db, silent{}, clock), c, func(context.Context, string, string) error { return nil }, clock)
	c.id = c.Partners[0]
	c.exec(`UPDATE partner SET kind = 'learning' WHERE id = $1`, c.id)
	c.school = access.Actor{PersonID: c.Staff.PersonID, Grants: []access.Grant{{Role: access.PartnerMember, Org: c.id}}}
	return c
}

func (c *class) exec(query string, args ...any) {
	c.t.Helper()
	if err := c.DB.InTx(c.t.Context(), func(tx *postgres.Tx) error { _, err := tx.Exec(c.t.Context(), query, args...); return err }); err != nil {
		c.t.Fatal(err)
	}
}

func (c *class) form() learning.Form {
	return learning.Form{
		Unit: learning.Single, Theme: "it", TitleFi: "Tekoäly", SummaryFi: "Perusteet.", ECTS: "2,5", Languages: []string{"fi"}, Delivery: learning.AtHub, Hub: c.HubID,
		StartsOn: dates.MustParse("2026-12-07"), EndsOn: dates.MustParse("2027-01-29"), FeeCents: 1500, EnrolURL: "avoin.example/ilmo", Seats: 2,
	}
}

func (c *class) create(change func(*learning.Form)) int64 {
	c.t.Helper()
	f := c.form()
	if change != nil {
		change(&f)
	}
	id, err := c.Create(c.t.Context(), c.school, c.id, f, uuid.New())
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

func (c *class) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func TestECTS(t *testing.T) {
	for in, want := range map[string]int{"5": 50, " 2,5 op": 25, "0": 0, "25 ECTS": 250, "180": 1800, "2.5": 25} {
		if got, ok := learning.ParseECTS(in); !ok || got != want {
			t.Errorf("%q: %d %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "viisi", "-1", "180,5", "2,55", "2,", "1e3"} {
		if got, ok := learning.ParseECTS(in); ok {
			t.Errorf("%q is %d", in, got)
		}
	}
	if fi, en := learning.FormatECTS(25, "fi"), learning.FormatECTS(25, "en"); fi != "2,5" || en != "2.5" {
		t.Error(fi, en)
	}
}

func TestWhatIsWrongWithACourseIsSaidAtItsField(t *testing.T) {
	c := newClass(t)
	for name, change := range map[string]func(*learning.Form){
		"enrol_url": func(f *learning.Form) { f.EnrolURL = "http://avoin.example/ilmo" },
		"ects":      func(f *learning.Form) { f.ECTS = "viisi" },
		"hub":       func(f *learning.Form) { f.Hub = 0 },
		"ends_on":   func(f *learning.Form) { f.EndsOn = f.StartsOn.AddDays(-1) },
		"title_fi":  func(f *learning.Form) { f.TitleFi = " " },
		"languages": func(f *learning.Form) { f.Languages = nil },
		"seats":     func(f *learning.Form) { f.Seats = -1 },
		"theme":     func(f *learning.Form) { f.Theme = "noituus" },
		"module":    func(f *learning.Form) { f.Module = 999 },
		"fee":       func(f *learning.Form) { f.FeeCents = -1 },
	} {
		f := c.form()
		change(&f)
		_, err := c.Create(t.Context(), c.school, c.id, f, uuid.New())
		if e := fault.As(err); e == nil || e.Code != fault.Invalid || len(e.Fields) != 1 || e.Fields[0].Name != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, address := range []string{"javascript:alert(1)", "https://user:pw@avoin.example", "ftp://avoin.example", "https://localhost"} {
		f := c.form()
		f.EnrolURL = address
		if _, err := c.Create(t.Context(), c.school, c.id, f, uuid.New()); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestACourseIsSeenWhenItIsPublishedAndIsExemptFromVAT(t *testing.T) {
	c := newClass(t)
	id := c.create(nil)
	list := func() int {
		all, err := c.List(t.Context(), learning.Filter{})
		c.must(err)
		return len(all)
	}
	if n := list(); n != 0 {
		t.Errorf("%d before it is published", n)
	}
	c.must(c.Publish(t.Context(), c.school, c.id, id))
	x, err := c.BySlug(t.Context(), "tekoaly")
	c.must(err)
	if x.ECTSTenths != 25 || x.TotalCents() != 3750 || x.HubName != "HUBteekki" || x.EnrolURL != "https://avoin.example/ilmo" || list() != 1 {
		t.Errorf("%+v", x)
	}
	acts, err := partners.ActivitiesByID(t.Context(), c.DB, []int64{id})
	c.must(err)
	if a := acts[0]; a.Kind != partners.Learning || a.VATClass != "exempt" || a.PriceCents != 0 || a.Place != "HUBteekki" {
		t.Errorf("%+v", a)
	}
	for name, f := range map[string]learning.Filter{"theme": {Theme: "science"}, "way": {Delivery: learning.Remote}, "hub": {Hub: 999}, "language": {Language: "en"}, "schools": {Schools: true}, "free": {Free: true}} {
		if all, err := c.List(t.Context(), f); err != nil || len(all) != 0 {
			t.Errorf("%s: %d %v", name, len(all), err)
		}
	}
	stranger := access.Actor{PersonID: 1, Grants: []access.Grant{{Role: access.PartnerMember, Org: c.Partners[1]}}}
	if err := c.Update(t.Context(), stranger, c.id, id, c.form()); fault.CodeOf(err) != fault.NotFound {
		t.Error(err)
	}
	if err := c.Update(t.Context(), stranger, c.Partners[1], id, c.form()); fault.CodeOf(err) != fault.NotFound {
		t.Error(err)
	}
	c.must(c.Archive(t.Context(), c.school, c.id, id))
	if n := list(); n != 0 {
		t.Errorf("%d after it is archived", n)
	}
	c.must(c.Publish(t.Context(), c.school, c.id, id))
	c.now = c.now.AddDate(0, 3, 0)
	if n := list(); n != 0 {
		t.Errorf("%d after it is over", n)
	}
}

func TestSeatsAtTheHubAreNeverTooMany(t *testing.T) {
	c := newClass(t)
	id := c.create(nil)
	c.must(c.Publish(t.Context(), c.school, c.id, id))
	names := []string{"a@example.fi", "b@example.fi", "c@example.fi", "d@example.fi"}
	for _, email := range names {
		c.must(c.AskSeat(t.Context(), id, learning.SeatForm{Name: "Oppija", Email: email}, ""))
	}
	results := make([]error, len(names))
	var all sync.WaitGroup
	c.told = make([]string, 0, 8)
	for i, email := range names {
		token := c.seats[email].Token
		all.Add(1)
		go func() { defer all.Done(); results[i] = c.TakeSeat(context.Background(), token) }()
	}
	all.Wait()
	in, full := 0, 0
	var first string
	for i, err := range results {
		switch fault.CodeOf(err) {
		case "":
			in, first = in+1, c.seats[names[i]].Token
		case fault.Conflict:
			full++
		default:
			t.Error(err)
		}
	}
	if in != 2 || full != 2 {
		t.Fatalf("%d in, %d refused", in, full)
	}
	f := c.form()
	f.Seats = 1
	if e := fault.As(c.Update(t.Context(), c.school, c.id, id, f)); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != "seats" {
		t.Errorf("fewer seats than are taken: %v", e)
	}
	for range 2 {
		c.must(c.LeaveSeat(t.Context(), first))
	}
	x, err := c.Course(t.Context(), c.school, c.id, id)
	c.must(err)
	if x.Taken != 1 {
		t.Errorf("%d taken", x.Taken)
	}
	if rows, err := learning.Violations(t.Context(), c.DB); err != nil || len(rows) > 0 {
		t.Error(rows, err)
	}
	if seats, err := c.Seats(t.Context(), c.Staff, id); err != nil || len(seats) != 1 {
		t.Error("the hub's staff see who comes:", seats, err)
	}
	if _, err := c.Seats(t.Context(), c.Companies[0], id); fault.CodeOf(err) != fault.NotFound {
		t.Error(err)
	}
	c.now = c.now.AddDate(0, 4, 0)
	c.must(c.Sweep(t.Context()))
	if _, err := c.Ticket(t.Context(), first); fault.CodeOf(err) != fault.Gone {
		t.Error("not forgotten:", err)
	}
	if rows, err := learning.Violations(t.Context(), c.DB); err != nil || len(rows) > 0 {
		t.Error(rows, err)
	}
}

func TestANeedTellsNobodyWhoItIs(t *testing.T) {
	c := newClass(t)
	tell := func(change func(*learning.NeedForm)) error {
		f := learning.NeedForm{Who: learning.Resident, Themes: []learning.Theme{"it", "language", "it"}, Municipality: " pihtipudas ", Body: "Iltaisin."}
		if change != nil {
			change(&f)
		}
		return c.Tell(t.Context(), f, "", uuid.New())
	}
	for name, change := range map[string]func(*learning.NeedForm){
		"body":         func(f *learning.NeedForm) { f.Body = "Soita 040 123 4567" },
		"themes":       func(f *learning.NeedForm) { f.Themes = nil },
		"municipality": func(f *learning.NeedForm) { f.Municipality = "" },
		"email":        func(f *learning.NeedForm) { f.Email = "ei ole" },
		"who":          func(f *learning.NeedForm) { f.Who = "kunta" },
	} {
		if e := fault.As(tell(change)); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != name {
			t.Errorf("%s: %v", name, e)
		}
	}
	c.must(tell(nil))
	c.must(tell(func(f *learning.NeedForm) {
		f.Email = "lukija@example.fi"
		f.Municipality = "Kinnula"
		f.Who = learning.Company
	}))
	c.must(tell(func(f *learning.NeedForm) { f.Lure = "x" }))
	d, err := c.Demand(t.Context(), c.Staff)
	c.must(err)
	if d.Told != 2 || d.Cells["it"]["Pihtipudas"] != 1 || d.Cells["language"]["Kinnula"] != 1 || len(d.ByMunicipality) != 2 || d.ByTheme[0].Count != 2 || len(d.Said) != 2 {
		t.Errorf("%+v", d)
	}
	if _, err := c.Demand(t.Context(), c.school); err != nil {
		t.Error(err)
	}
	sauna := access.Actor{PersonID: 1, Grants: []access.Grant{{Role: access.PartnerMember, Org: c.Partners[1]}}}
	for _, who := range []access.Actor{sauna, c.Companies[0]} {
		if _, err := c.Demand(t.Context(), who); fault.CodeOf(err) != fault.NotFound {
			t.Error(err)
		}
	}
	var columns []string
	c.must(c.DB.Select(t.Context(), &columns, `SELECT column_name FROM information_schema.columns WHERE table_name = 'learning_need'`))
	for _, personal := range []string{"email", "name", "person_id", "company_id", "ip"} {
		if slices.Contains(columns, personal) {
			t.Errorf("a need has the column %s", personal)
		}
	}
}

func TestNewsOfACourseGoOnceToThoseWhoConfirmed(t *testing.T) {
	c := newClass(t)
	for _, email := range []string{"lukija@example.fi", "hiljainen@example.fi"} {
		c.must(c.Tell(t.Context(), learning.NeedForm{Who: learning.Resident, Themes: []learning.Theme{"it"}, Municipality: "Multia", Email: email}, "", uuid.New()))
	}
	c.must(c.StartNews(t.Context(), c.news["lukija@example.fi"].Token))
	id := c.create(nil)
	other := c.create(func(f *learning.Form) { f.Theme, f.TitleFi = "health", "Liikunta" })
	for range 2 {
		c.must(c.Publish(t.Context(), c.school, c.id, id))
		c.must(c.Publish(t.Context(), c.school, c.id, other))
	}
	if !slices.Equal(c.told, []string{"Tekoäly lukija@example.fi"}) {
		t.Error(c.told)
	}
	c.must(c.StopNews(t.Context(), c.news["lukija@example.fi"].Token))
	c.now = c.now.AddDate(0, 0, 8)
	c.must(c.Sweep(t.Context()))
	for email, r := range c.news {
		if _, err := c.ReaderOf(t.Context(), r.Token); fault.CodeOf(err) != fault.Gone {
			t.Errorf("%s is remembered: %v", email, err)
		}
	}
}
