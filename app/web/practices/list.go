package practices

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// listView is the practices that stand, narrowed by theme and hub.
type listView struct {
	choice
	list    []practice.Practice
	authors []practice.Object
	mine    bool // the visitor may write one
}

// choice is what narrows the list.
type choice struct {
	theme string
	hub   int64
}

func (c choice) path() string {
	q := url.Values{}
	if c.theme != "" {
		q.Set("teema", c.theme)
	}
	if c.hub != 0 {
		q.Set("hubi", itoa(c.hub))
	}
	if len(q) == 0 {
		return Path
	}
	return Path + "?" + q.Encode()
}

func (c choice) ofTheme(theme string) choice { return choice{theme, c.hub} }
func (c choice) ofHub(hub int64) choice      { return choice{c.theme, hub} }

// list shows what stands.
func (p pages) list(c *page.Ctx) (err error) {
	v := listView{}
	if theme := c.Query("teema"); slices.Contains(practice.Themes(), theme) {
		v.theme = theme
	}
	if id, err := strconv.ParseInt(c.Query("hubi"), 10, 64); err == nil && id > 0 {
		v.hub = id
	}
	if v.list, err = p.Practices.List(c.Context(), c.Actor(), practice.Filter{Theme: v.theme, HubID: v.hub}); err != nil {
		return err
	}
	if v.authors, err = p.Practices.Authors(c.Context(), c.Actor()); err != nil {
		return err
	}
	hubs, err := p.mine(c)
	if err != nil {
		return err
	}
	v.mine = len(hubs) > 0
	return c.Render(fiber.StatusOK, listPage(v))
}

// card is a practice in the list.
func card(ctx context.Context, x practice.Practice) ui.Card {
	text := ui.T(ctx, "practices.theme."+x.Theme)
	if x.Kind != practice.Plain {
		text += " · " + ui.T(ctx, "practices.kind_short."+string(x.Kind))
	}
	chip := ui.ChipText{Kind: "line", Text: ui.T(ctx, "practices.nobody_yet")}
	if x.Adopters > 0 {
		chip = ui.ChipText{Kind: "ok", Text: ui.T(ctx, "practices.adopters", "Count", x.Adopters)}
	}
	return ui.Card{
		Picture: picture(ctx, x), Title: x.Title().In(ui.Lang(ctx)), Lang: ui.OtherLang(ctx, x.Title()), Level: 2, Href: ui.Href(ctx, PathOf(x.ID)),
		Place: x.HubName, Text: text, Chips: []ui.ChipText{chip},
	}
}

// motifs are what the posters of practices without pictures show.
var motifs = map[string]string{
	"community": "coffee", "visitors": "jetty", "learning": "study", "services": "food", "space": "hub", "visibility": "music", "running": "campfire",
}

// picture is a practice's first picture, or its poster.
func picture(ctx context.Context, x practice.Practice) ui.Picture {
	pic := ui.Picture{Poster: poster.Spec{Slug: "kaytanto-" + itoa(x.ID), Theme: motifs[x.Theme], Wide: true}}
	if len(x.Photos) > 0 {
		pic = photoOf(ctx, x.Photos[0], pic)
	}
	return pic
}

func photoOf(ctx context.Context, f practice.Photo, instead ui.Picture) ui.Picture {
	return stayview.PhotoPicture(f.ID, f.Alt(ui.Lang(ctx)), f.Focus(), instead)
}
