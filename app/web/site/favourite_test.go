package site_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestFavourites(t *testing.T) {
	w := newWorld(t)
	another(t, w, "kaksi", "Kaksi viikkoa")
	for _, who := range []string{"", "company"} {
		t.Run("of "+who, func(t *testing.T) {
			b := w.As(t, who)
			b.Get("/suosikit").Status(200).Says("Ei vielä suosikkeja", `href="/paketit"`)
			form := b.Get("/paketit?hlo=4").Form("/suosikit")
			b.Send(form, "lisaa", "viikko").LeadsTo("/paketit?hlo=4#sydan-viikko")
			b.Get("/paketit?hlo=4").Says(`id="sydan-viikko" name="poista" value="viikko" aria-pressed="true"`, `name="lisaa" value="kaksi" aria-pressed="false"`)
			b.Send(form, "lisaa", "viikko")
			b.Send(form, "lisaa", "kaksi")
			inOrder(t, b.Get("/suosikit?hlo=4").Status(200).Says("11.–15.1.2027", `id="vertaa-viikko" checked`), ">Kaksi viikkoa</a>", ">Viikko</a>")
			b.Get("/suosikit?hlo=9").Says("Ei vapaata 9 hengelle lähikuukausina. 2–8 henkilöä.")
			b.Get("/suosikit?hlo=moni").Status(422).Says("Kirjoita kokonaisluku.", `value="moni"`, ">Viikko</a>")
			b.Send(form, "poista", "viikko").To()
			b.Get("/suosikit").Lacks(">Viikko</a>").Says(">Kaksi viikkoa</a>")
			b.Send(form, "lisaa", "ei-ole").Status(404)
			b.Send(form, "takaisin", "https://muualla.example/", "lisaa", "viikko").LeadsTo("/suosikit#sydan-viikko")
		})
	}
	w.As(t, "other").Get("/suosikit").Says("Ei vielä suosikkeja")
}

// htmx gets the button and the number anew, and a word for those who hear the page.
func TestAHeartIsPressedInPlace(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	form := b.Get("/en/paketit?hlo=4").Form("/suosikit")
	b.Piece(form, "lisaa", "viikko").Status(200).Says(`id="sydan-viikko" name="poista"`, `hx-swap-oob="true"`, "A week is now a favourite.").Lacks("<html")
	b.Piece(form, "poista", "viikko").Status(200).Says(`name="lisaa"`, "A week is no longer a favourite.")
}

func TestFavouritesOffSaleCanGo(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	form := b.Get("/paketit?hlo=4").Form("/suosikit")
	b.Send(form, "lisaa", "viikko")
	w.Exec(t, `UPDATE package SET archived = true`)
	b.Get("/suosikit").Status(200).Says("Tätä pakettia ei enää myydä", `name="poista" value="viikko"`)
	b.Send(form, "poista", "viikko").To()
	b.Get("/suosikit").Says("Ei vielä suosikkeja")
}

// A cookie is whatever the browser says.
func TestOddFavouritesAreNone(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.SetCookie("suosikit", "viikko..%00.<b>."+strings.Repeat("x", 300)+".viikko")
	if n := strings.Count(b.Get("/suosikit").Status(200).Body, `class="hit"`); n != 1 {
		t.Errorf("%d favourites", n)
	}
}

// What a stranger liked is theirs once they sign in, on top of what they had; the browser keeps none of it.
func TestFavouritesComeAlongAtSignIn(t *testing.T) {
	w := webtest.New(t, packtest.Options{Monday: soon}, func(w *webtest.World) []page.Route {
		likes := favourite.New(w.DB)
		return append(site.Routes(site.Deps{Finder: w.Finder, Hubs: w.Hubs, Favourites: likes, Now: w.Clock}),
			account.Routes(w.Accounts, site.TakeFavourites(likes))...)
	})
	another(t, w, "kaksi", "Kaksi viikkoa")
	id, err := w.Accounts.AddPerson(t.Context(), access.System("test"), accounts.NewPerson{Email: "uusi@example.fi", Name: "Uusi", Password: "kuusi kuivaa kuusta"})
	if err != nil {
		t.Fatal(err)
	}
	me, likes := access.Actor{PersonID: id}, favourite.New(w.DB)
	if err := likes.Keep(t.Context(), me, "viikko"); err != nil {
		t.Fatal(err)
	}
	b := w.As(t, "")
	b.Send(b.Get("/paketit?hlo=4").Form("/suosikit"), "lisaa", "kaksi")
	b.Send(b.Get("/kirjaudu").Form("/kirjaudu"), "email", "uusi@example.fi", "password", "kuusi kuivaa kuusta").To()
	if got, err := likes.Of(t.Context(), me); err != nil || strings.Join(got, " ") != "kaksi viikko" {
		t.Errorf("has %v (%v)", got, err)
	}
	if b.Cookie("suosikit") != "" {
		t.Error("the browser still keeps them")
	}
}
