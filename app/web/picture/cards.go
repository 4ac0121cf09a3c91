package picture

import (
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// Cards draws cards and keeps the ones that were asked for last. One is drawn at a time, so that a crowd of robots cannot take
// the processors from people.
type Cards struct {
	turn chan struct{}
	most int

	mu    sync.Mutex
	order *list.List // of *kept, the last asked for first
	byKey map[string]*list.Element
}

type kept struct {
	key string
	png []byte
}

// NewCards keeps at most so many drawn cards; one takes about 120 kilobytes.
func NewCards(most int) *Cards {
	return &Cards{turn: make(chan struct{}, 1), most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

// cardVersion is a part of every key: raise it with a change in how cards are drawn.
const cardVersion = "1"

// Key names what the card shows: cards with the same key are the same picture.
func (c Card) Key() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%+v", cardVersion, poster.Version, c))
	return hex.EncodeToString(sum[:8])
}

// PNG is the card's picture, drawn now or before. Unavailable when the request's time ends in the queue.
func (c *Cards) PNG(ctx context.Context, card Card) ([]byte, error) {
	key := card.Key()
	if png, ok := c.kept(key); ok {
		return png, nil
	}
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return nil, fault.New(fault.Unavailable, "fault.unavailable").Wrap(ctx.Err())
	}
	if png, ok := c.kept(key); ok { // somebody drew it while we waited
		return png, nil
	}
	png, err := card.PNG()
	if err == nil {
		c.keep(key, png)
	}
	return png, err
}

func (c *Cards) kept(key string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*kept).png, true
}

func (c *Cards) keep(key string, png []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byKey[key] = c.order.PushFront(&kept{key, png})
	for c.order.Len() > c.most {
		last := c.order.Back()
		delete(c.byKey, last.Value.(*kept).key)
		c.order.Remove(last)
	}
}
