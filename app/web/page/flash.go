package page

import (
	"bytes"
	"encoding/json"
	"net/url"
	"time"
)

// Flash is a short message for the next page: what was done, or what could not be.
type Flash struct {
	Kind string         `json:"k"` // "ok", "info", "warn" or "bad"
	Key  string         `json:"m"`
	Args map[string]any `json:"a,omitempty"`
	Undo *Undo          `json:"u,omitempty"`
}

// Undo is the form that takes back what was just done: where it goes, without the language, and what it sends.
type Undo struct {
	Path   string     `json:"p"`
	Values url.Values `json:"v,omitempty"`
}

const flashTime = 10 * time.Minute

// Flash keeps a message for the next page this browser sees. args alternate names and values.
func (c *Ctx) Flash(kind, key string, args ...any) {
	c.keep(Flash{Kind: kind, Key: key, Args: pairs(args)})
}

// FlashUndo is Flash for what was done and can be taken back by one button beside the message.
func (c *Ctx) FlashUndo(undo Undo, key string, args ...any) {
	done := Flash{Kind: "ok", Key: key, Args: pairs(args), Undo: &undo}
	if !c.keep(done) { // the button needs too much room; the message does not
		done.Undo = nil
		c.keep(done)
	}
}

func (c *Ctx) keep(f Flash) bool {
	all := append(c.fresh[:len(c.fresh):len(c.fresh)], f)
	b, err := json.Marshal(all)
	if err != nil || len(b) > 2500 { // a cookie has 4 KB; without its message the action is still done
		return false
	}
	c.fresh = all
	c.setCookie(c.site.flashCookie(), c.site.Notes.Sign(b), flashTime)
	return true
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
