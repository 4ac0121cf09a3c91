package threads

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/hub/thread"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/practice"
)

func TestAddressesBecomeLinks(t *testing.T) {
	for text, want := range map[string]string{
		"Ei mitään":                             "Ei mitään",
		"Katso https://a.example/x, ja palaa.":  "Katso |[https://a.example/x]|, ja palaa.",
		"(http://a.example/y)":                  "(|[http://a.example/y]|)",
		"https://a.example/q_(z)?":              "[https://a.example/q_(z)]|?",
		"javascript:alert(1) https://":          "javascript:alert(1) https://",
		`<b>"https://a.example/?a=1&b=2"</b>`:   `<b>"|[https://a.example/?a=1&b=2]|"</b>`,
		"https://ä.example/päivä loppu":         "[https://ä.example/päivä]| loppu",
		"https://a.example\nhttps://b.example.": "[https://a.example]|\n|[https://b.example]|.",
	} {
		var got []string
		for _, p := range pieces(text) {
			if p.Href != "" {
				p.Text = "[" + p.Href + "]"
			}
			got = append(got, p.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

// told keeps the tokens of the mails.
type told struct{ tokens []string }

func (x *told) Posted(_ context.Context, _ *postgres.Tx, _ thread.Thread, _ thread.Post, to []thread.Follower) error {
	for _, f := range to {
		x.tokens = append(x.tokens, f.Token)
	}
	return nil
}

func (x *told) Reported(context.Context, *postgres.Tx, thread.Thread, thread.Post, string, access.Actor, time.Time) error {
	return nil
}

func newWorld(t *testing.T) (*webtest.World, *told) {
	t.Helper()
	mails := &told{}
	return webtest.New(t, packtest.Options{}, func(n *webtest.World) []page.Route {
		return Routes(Deps{Threads: thread.New(n.DB, mails, n.Clock), Practices: practice.New(n.DB, n.Hubs, event.New(n.DB, nil, n.Clock)), Now: n.Clock})
	}), mails
}

func TestADiscussion(t *testing.T) {
	w, mails := newWorld(t)
	staff, admin := w.As(t, "staff"), w.As(t, "admin")
	staff.Get(Path).Status(200).Says("vielä hiljaista")
	form := staff.Get(Path + "/uusi").Status(200).Form("/uusi")
	staff.Send(form, "body", "Kuka <b>keittää</b>?").Status(422).Says("f-title-err", "Kuka <b>keittää</b>?")
	one := staff.Send(form, "title", "Keitto", "body", "Kuka <b>keittää</b>?\nKs. https://a.example/x.").To()
	first := staff.Get(one).Status(200).Says("Keitto", "staff", "HUBteekki", "Lopeta seuraaminen")
	if !strings.Contains(first.Raw, "&lt;b&gt;") || !strings.Contains(first.Raw, `<a href="https://a.example/x" rel="nofollow noopener noreferrer ugc">`) {
		t.Error("markup in a post, or no link")
	}
	admin.Get("/en"+Path).Status(200).Says("Keitto", "1 post")
	reply := admin.Get(one).Status(200).Form(one)
	admin.Send(reply, "body", strings.Repeat("ä", 5001)).Status(422).Says("f-body-err", strings.Repeat("ä", 5001))
	to := admin.Send(reply, "body", "Minä").To()
	admin.Get(to).Status(200).Says("Minä", "Verkoston ylläpito", "Muokkaa")
	edit := one + "/viestit/2/muokkaa"
	admin.Send(admin.Get(edit).Status(200).Form("/muokkaa"), "body", "Sinä").To()
	admin.Get(one).Says("Sinä", "muokattu")
	staff.Get(edit).LeadsTo(PostPath(1, 2))
	staff.Post(edit, "body", "Hän").Status(404)
	w.As(t, "company").Get(one).Status(404)

	// The mail's link asks, and ends what it says; a mail program needs one click alone.
	if len(mails.tokens) != 1 {
		t.Fatalf("told %v", mails.tokens)
	}
	link := followPath + "/" + mails.tokens[0]
	anybody := w.As(t, "")
	anybody.Get(link + "/lopeta").LeadsTo(link)
	anybody.Send(anybody.Get(link).Status(200).Says("Keitto").Form(link)).LeadsTo(link)
	anybody.Get(link).Status(200).Says("Et enää seuraa")
	staff.Get(one).Says("Seuraa")
	staff.Send(staff.Get(one).Form("/seuraa"), "on", "1").LeadsTo(one)
	admin.Send(admin.Get(one).Form(one), "body", "Taas").To()
	anybody.Post(followPath+"/"+mails.tokens[1]+"/lopeta", "List-Unsubscribe", "One-Click").Status(200).Says("Et enää seuraa")
}

func TestModeration(t *testing.T) {
	w, _ := newWorld(t)
	staff, admin := w.As(t, "staff"), w.As(t, "admin")
	one := admin.Send(admin.Get(Path+"/uusi").Form("/uusi"), "title", "Keitto", "body", "Myydään mopo").To()
	report := one + "/viestit/1/ilmoita"
	staff.Get(one).Says(report)
	form := staff.Get(report).Status(200).Says("Myydään mopo").Form("/ilmoita")
	staff.Send(form).Status(422).Says("f-reason-err")
	staff.Send(form, "reason", "Mainos").To()
	staff.Get(one).Says("Olet ilmoittanut")
	staff.Get(reportsPath).Status(404)
	admin.Get(Path).Says("1 viesti odottaa")
	admin.Get(reportsPath).Status(200).Says("Mainos", "Myydään mopo", "Jätä paikalleen")
	admin.Send(admin.Get(one+"/viestit/1/poista").Status(200).Form("/poista"), "reason", "Mainos ei kuulu tänne").To()
	staff.Get(one).Says("Poistettu: Mainos ei kuulu tänne").Lacks("Myydään mopo")
	admin.Get(reportsPath).Says("Ei ilmoituksia")
	admin.Send(admin.Get(one).Form("/palauta")).To()
	staff.Get(one).Says("Myydään mopo")
	kept := staff.Get(one).Form(one)
	admin.Send(admin.Get(one).Form("/lukitse"), "on", "1").LeadsTo(one)
	staff.Get(one).Says("on lukittu").Lacks("vastaa\"")
	staff.Send(kept, "body", "Vielä yksi").Status(409).Says(">Vielä yksi</textarea>")
	staff.Post(one+"/lukitse", "on", "1").Status(404)
}

func TestPartsOfALongThread(t *testing.T) {
	w, _ := newWorld(t)
	staff := w.As(t, "staff")
	one := staff.Send(staff.Get(Path+"/uusi").Form("/uusi"), "title", "Pitkä", "body", "Alku").To()
	w.Exec(t, `INSERT INTO thread_post (thread_id, person_id, body, op_key, created_at) SELECT 1, $1, 'viesti ' || n, gen_random_uuid(), now() FROM generate_series(2, 50) n`, w.Staff.PersonID)
	w.Exec(t, `UPDATE thread SET posts = 50, last_post_id = 50`)
	var seen []string
	for _, path := range []string{one, one + "?jalkeen=20", one + "?jalkeen=40"} {
		p := staff.Get(path).Status(200)
		for n := 2; n <= 50; n++ {
			if strings.Contains(p.Raw, fmt.Sprintf(">viesti %d<", n)) {
				seen = append(seen, fmt.Sprint(n))
			}
		}
	}
	if len(seen) != 49 || len(slices.Compact(seen)) != 49 {
		t.Errorf("%v", seen)
	}
	staff.Get(one+"?viesti=50").Says("viesti 31", "viesti 50", "Aiemmat viestit").Lacks(">viesti 30<")
	staff.Get(one+"?ennen=31").Says("viesti 11", "viesti 30", "Seuraavat viestit")
}
