package survey

import (
	"context"
	"time"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

const (
	// Least is how many new answers are published at once: averages are shown from so many on.
	Least = 3
	// KeptDays is how long after the last day answers and words are kept; afterwards only the sums of what was published are.
	KeptDays = 365
	// OpenDays is how long after the last day an answer can be given or changed.
	OpenDays = 30

	maxMark  = 5
	maxAgain = 10
	maxBody  = 2000
)

// Notifier queues the mail that asks a booker, within the transaction.
type Notifier interface {
	SurveyDue(ctx context.Context, tx *postgres.Tx, bookingID int64) error
}

// Service keeps the answers.
type Service struct {
	db       *postgres.DB
	bookings *booking.Service
	notify   Notifier
	now      func() time.Time
}

// New makes the service; now is the clock.
func New(db *postgres.DB, bookings *booking.Service, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, bookings: bookings, notify: notify, now: now}
}

func (s *Service) today() dates.Date { return dates.Today(s.now()) }

// Form is an answer as it is given: marks from 1 to 5, Again from 0 to 10. Activities may be nil: took part in none.
type Form struct {
	Work       *int   `form:"work"`
	Activities *int   `form:"activities"`
	Hosting    *int   `form:"hosting"`
	Again      *int   `form:"again"`
	Body       string `form:"body"`
	Lang       string // of the page
}

func (f Form) faults() (wrong []fault.Field) {
	mark := func(name string, v *int, least, most int, needed bool) {
		switch {
		case v == nil && needed:
			wrong = append(wrong, fault.Field{Name: name, Key: "field.required"})
		case v != nil && (*v < least || *v > most):
			wrong = append(wrong, fault.Field{Name: name, Key: "field.choice"})
		}
	}
	mark("work", f.Work, 1, maxMark, true)
	mark("activities", f.Activities, 1, maxMark, false)
	mark("hosting", f.Hosting, 1, maxMark, true)
	mark("again", f.Again, 0, maxAgain, true)
	if utf8.RuneCountInString(f.Body) > maxBody {
		wrong = append(wrong, fault.Field{Name: "body", Key: "field.max_chars", Args: map[string]any{"Max": maxBody}})
	}
	return wrong
}

// Window is when a stay can be answered about: from its last day on, for OpenDays. Both days are included.
func Window(b booking.Booking) (first, last dates.Date) {
	return b.EndsOn, b.EndsOn.AddDays(OpenDays)
}

// Open says whether a stay can be answered about on a day: nil, or Conflict "fault.survey_state" for one that was not sold or called
// off, "fault.survey_early" before its last day, "fault.survey_late" after OpenDays.
func Open(b booking.Booking, today dates.Date) error {
	first, last := Window(b)
	switch {
	case !b.Reportable():
		return fault.New(fault.Conflict, "fault.survey_state")
	case today.Before(first):
		return fault.New(fault.Conflict, "fault.survey_early")
	case today.After(last):
		return fault.New(fault.Conflict, "fault.survey_late")
	}
	return nil
}
