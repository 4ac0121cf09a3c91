package page

import (
	"bytes"
	"encoding/json"
	"time"
)

// Flash is a short message for the next page: what was done, or what could not be.
type Flash struct {
	Kind string         `json:"k"` // "ok", "info", "warn" or "bad"
	Key  string         `json:"m"`
	Args map[string]any `json:"a,omitempty"`
}

const flashTime = 10 * time.Minute

// Flash keeps a message for the next page this browser sees. args alternate names and values.
func (c *Ctx) Flash(kind, key string, args ...any) {
	c.fresh = append(c.fresh, Flash{kind, key, pairs(args)})
	b, err := json.Marshal(c.fresh)
	if err != nil || len(b) > 2500 { // a cookie has 4 KB; without its message the action is still done
		return
	}
	c.setCookie(c.site.flashCookie(), c.site.Notes.Sign(b), flashTime)
}

// TakeFlashes returns the messages kept for this page and forgets them.
func (c *Ctx) TakeFlashes() []Flash {
	signed := c.fiber.Cookies(c.site.flashCookie())
	if signed == "" || c.flashes != nil {
		return c.flashes
	}
	if len(c.fresh) == 0 {
		c.setCookie(c.site.flashCookie(), "", -1)
	}
	c.flashes = []Flash{}
	if b, ok := c.site.Notes.Open(signed); ok {
		c.flashes = readFlashes(b)
	}
	return c.flashes
}

// readFlashes keeps whole numbers whole, so that one thing is spoken of as one.
func readFlashes(b []byte) []Flash {
	list := []Flash{}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if d.Decode(&list) != nil {
		return []Flash{}
	}
	for _, f := range list {
		for name, v := range f.Args {
			if n, ok := v.(json.Number); ok {
				if whole, err := n.Int64(); err == nil {
					f.Args[name] = whole
				}
			}
		}
	}
	return list
}

func pairs(args []any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			m[name] = args[i+1]
		}
	}
	return m
}
