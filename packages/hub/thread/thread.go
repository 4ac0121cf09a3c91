package thread

import (
	"time"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// EditTime is how long the writer of a post can change it.
const EditTime = time.Hour

// PageSize is how many posts a page shows, and how many threads the list.
const PageSize = 20

// Thread is a discussion.
type Thread struct {
	ID         int64      `db:"id"`
	Title      string     `db:"title"`
	PracticeID int64      `db:"practice_id"` // that it is about, 0 for none
	Posts      int        `db:"posts"`
	LastPostID int64      `db:"last_post_id"`
	LastPostAt time.Time  `db:"last_post_at"`
	LockedAt   *time.Time `db:"locked_at"`
	LastBy     string     `db:"last_by"` // who wrote last
	LastHub    string     `db:"last_hub"`
	Following  bool       `db:"following"` // whoever asks
}

// Locked says that nobody can reply any more.
func (t Thread) Locked() bool { return t.LockedAt != nil }

// Post is one thing that somebody said.
type Post struct {
	ID           int64      `db:"id"`
	ThreadID     int64      `db:"thread_id"`
	PersonID     int64      `db:"person_id"`
	Name         string     `db:"name"`     // empty: of somebody who is no longer known
	HubName      string     `db:"hub_name"` // empty: the network
	Body         string     `db:"body"`     // empty for those who may not read what is hidden
	CreatedAt    time.Time  `db:"created_at"`
	EditedAt     *time.Time `db:"edited_at"`
	HiddenAt     *time.Time `db:"hidden_at"`
	HiddenReason string     `db:"hidden_reason"`
	Reported     bool       `db:"reported"` // by whoever asks
}

// Hidden says that a network admin took it out of sight.
func (p Post) Hidden() bool { return p.HiddenAt != nil }

// Editable says whether a person can still change the post: their own, in time, in sight.
func (p Post) Editable(person int64, now time.Time) bool {
	return person != 0 && p.PersonID == person && !p.Hidden() && now.Before(p.CreatedAt.Add(EditTime))
}

// Form is a new thread.
type Form struct {
	Title      string `form:"title"`
	Body       string `form:"body"`
	PracticeID int64  `form:"practice"`
}

const (
	maxTitle  = 120
	maxBody   = 5000
	maxReason = 500
)

func (f *Form) clean() { f.Title, f.Body = typed.Line(f.Title), typed.Text(f.Body) }

func (f Form) faults() []fault.Field {
	return append(words("title", f.Title, maxTitle), words("body", f.Body, maxBody)...)
}

// words are the field errors of a text that must be there.
func words(name, value string, most int) []fault.Field {
	switch {
	case value == "":
		return []fault.Field{{Name: name, Key: "field.required"}}
	case utf8.RuneCountInString(value) > most:
		return []fault.Field{{Name: name, Key: "field.max_chars", Args: map[string]any{"Max": most}}}
	}
	return nil
}
