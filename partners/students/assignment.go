package students

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
)

// Kind is what an assignment is about.
type Kind string

// Kinds lists them in the order in which people are shown them.
func Kinds() []Kind { return []Kind{"programming", "survey", "content", "panel", "other"} }

// State is where an assignment stands.
type State string

const (
	Sent      State = "sent"      // waits for the coordinator
	Returned  State = "returned"  // the company mends it
	Declined  State = "declined"  // not for students
	Published State = "published" // students may ask for it at school
	Matched   State = "matched"   // students work on it
	Delivered State = "delivered" // the company has the result
	Done      State = "done"      // the company has given feedback
	Withdrawn State = "withdrawn"
)

// side is who may make a move.
type side bool

const (
	company side = false
	school  side = true
)

// moves are the legal ones, and who makes them.
var moves = map[State]map[State]side{
	Sent:      {Returned: school, Declined: school, Published: school, Withdrawn: company, Sent: company},
	Returned:  {Sent: company, Withdrawn: company},
	Published: {Matched: school, Declined: school, Withdrawn: company},
	Matched:   {Delivered: school, Withdrawn: company},
	Delivered: {Done: company},
}

// may says whether who is on the side may move an assignment from one state to another.
func may(from, to State, who side) bool {
	by, legal := moves[from][to]
	return legal && by == who
}

// Open says that something is still to be done.
func (s State) Open() bool { return len(moves[s]) > 0 }

// Assignment is a task that a company gives. It is in the language that the company wrote it in.
type Assignment struct {
	ID          int64      `db:"id"`
	CompanyID   int64      `db:"company_id"`
	CompanyName string     `db:"company_name"`
	PartnerID   int64      `db:"partner_id"`
	SchoolName  string     `db:"school_name"`
	HubID       int64      `db:"hub_id"`
	HubName     string     `db:"hub_name"`
	HubSlug     string     `db:"hub_slug"`
	PostedBy    int64      `db:"posted_by"` // a person; 0 when they are gone
	Kind        Kind       `db:"kind"`
	Title       string     `db:"title"`
	Body        string     `db:"body"`
	Hours       int        `db:"hours"`  // at most, of one student
	People      int        `db:"people"` // students wanted
	RewardCents int64      `db:"reward_cents"`
	Reward      string     `db:"reward"` // besides money
	Safety      string     `db:"safety"`
	Wish        string     `db:"wish"`
	WantedBy    dates.Date `db:"wanted_by"`
	State       State      `db:"state"`
	Reason      string     `db:"reason"`
	Result      string     `db:"result"`
	ResultLink  string     `db:"result_link"`
	Feedback    string     `db:"feedback"`
	Letters     int        `db:"letters"`
	CreatedAt   time.Time  `db:"created_at"`
}

const assignmentSelect = `
	SELECT a.id, a.company_id, c.name AS company_name, a.partner_id, p.name AS school_name, a.hub_id, h.name AS hub_name, h.slug AS hub_slug,
		coalesce(a.posted_by, 0) AS posted_by, a.kind, a.title, a.body, a.hours, a.people, a.reward_cents, a.reward, a.safety, a.wish, a.wanted_by, a.state, a.reason,
		a.result, a.result_link, a.feedback, a.letters, a.created_at
	FROM assignment a JOIN company c ON c.id = a.company_id JOIN partner p ON p.id = a.partner_id JOIN hub h ON h.id = a.hub_id `

// Student is somebody of the school, by first name or alias.
type Student struct {
	ID    int64  `db:"id"`
	Alias string `db:"alias"`
}

// Meeting is a time in the students' corner. State is "proposed", "agreed" or "cancelled".
type Meeting struct {
	ID       int64     `db:"id"`
	StartsAt time.Time `db:"starts_at"`
	EndsAt   time.Time `db:"ends_at"`
	State    string    `db:"state"`
	Note     string    `db:"note"`
}

// States of a meeting.
const (
	Proposed  = "proposed"
	Agreed    = "agreed"
	Cancelled = "cancelled"
)

// Move is a change of state.
type Move struct {
	State    State     `db:"state"`
	BySchool bool      `db:"by_school"`
	Reason   string    `db:"reason"`
	At       time.Time `db:"at"`
}

// Detail is an assignment with all that belongs to it. Meeting is the latest one; its ID is 0 when there was none.
type Detail struct {
	Assignment
	Students []Student
	Meeting  Meeting
	Moves    []Move
}

// Corner is where a school's students meet companies.
type Corner struct {
	PartnerID    int64  `db:"partner_id"`
	SchoolName   string `db:"school_name"`
	HubID        int64  `db:"hub_id"`
	HubName      string `db:"hub_name"`
	HubSlug      string `db:"hub_slug"`
	Municipality string `db:"municipality"`
	AboutFi      string `db:"about_fi"`
	AboutEn      string `db:"about_en"`
	AboutSv      string `db:"about_sv"`
	Open         bool   `db:"open"`
}

// AboutText is how the school describes its corner.
func (c Corner) AboutText() i18n.Text { return i18n.Text{Fi: c.AboutFi, En: c.AboutEn, Sv: c.AboutSv} }

const cornerSelect = `
	SELECT k.partner_id, p.name AS school_name, k.hub_id, h.name AS hub_name, h.slug AS hub_slug, h.municipality, k.about_fi, k.about_en, k.about_sv, k.open
	FROM corner k JOIN partner p ON p.id = k.partner_id JOIN hub h ON h.id = k.hub_id `

// Corners are those that take assignments, by hub. Everybody may.
func (s *Service) Corners(ctx context.Context) (list []Corner, err error) {
	err = s.db.Select(ctx, &list, `/* students.Corners */`+cornerSelect+`
		WHERE k.open AND p.status = 'approved' AND h.status = 'working' ORDER BY h.name COLLATE "fi-x-icu", p.name COLLATE "fi-x-icu"`)
	return list, err
}

// CornersAt are those at a hub that take assignments. Everybody may.
func (s *Service) CornersAt(ctx context.Context, hub int64) (list []Corner, err error) {
	err = s.db.Select(ctx, &list, `/* students.CornersAt */`+cornerSelect+`
		WHERE k.hub_id = $1 AND k.open AND p.status = 'approved' AND h.status = 'working' ORDER BY p.name COLLATE "fi-x-icu"`, hub)
	return list, err
}

// Published are the assignments that students may ask for, the most urgent first. Everybody may.
func (s *Service) Published(ctx context.Context) (list []Assignment, err error) {
	err = s.db.Select(ctx, &list, `/* students.Published */`+assignmentSelect+`
		WHERE a.state = 'published' AND a.wanted_by >= $1 AND p.status = 'approved' ORDER BY a.wanted_by, a.id`, s.today())
	return list, err
}
