package site

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/favourite"
)

// FavouritesPath is the list of what a visitor likes. The same address takes what is added and taken off.
const FavouritesPath = "/suosikit"

// likedCookie keeps the favourites of who is not signed in: slugs with a point between.
const likedCookie = "suosikit"

// liked are the visitor's favourites, the latest first.
type liked []string

func (l liked) has(slug string) bool { return slices.Contains(l, slug) }

// liked are the visitor's favourites: their own in the database, a stranger's in a cookie.
func (p pages) liked(c *page.Ctx) (liked, error) {
	if c.Actor().SignedIn() {
		slugs, err := p.Favourites.Of(c.Context(), c.Actor())
		return slugs, err
	}
	return cookieLiked(c), nil
}

var slugForm = regexp.MustCompile(`^[a-z0-9-]{1,100}$`)

func cookieLiked(c *page.Ctx) (list liked) {
	for slug := range strings.SplitSeq(c.Remembered(likedCookie), ".") {
		if slugForm.MatchString(slug) && !list.has(slug) && len(list) < favourite.Most {
			list = append(list, slug)
		}
	}
	return list
}

// changeFavourite adds a package to the favourites, or takes it off. It is done at most once however often it is asked for, and
// needs nobody to be signed in.
func (p pages) changeFavourite(c *page.Ctx) error {
	add, drop := c.FormValue("lisaa"), c.FormValue("poista")
	name := short(drop)
	if pkg, err := p.Finder.Published(c.Context(), cmp.Or(add, drop)); err == nil {
		name = pkg.Name(c.Lang())
	} else if add != "" || fault.CodeOf(err) != fault.NotFound { // what is off sale may still be taken off
		return err
	}
	list, err := p.keep(c, add, drop)
	if err != nil {
		return err
	}
	if c.HX() {
		return c.Render(200, likedPiece(cmp.Or(add, drop), name, list))
	}
	back, ok := page.OwnPath(c.FormValue("takaisin"))
	if !ok {
		back = FavouritesPath
	}
	return c.Redirect(back + "#" + likeID(cmp.Or(add, drop)))
}

// keep makes the change where the visitor's favourites are, and gives what they are then.
func (p pages) keep(c *page.Ctx, add, drop string) (liked, error) {
	if !c.Actor().SignedIn() {
		list := slices.DeleteFunc(cookieLiked(c), func(s string) bool { return s == drop || s == add })
		if add != "" {
			list = slices.Insert(list, 0, add)
		}
		list = list[:min(len(list), favourite.Most)]
		if len(list) == 0 {
			c.Forget(likedCookie)
		} else {
			c.Remember(likedCookie, strings.Join(list, "."))
		}
		return list, nil
	}
	var err error
	switch {
	case add != "":
		err = p.Favourites.Keep(c.Context(), c.Actor(), add)
	case drop != "":
		err = p.Favourites.Drop(c.Context(), c.Actor(), drop)
	}
	if err != nil {
		return nil, err
	}
	return p.liked(c)
}

// TakeFavourites gives the favourites that a browser has kept to whoever signs in with it. It leaves none in the browser, which
// may be another's next time.
func TakeFavourites(service *favourite.Service) account.Entered {
	return func(c *page.Ctx, actor access.Actor) error {
		list := cookieLiked(c)
		if len(list) == 0 {
			return nil
		}
		if err := service.Keep(c.Context(), actor, list...); err != nil {
			return err
		}
		c.Forget(likedCookie)
		return nil
	}
}

// likeID is the element id of a package's button, for coming back to it.
func likeID(slug string) string { return "sydan-" + slug }
