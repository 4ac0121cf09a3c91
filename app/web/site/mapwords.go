package site

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// move puts a group of the drawing at its spot.
func move(s spot) string { return "translate(" + unit(s.x) + " " + unit(s.y) + ")" }

func (n mapName) attrs() templ.Attributes {
	a := templ.Attributes{"x": unit(n.x), "y": unit(n.y + 6)}
	if n.anchor != "start" {
		a["text-anchor"] = n.anchor
	}
	return a
}

// link leads to the hub's page; a hub that has ended has none.
func (p pinned) link(ctx context.Context) templ.Attributes {
	if p.Status == hub.Closed {
		return nil
	}
	return templ.Attributes{"href": ui.Href(ctx, HubsPath+"/"+p.Slug)}
}

// statuses are those that the map shows, for its key.
func (c chart) statuses() []hub.Status {
	return slices.DeleteFunc(hub.Statuses(), func(s hub.Status) bool {
		return !slices.ContainsFunc(c.Pins, func(p pinned) bool { return p.Status == s })
	})
}

// hubNow says whether h is open now, and which hub is nearest to it and about how far: people move from one to the other.
func hubNow(ctx context.Context, hubs []hub.Hub, h hub.Hub, now time.Time) string {
	var parts []string
	if h.Status == hub.Working {
		parts = append(parts, doorText(ctx, doorOf(h, now), dates.Today(now)))
	}
	if name, km := next(hubs, h); name != "" && h.Status != hub.Closed {
		parts = append(parts, ui.T(ctx, "front.map.next", "Hub", name, "Km", km))
	}
	return strings.Join(parts, " ")
}

// next is the first of nearest, by name.
func next(hubs []hub.Hub, h hub.Hub) (name string, km int) {
	for i := range hubs {
		o := &hubs[i]
		if o.ID == h.ID || o.Status == hub.Closed {
			continue
		}
		if far := roadKm(townOf(h), townOf(*o)); name == "" || far < km {
			name, km = o.Name, far
		}
	}
	return name, km
}

// neighbour is another hub with the way to it.
type neighbour struct {
	hub.Hub
	km int
}

// nearest are the other hubs that are open or will be, the nearest first.
func nearest(hubs []hub.Hub, h hub.Hub) (list []neighbour) {
	for _, o := range hubs {
		if o.ID != h.ID && o.Status != hub.Closed {
			list = append(list, neighbour{o, roadKm(townOf(h), townOf(o))})
		}
	}
	slices.SortStableFunc(list, func(a, b neighbour) int { return a.km - b.km })
	return list
}

func containsFold(s, part string) bool {
	return strings.Contains(strings.ToLower(s), strings.ToLower(part))
}

// alive are the hubs that are open or will be.
func alive(hubs []hub.Hub) []hub.Hub {
	return slices.DeleteFunc(slices.Clone(hubs), func(h hub.Hub) bool { return h.Status == hub.Closed })
}

// numberOf is a hub's number on the map of the network.
func numberOf(network []hub.Hub, h hub.Hub) string {
	return strconv.Itoa(1 + slices.IndexFunc(network, func(o hub.Hub) bool { return o.ID == h.ID }))
}
