package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/partners/students"
)

// assignmentData is an assignment of the demo and how far it has come. Company is which of the demo's.
type assignmentData struct {
	name, title, body string
	kind              students.Kind
	company           int
	hours, people     int
	cents             int64
	reward            string
	days              int // until it is wanted
	to                students.State
	aliases           string
}

const safety = "Työ tehdään nurkassa koulupäivän aikana, opettaja paikalla. Emme käsittele henkilötietoja."

var assignments = []assignmentData{
	{"kysely", "Mitä nuori odottaa etätyöltä?", "Suunnitelkaa lyhyt kysely ja kerätkää vähintään 50 vastausta. Haluamme yhden sivun yhteenvedon ja kolme yllätystä.", "survey", 0, 6, 4, 3000, "", 40, students.Published, ""},
	{"peli", "Pieni selainpeli messuille", "Viiden minuutin peli, jossa väistellään kokouksia. Saatte grafiikat ja esimerkkikoodin meiltä.", "programming", 0, 12, 3, 5000, "Lounas tekijöille", 50, students.Matched, "Aino, Ville, Kide"},
	{"video", "Kolme lyhyttä videota kesätöistä", "Kuvatkaa puhelimella, mitä suunnittelutoimistossa oikeasti tehdään. Käsikirjoitus yhdessä.", "content", 1, 8, 4, 2000, "", 60, students.Sent, ""},
	{"paneeli", "Z-sukupolven paneeli palvelustamme", "Tunnin paneeli: näytämme palvelun ja te sanotte suoraan, mikä siinä on hyvää ja mikä ei.", "panel", 1, 2, 6, 1500, "Pullakahvit", 30, students.Done, "Aada, Leo, Saimi, Onni"},
}

// fillAssignments opens the school's corner and lets companies give assignments, each as far as its state.
func (s *seeder) fillAssignments(ctx context.Context) error {
	school, hub := s.partners[schoolEmail], s.hubs["hubteekki"]
	corners, err := s.Students.OwnCorners(ctx, system, school)
	if err != nil {
		return err
	}
	if len(corners) == 0 {
		err := s.Students.SaveCorner(ctx, system, school, students.CornerForm{
			Hub: hub, Open: true,
			AboutFi: "Keksityn lukion opiskelijat hubissa maanantaisin ja torstaisin. Tehtävistä vastaa yhdyshenkilö.",
			AboutEn: "Students of a made-up school, at the hub on Mondays and Thursdays. A coordinator looks after the assignments.",
			AboutSv: "Studerande från en påhittad skola, på hubben måndagar och torsdagar. En kontaktperson sköter uppdragen.",
		})
		if err != nil {
			return err
		}
	}
	for i, a := range assignments {
		if err := s.assignment(ctx, a, school, hub, i); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
	}
	return nil
}

func (s *seeder) assignment(ctx context.Context, a assignmentData, school, hub int64, n int) error {
	booker := s.bookers[a.company]
	of := booker.Grants[0].Org
	id, err := s.Students.Post(ctx, booker, of, students.Form{
		Corner: fmt.Sprintf("%d-%d", school, hub), Kind: a.kind, Title: a.title, Body: a.body, Hours: a.hours, People: a.people, RewardCents: a.cents, Reward: a.reward,
		Safety: safety, Wish: "Iltapäivät sopivat parhaiten.", WantedBy: s.today.AddDays(a.days),
	}, key("assignment", a.name))
	if err != nil || a.to == students.Sent {
		return err
	}
	err = s.advance(ctx, booker, a, school, of, id, n)
	if fault.CodeOf(err) == fault.Conflict {
		return nil // an earlier run has done it
	}
	return err
}

// meet proposes a time in the corner, on the first day from a day on that the hub is open and the corner's room is free.
func (s *seeder) meet(ctx context.Context, school, id int64, day dates.Date) error {
	from, to := 14*60, 15*60
	for range 14 {
		err := s.Students.ProposeMeeting(ctx, system, school, id, students.MeetingForm{Day: day, From: &from, To: &to})
		if fault.CodeOf(err) != fault.Invalid {
			return err
		}
		day = day.AddDays(1)
	}
	return nil
}

// advance takes an assignment to its state.
func (s *seeder) advance(ctx context.Context, booker access.Actor, a assignmentData, school, company, id int64, n int) error {
	if err := s.Students.Publish(ctx, system, school, id); err != nil || a.to == students.Published {
		return err
	}
	if err := s.Students.Match(ctx, system, school, id, students.MatchForm{Aliases: a.aliases}); err != nil {
		return err
	}
	if err := s.meet(ctx, school, id, s.today.AddDays(10+n).StartOfWeek().AddDays(7+n)); err != nil {
		return err
	}
	if a.to == students.Matched {
		return nil
	}
	if err := s.Students.AnswerMeeting(ctx, booker, company, id, true, students.Reason{}); err != nil {
		return err
	}
	if err := s.Students.Deliver(ctx, system, school, id, students.ResultForm{Result: "Paneeli pidettiin: 24 huomiota, joista kuusi heti korjattavia."}); err != nil {
		return err
	}
	return s.Students.Finish(ctx, booker, company, id, students.FeedbackForm{Feedback: "Tarkkoja silmiä ja rehellistä puhetta. Kolme ehdotusta on jo käytössä. Kiitos!"})
}
