package learning

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
	"github.com/hubittaako/hubittaako/partners"
)

// Who says what they want to learn.
const (
	Resident = "resident"
	Company  = "company"
)

// NeedForm is what somebody wants to learn. Nothing of it is kept that says who they are; an address goes to the news alone.
type NeedForm struct {
	Who          string  `form:"who"`
	Themes       []Theme `form:"themes"`
	Municipality string  `form:"municipality"`
	Body         string  `form:"body"`
	Email        string  `form:"email"` // empty: no news
	Lure         string  `form:"lure"`  // hidden from people; a robot fills it in
	Lang         string  // of the page
}

const maxBody = 1000

// Municipalities are those of the region, to choose from; any other may be typed.
func Municipalities() []string {
	return []string{
		"Hankasalmi", "Joutsa", "Jyväskylä", "Jämsä", "Kannonkoski", "Karstula", "Keuruu", "Kinnula", "Kivijärvi", "Konnevesi", "Kyyjärvi", "Laukaa", "Luhanka",
		"Multia", "Muurame", "Petäjävesi", "Pihtipudas", "Saarijärvi", "Toivakka", "Uurainen", "Viitasaari", "Äänekoski",
	}
}

func (f *NeedForm) clean() {
	f.Municipality, f.Body, f.Email = typed.Line(f.Municipality), typed.Text(f.Body), cleanEmail(f.Email)
	for _, m := range Municipalities() {
		if strings.EqualFold(m, f.Municipality) {
			f.Municipality = m
		}
	}
	slices.Sort(f.Themes)
	f.Themes = slices.Compact(f.Themes)
}

func (f *NeedForm) check() []fault.Field {
	f.clean()
	var c checker
	c.add(f.Who != Resident && f.Who != Company, "who", "field.choice")
	c.add(len(f.Themes) == 0, "themes", "field.choice")
	c.add(slices.ContainsFunc(f.Themes, func(t Theme) bool { return !slices.Contains(Themes(), t) }), "themes", "field.choice")
	c.add(f.Municipality == "", "municipality", "field.required")
	c.long("municipality", f.Municipality, 100)
	c.long("body", f.Body, maxBody)
	for name, text := range map[string]string{"body": f.Body, "municipality": f.Municipality} {
		key := partners.PersonalKey(text)
		c.add(key != "", name, key)
	}
	if f.Email != "" {
		checkEmail(&c, f.Email)
	}
	return c.fields
}

func (f NeedForm) themes() pq.StringArray {
	list := make(pq.StringArray, len(f.Themes))
	for i, t := range f.Themes {
		list[i] = string(t)
	}
	return list
}

// Tell keeps what somebody wants to learn, and sends the link that starts the news if they left an address. Everybody may. The
// same operation key keeps one. Errors: Invalid with fields, TooMany.
func (s *Service) Tell(ctx context.Context, f NeedForm, ip string, op uuid.UUID) error {
	if err := fault.Check(f.check()); err != nil {
		return err
	}
	if err := s.allow(ctx, "learning-need", ip); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* learning.insertNeed */
			INSERT INTO learning_need (op_key, who, themes, municipality, body, lang, suspect, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (op_key) DO NOTHING`, op, f.Who, f.themes(), f.Municipality, f.Body, known(f.Lang), f.Lure != "", s.now())
		if err != nil || f.Email == "" || f.Lure != "" {
			return err
		}
		return s.subscribe(ctx, tx, f)
	})
}

// Demand is what people want to learn: how many named each theme in each municipality, and what they wrote.
type Demand struct {
	Told           int // answers in all
	ByTheme        []Count
	ByMunicipality []Count
	Cells          map[Theme]map[string]int // theme, municipality
	Said           []Said
}

// Count is how many named something.
type Count struct {
	Name  string `db:"name"`
	Count int    `db:"count"`
}

// Said is what somebody wrote, the newest first.
type Said struct {
	Who          string         `db:"who"`
	Themes       pq.StringArray `db:"themes"`
	Municipality string         `db:"municipality"`
	Body         string         `db:"body"`
	CreatedAt    time.Time      `db:"created_at"`
}

// demandMonths is how far back the demand looks.
const demandMonths = 24

const fresh = `NOT suspect AND created_at > $1`

// Demand sums up what was told within two years. Those who run hubs, institutions, schools and network admins may; others get
// NotFound.
func (s *Service) Demand(ctx context.Context, actor access.Actor) (d Demand, err error) {
	if err := s.mayRead(ctx, actor); err != nil {
		return d, err
	}
	since := s.now().AddDate(0, -demandMonths, 0)
	if err := s.db.Get(ctx, &d.Told, `/* learning.told */ SELECT count(*) FROM learning_need WHERE `+fresh, since); err != nil {
		return d, err
	}
	var cells []struct {
		Theme        Theme  `db:"theme"`
		Municipality string `db:"municipality"`
		Count        int    `db:"count"`
	}
	if err := s.db.Select(ctx, &cells, `/* learning.demand */
		SELECT t AS theme, municipality, count(*) FROM learning_need, unnest(themes) t WHERE `+fresh+` GROUP BY t, municipality`, since); err != nil {
		return d, err
	}
	d.Cells = map[Theme]map[string]int{}
	for _, c := range cells {
		if d.Cells[c.Theme] == nil {
			d.Cells[c.Theme] = map[string]int{}
		}
		d.Cells[c.Theme][c.Municipality] = c.Count
	}
	if err := s.db.Select(ctx, &d.ByTheme, `/* learning.byTheme */
		SELECT t AS name, count(*) FROM learning_need, unnest(themes) t WHERE `+fresh+` GROUP BY t ORDER BY count(*) DESC, t`, since); err != nil {
		return d, err
	}
	if err := s.db.Select(ctx, &d.ByMunicipality, `/* learning.byMunicipality */
		SELECT municipality AS name, count(*) FROM learning_need WHERE `+fresh+` GROUP BY municipality ORDER BY count(*) DESC, municipality COLLATE "fi-x-icu"`, since); err != nil {
		return d, err
	}
	err = s.db.Select(ctx, &d.Said, `/* learning.said */
		SELECT who, themes, municipality, body, created_at FROM learning_need WHERE `+fresh+` AND body <> '' ORDER BY created_at DESC, id DESC LIMIT 50`, since)
	return d, err
}

func (s *Service) mayRead(ctx context.Context, actor access.Actor) error {
	if actor.IsAdmin() || actor.HasKind("hub") {
		return nil
	}
	if err := actor.MayAdmin(); !actor.SignedIn() {
		return err
	}
	var teaches bool
	err := s.db.Get(ctx, &teaches, `/* learning.teaches */ SELECT EXISTS (SELECT FROM partner WHERE id = ANY ($1) AND kind <> $2 AND status = 'approved')`,
		pq.Array(actor.Orgs("partner")), string(partners.Services))
	if err == nil && !teaches {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return err
}
