package thread

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// world is a network whose mails only are written down.
type world struct {
	packtest.Network
	*Service
	now     time.Time
	told    []string
	tokens  map[string]string
	failing error // what telling answers
}

func (w *world) Posted(_ context.Context, _ *postgres.Tx, t Thread, p Post, to []Follower) error {
	for _, f := range to {
		w.told = append(w.told, f.Name+": "+t.Title+": "+p.Body)
		w.tokens[f.Name] = f.Token
	}
	return w.failing
}

func (w *world) Reported(_ context.Context, _ *postgres.Tx, t Thread, p Post, reason string, by access.Actor, _ time.Time) error {
	w.told = append(w.told, by.Name+" reports "+t.Title+": "+p.Body+": "+reason)
	return nil
}

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	w := &world{Network: packtest.New(t, pgtest.New(t), packtest.Options{}), tokens: map[string]string{}}
	w.now = w.Now
	w.Service = New(w.DB, w, func() time.Time { return w.now })
	return w
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) start(t *testing.T) int64 {
	t.Helper()
	id, err := w.Start(t.Context(), w.Staff, Form{Title: "Keitto", Body: "Kuka keittää?"}, uuid.New())
	must(t, err)
	return id
}

func (w *world) reply(t *testing.T, who access.Actor, id int64, body string) int64 {
	t.Helper()
	post, err := w.Reply(t.Context(), who, id, body, uuid.New())
	must(t, err)
	return post
}

func TestWhoMayEdit(t *testing.T) {
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		post   Post
		person int64
		now    time.Time
		want   bool
	}{
		"in time":         {Post{PersonID: 1, CreatedAt: at}, 1, at.Add(EditTime - 1), true},
		"too late":        {Post{PersonID: 1, CreatedAt: at}, 1, at.Add(EditTime), false},
		"of others":       {Post{PersonID: 1, CreatedAt: at}, 2, at, false},
		"hidden":          {Post{PersonID: 1, CreatedAt: at, HiddenAt: &at}, 1, at, false},
		"nobody's, by 0":  {Post{CreatedAt: at}, 0, at, false},
		"nobody's, by me": {Post{CreatedAt: at}, 1, at, false},
	} {
		if got := c.post.Editable(c.person, c.now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestTalkingAndHearing: who starts or replies hears of later posts, never of their own, until they leave by the mail's link.
func TestTalkingAndHearing(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	id := w.start(t)
	op := uuid.New()
	first, err := w.Reply(ctx, w.Admin, id, " Minä!\r\nHuomenna. ", op)
	must(t, err)
	if again, err := w.Reply(ctx, w.Admin, id, "Minä!", op); again != first || err != nil {
		t.Errorf("sent twice: %d, %v", again, err)
	}
	w.reply(t, w.Staff, id, "Hienoa")
	if got := strings.Join(w.told, "; "); got != "staff: Keitto: Minä!\nHuomenna.; admin: Keitto: Hienoa" {
		t.Errorf("told %q", got)
	}
	list, more, err := w.List(ctx, w.Staff, 0, 0)
	if must(t, err); more || len(list) != 1 || list[0].Posts != 3 || list[0].LastBy != "staff" || list[0].LastHub != "HUBteekki" || !list[0].Following {
		t.Errorf("%+v", list)
	}
	if title, lang, err := w.Followed(ctx, w.tokens["admin"]); err != nil || title != "Keitto" || lang != "fi" {
		t.Errorf("%q %q %v", title, lang, err)
	}
	must(t, w.Unfollow(ctx, w.tokens["admin"]))
	if code := fault.CodeOf(w.Unfollow(ctx, w.tokens["admin"])); code != fault.Gone {
		t.Errorf("a second time: %v", code)
	}
	w.told = nil
	w.reply(t, w.Staff, id, "Kuuluuko?")
	must(t, w.Follow(ctx, w.Admin, id, true))
	must(t, w.Follow(ctx, w.Admin, id, true))
	w.reply(t, w.Staff, id, "Kuuluu")
	if err := w.DB.InTx(ctx, func(tx *postgres.Tx) error { // who has left the network's work hears nothing more
		_, err := tx.Exec(ctx, `DELETE FROM membership WHERE person_id = $1`, w.Admin.PersonID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w.reply(t, w.Staff, id, "Entä nyt?")
	if got := strings.Join(w.told, "; "); got != "admin: Keitto: Kuuluu" {
		t.Errorf("told %q", got)
	}
	w.failing = errors.New("no mail")
	if _, err := w.Reply(ctx, w.Staff, id, "Ei", uuid.New()); !errors.Is(err, w.failing) {
		t.Error(err)
	}
	if th, err := w.ByID(ctx, w.Staff, id); err != nil || th.Posts != 6 {
		t.Errorf("a post that nobody could be told of is kept: %+v, %v", th, err)
	}
}

func TestEditingOnesOwn(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	post := w.reply(t, w.Admin, w.start(t), "Väärä")
	must(t, w.Edit(ctx, w.Admin, post, "Oikea"))
	p, err := w.Post(ctx, w.Staff, post)
	if must(t, err); p.Body != "Oikea" || p.EditedAt == nil {
		t.Errorf("%+v", p)
	}
	if code := fault.CodeOf(w.Edit(ctx, w.Staff, post, "Muu")); code != fault.NotFound {
		t.Errorf("another's: %v", code)
	}
	if code := fault.CodeOf(w.Edit(ctx, w.Admin, post, " ")); code != fault.Invalid {
		t.Errorf("empty: %v", code)
	}
	w.now = w.now.Add(EditTime)
	if code := fault.CodeOf(w.Edit(ctx, w.Admin, post, "Muu")); code != fault.Conflict {
		t.Errorf("too late: %v", code)
	}
}

// TestALongThread is read part by part, without a gap and without a repetition.
func TestALongThread(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	id := w.start(t)
	last := int64(0)
	for n := range 2*PageSize + 2 {
		last = w.reply(t, w.Staff, id, fmt.Sprint(n+1))
	}
	ends := func(c Cut) string {
		p, err := w.Posts(ctx, w.Staff, id, c)
		must(t, err)
		return fmt.Sprintf("%d %s–%s %v %v", len(p.Posts), p.Posts[0].Body, p.Posts[len(p.Posts)-1].Body, p.Earlier, p.Later)
	}
	begin, err := w.Posts(ctx, w.Staff, id, Cut{})
	must(t, err)
	middle, err := w.Posts(ctx, w.Staff, id, Cut{After: begin.Last()})
	must(t, err)
	for want, c := range map[string]Cut{
		"20 Kuka keittää?–19 false true": {},
		"20 20–39 true true":             {After: begin.Last()},
		"3 40–42 true false":             {After: middle.Last()},
		"20 23–42 true false":            {Until: last},
		"20 3–22 true true":              {Before: begin.Last() + 4},
	} {
		if got := ends(c); got != want {
			t.Errorf("%+v: %s, want %s", c, got, want)
		}
	}
}

// TestModerating: what is reported reaches the admins; what they hide is gone for others, with its reason, and can come back.
func TestModerating(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	id := w.start(t)
	post := w.reply(t, w.Staff, id, "Myydään mopo")
	must(t, w.Report(ctx, w.Staff, post, "Mainos"))
	must(t, w.Report(ctx, w.Staff, post, "Pelkkä mainos"))
	if got := strings.Join(w.told, "; "); got != "staff reports Keitto: Myydään mopo: Mainos" {
		t.Errorf("told %q", got)
	}
	list, err := w.Reports(ctx, w.Admin)
	if must(t, err); len(list) != 1 || list[0].Title != "Keitto" || len(list[0].Reports) != 1 || list[0].Reports[0].Reason != "Pelkkä mainos" {
		t.Fatalf("%+v", list)
	}
	if code := fault.CodeOf(w.Hide(ctx, w.Admin, post, " ")); code != fault.Invalid {
		t.Errorf("without a reason: %v", code)
	}
	must(t, w.Hide(ctx, w.Admin, post, "Mainos"))
	if n, err := w.OpenReports(ctx, w.Admin); n != 0 || err != nil {
		t.Errorf("%d reports are open, %v", n, err)
	}
	p, err := w.Post(ctx, w.Staff, post)
	if must(t, err); p.Body != "" || !p.Hidden() || p.HiddenReason != "Mainos" {
		t.Errorf("others read %+v", p)
	}
	if p, err = w.Post(ctx, w.Admin, post); err != nil || p.Body == "" {
		t.Errorf("admins cannot judge it: %+v, %v", p, err)
	}
	must(t, w.Unhide(ctx, w.Admin, post))
	if p, err = w.Post(ctx, w.Staff, post); err != nil || p.Body != "Myydään mopo" || p.Hidden() {
		t.Errorf("%+v, %v", p, err)
	}
	must(t, w.Lock(ctx, w.Admin, id, true))
	if _, err := w.Reply(ctx, w.Staff, id, "Vielä", uuid.New()); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("locked: %v", err)
	}
	must(t, w.Lock(ctx, w.Admin, id, false))
	w.reply(t, w.Staff, id, "Vielä")
}

func TestOthersStayOut(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	id := w.start(t)
	post := w.reply(t, w.Staff, id, "Oma")
	who := w.Companies[0]
	_, _, list := w.List(ctx, who, 0, 0)
	_, byID := w.ByID(ctx, who, id)
	_, posts := w.Posts(ctx, who, id, Cut{})
	_, one := w.Post(ctx, who, post)
	_, start := w.Start(ctx, who, Form{Title: "x", Body: "x"}, uuid.New())
	_, reply := w.Reply(ctx, access.Actor{}, id, "x", uuid.New())
	_, reports := w.Reports(ctx, w.Staff)
	_, _, followed := w.Followed(ctx, "x")
	for what, err := range map[string]error{
		"list": list, "byID": byID, "posts": posts, "post": one, "start": start, "reply": reply, "reports": reports, "followed": followed,
		"edit": w.Edit(ctx, who, post, "x"), "follow": w.Follow(ctx, who, id, true), "report": w.Report(ctx, who, post, "x"),
		"hide": w.Hide(ctx, w.Staff, post, "x"), "unhide": w.Unhide(ctx, w.Staff, post), "dismiss": w.Dismiss(ctx, w.Staff, post), "lock": w.Lock(ctx, w.Staff, id, true),
	} {
		if code := fault.CodeOf(err); code != fault.NotFound && code != fault.Forbidden && code != fault.Gone {
			t.Errorf("%s: %v", what, err)
		}
	}
	f := fault.As(func() error {
		_, err := w.Start(ctx, w.Staff, Form{Title: strings.Repeat("ä", 121), Body: strings.Repeat("ä", 5001)}, uuid.New())
		return err
	}())
	if f == nil || len(f.Fields) != 2 {
		t.Errorf("%+v", f)
	}
	if _, err := w.Start(ctx, w.Staff, Form{Title: "x", Body: "x", PracticeID: 99}, uuid.New()); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("about nothing: %v", err)
	}
}
