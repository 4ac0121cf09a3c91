package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/packages/practice"
)

// practiceData is a practice of the demo; object is the Finnish name of the package or the event that goes along.
type practiceData struct {
	hub, object string
	practice.Form
	adopters [][2]string // hub and note
}

var practiceList = []practiceData{
	{
		hub: "hubteekki", Form: practice.Form{
			Theme: "visitors", Kind: practice.Plain, TitleFi: "Talokierros viidessä minuutissa", TitleEn: "The house in five minutes",
			TextFi: "Jokainen uusi tulija saa heti ovella saman viiden minuutin kierroksen: työpiste, hiljainen huone, kahvi, netti ja se, keneltä kysyä. Kierroksen vetää kuka tahansa talossa oleva, ei vain manageri.\n\nKortti oven pielessä muistuttaa kohdat, joten kukaan ei unohda kertoa takaovesta. Sen jälkeen tulija on jo tavannut yhden ihmisen nimeltä, ja ensimmäinen lounas löytyy itsestään.\n\nTarvitaan: yksi kortti ja tapa.",
			TextEn: "Everybody who is new gets the same five-minute tour at the door: desk, quiet room, coffee, internet, and whom to ask. Anybody who is in the house can give it, not only the manager.\n\nA card by the door lists the stops, so nobody forgets the back door. After that the guest knows one person by name, and company for the first lunch finds itself.\n\nIt takes one card and a habit.",
		},
		adopters: [][2]string{
			{"lennatin", "Lisäsimme kierrokseen laiturin. Vie kuusi minuuttia."},
			{"demohubi-saarijarvi", ""},
		},
	},
	{
		hub: "lennatin", object: "Yrittäjän tunti", Form: practice.Form{
			Theme: "community", Kind: practice.Event, TitleFi: "Yrittäjän tunti: yksi pulma, monta päätä", TitleEn: "The entrepreneur's hour: one problem, many heads",
			TextFi: "Joka toinen tiistai yksi yrittäjä kertoo pulmansa vartissa, ja muut auttavat loppuajan. Kahdeksan tuolia riittää: kun paikkoja on vähän, kaikki puhuvat.\n\nPulma sovitaan edellisellä kerralla, jolloin seuraavaankin on jo tulija. Olemme huomanneet, että etätyöläiset tulevat mielellään: he kuulevat paikkakunnasta ja heidän osaamisestaan on hyötyä.",
			TextEn: "Every other Tuesday one entrepreneur tells of a problem for a quarter of an hour, and the others help for the rest. Eight chairs are enough: where seats are few, everybody talks.\n\nThe next problem is agreed on at the end, so the next time has its first guest already. Remote workers like to come: they hear about the place, and what they know is of use.",
		},
	},
	{
		hub: "hubteekki", Form: practice.Form{
			Theme: "space", Kind: practice.Rule, TitleFi: "Tyhjä huone takaisin muille", TitleEn: "Give an empty room back",
			TextFi: "Varattuja huoneita seisoi meillä tyhjinä joka viikko, kun palaveri peruuntui ja varaus jäi. Yksi rivi talon säännöissä auttoi: peru varaus, kun et tule, tai huone on vartin jälkeen vapaa.\n\nKukaan ei ole loukkaantunut, ja hiljaisen huoneen saa nyt usein samana päivänä.",
			TextEn: "Booked rooms stood empty every week because a meeting was off and the booking was not. One line in the house rules helped: cancel when you are not coming, or the room is free after a quarter of an hour.\n\nNobody has been offended, and a quiet room can now often be had on the same day.",
			RuleFi: "Peru huonevaraus, jos et tule: vartin odotuksen jälkeen huone on vapaa muille.", RuleEn: "Cancel your room if you are not coming: after a quarter of an hour it is free for others.",
			RuleSv: "Avboka rummet om du inte kommer: efter en kvart är det ledigt för andra.",
		},
	},
	{
		hub: "hubteekki", object: "Hiljainen viikko", Form: practice.Form{
			Theme: "services", Kind: practice.Package, TitleFi: "Viikko, jossa ei ole ohjelmaa joka illalle", TitleEn: "A week without something every evening",
			TextFi: "Ensimmäiset pakettimme olivat täynnä tekemistä, ja palautteessa toistui sama toive: saisiko olla rauhassa? Hiljaisessa viikossa on saunaa ja hyvää ruokaa, mutta puolet illoista on tyhjiä.\n\nSe myy erityisesti kirjoittajille ja pienille tuotetiimeille. Kopioi paketti ja vaihda tekemiset oman seutunne rauhallisiin.",
			TextEn: "Our first packages were full of things to do, and the same wish came back: could we just be? The quiet week has a sauna and good food, but half of its evenings are empty.\n\nIt sells to writers and small product teams above all. Copy the package and put the calm things of your own region into it.",
		},
	},
}

// fillPractices writes the practices of the demo where there are none, and lets some be adopted.
func (s *seeder) fillPractices(ctx context.Context) error {
	there, err := s.Practices.List(ctx, system, practice.Filter{})
	if err != nil || len(there) > 0 {
		return err
	}
	for _, p := range practiceList {
		if err := s.practice(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.TitleFi, err)
		}
	}
	return nil
}

func (s *seeder) practice(ctx context.Context, p practiceData) error {
	pkgs, events, err := s.Practices.Objects(ctx, system, s.hubs[p.hub])
	if err != nil {
		return err
	}
	for _, o := range pkgs {
		if o.TitleFi == p.object {
			p.PackageID = o.ID
		}
	}
	for _, o := range events {
		if o.TitleFi == p.object {
			p.EventID = o.ID
		}
	}
	id, err := s.Practices.Create(ctx, system, s.hubs[p.hub], p.Form, key("practice", p.TitleFi))
	if err != nil {
		return err
	}
	for _, a := range p.adopters {
		if err := s.Practices.Adopt(ctx, system, id, s.hubs[a[0]], a[1]); err != nil {
			return err
		}
	}
	return nil
}
