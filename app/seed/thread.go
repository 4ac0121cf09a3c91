package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/packages/hub/thread"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// said is what one of managers says.
type said struct {
	manager int
	body    string
}

// threadList is the discussions of the demo; about is the title of a practice.
var threadList = []struct {
	title, about string
	posts        []said
}{
	{
		title: "Miten saatte paikalliset ja etätyöläiset samaan pöytään?",
		posts: []said{
			{0, "Meillä etätyöläiset istuvat omassa nurkassaan ja paikalliset omassaan. Kahvilla jutellaan, mutta sen jälkeen kukin palaa paikalleen.\n\nMikä teillä on toiminut?"},
			{1, "Yrittäjän tunti! Pulma yhdistää nopeammin kuin kahvi. Kirjoitin siitä käytännön, ja valmiin tapahtumapohjan saa mukaan."},
			{2, "Meillä on keskiviikkoisin yhteinen keitto. Jokainen tuo yhden aineksen, ja pöytä täyttyy itsestään."},
			{0, "Kiitos, molemmat menevät kokeiluun. Keitto ensin, koska meillä on iso kattila."},
		},
	},
	{
		title: "Kierroksen kortti: mitä siinä kannattaa lukea?", about: "Talokierros viidessä minuutissa",
		posts: []said{
			{2, "Otimme kierroksen käyttöön. Mitä teidän kortissanne lukee? Meillä unohtui heti alkuun lajittelu."},
			{0, "Seitsemän kohtaa: ovi ja koodi, oma työpiste, hiljainen huone, keittiö ja lajittelu, netti, kenelle soittaa ja mitä illalla tapahtuu. Enempää ei jää mieleen."},
		},
	},
}

// fillThreads lets the managers talk where nobody has yet.
func (s *seeder) fillThreads(ctx context.Context) error {
	there, _, err := s.Threads.List(ctx, system, 0, 0)
	if err != nil || len(there) > 0 {
		return err
	}
	practices, err := s.Practices.List(ctx, system, practice.Filter{})
	if err != nil {
		return err
	}
	for _, t := range threadList {
		f := thread.Form{Title: t.title, Body: t.posts[0].body}
		for _, p := range practices {
			if p.TitleFi == t.about {
				f.PracticeID = p.ID
			}
		}
		if err := s.talk(ctx, f, t.posts); err != nil {
			return fmt.Errorf("%s: %w", t.title, err)
		}
	}
	return s.reportOne(ctx)
}

// reportOne lets somebody post what does not belong there, and another report it: the network's admins have something to decide.
func (s *seeder) reportOne(ctx context.Context) error {
	list, _, err := s.Threads.List(ctx, system, 0, 0)
	if err != nil || len(list) == 0 {
		return err
	}
	seller, err := s.manager(ctx, 2)
	if err != nil {
		return err
	}
	reader, err := s.manager(ctx, 0)
	if err != nil {
		return err
	}
	post, err := s.Threads.Reply(ctx, seller, list[len(list)-1].ID, "Meiltä jäi yli kolme työtuolia. Myydään yhdessä tai erikseen, 40 € kappale!", key("thread", "tuolit"))
	if err != nil {
		return err
	}
	return s.Threads.Report(ctx, reader, post, "Myynti-ilmoitus, ei liity keskusteluun.")
}

func (s *seeder) talk(ctx context.Context, f thread.Form, posts []said) error {
	var id int64
	for n, p := range posts {
		who, err := s.manager(ctx, p.manager)
		if err != nil {
			return err
		}
		if op := key("thread", f.Title, fmt.Sprint(n)); n == 0 {
			id, err = s.Threads.Start(ctx, who, f, op)
		} else {
			_, err = s.Threads.Reply(ctx, who, id, p.body, op)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
