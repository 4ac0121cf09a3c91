package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// eventData is an event of the demo. Hub is "" for the network; weekday and week say when it is first on, counted from the week
// of the first run; seats 0 asks for no sign-up.
type eventData struct {
	hub                       string
	theme                     event.Theme
	motif                     string
	titleFi, titleEn, titleSv string
	textFi, textEn, textSv    string
	place, link               string
	week, weekday             int
	from, to                  string
	repeat                    event.Repeat
	winter                    bool // ends with March, and is not on before October
	seats, closes             int
	cents                     int64
}

var events = []eventData{
	{
		hub: "hubteekki", theme: event.Meet, titleFi: "Yhteiskahvit", titleEn: "Coffee together", titleSv: "Gemensamt kaffe", week: 0, weekday: 3, from: "9:00", to: "9:45", repeat: event.Weekly,
		textFi: "Keskiviikkona kahvit keitetään kaikille. Tule tutustumaan siihen, kuka täällä tekee mitä: etätyöläisiä, paikallisia yrittäjiä ja joskus kunnanjohtaja.\n\nKahvi ja pulla ovat talon puolesta. Tulla saa, vaikka työpistettä ei olisi varattu.",
		textEn: "On Wednesdays the coffee is for everybody. Come and see who does what here: remote workers, local entrepreneurs and sometimes the municipal manager.\n\nCoffee and buns are on the house, and you need no desk to join.",
		textSv: "På onsdagar kokas det kaffe för alla. Kom och se vem som gör vad här: distansarbetare, lokala företagare och ibland kommundirektören.\n\nKaffe och bulle bjuder huset på, och du behöver ingen arbetsplats för att vara med.",
	},
	{
		hub: "hubteekki", theme: event.Learn, titleFi: "Avoin yliopisto tutuksi", titleEn: "Meet the open university", titleSv: "Lär känna det öppna universitetet", week: 1, weekday: 2, from: "17:00", to: "18:00",
		repeat: event.Monthly, seats: 20,
		textFi: "Mitä avoimessa yliopistossa voi opiskella etätyön ohessa, mitä se maksaa ja miten pääsee alkuun? Opinto-ohjaaja vastaa, ja voit ilmoittautua kursseille saman tien.",
		textEn: "What can you study at the open university beside remote work, what does it cost and how do you begin? A study counsellor answers, and you can enrol on the spot.",
		textSv: "Vad kan man studera vid det öppna universitetet vid sidan av distansarbetet, vad kostar det och hur kommer man i gång? En studiehandledare svarar, och du kan anmäla dig till kurser genast.",
	},
	{
		hub: "hubteekki", theme: event.Wellbeing, motif: "ice_swim", titleFi: "Talviuinti-ilta", titleEn: "Winter swimming evening", titleSv: "Vinterbadskväll", place: "Koliman uimaranta", week: 1, weekday: 4,
		from: "18:00", to: "20:00", repeat: event.Fortnightly, winter: true, seats: 12, closes: 6, cents: 500,
		textFi: "Lämmin sauna, avanto ja nuotio. Ensikertalainen saa neuvot ja seuraa, kukaan ei ui yksin.\n\nOta mukaan uimapuku, pipo, tossut ja pyyhe.",
		textEn: "A warm sauna, a hole in the ice and a campfire. First-timers get advice and company; nobody swims alone.\n\nBring swimwear, a hat, slippers and a towel.",
		textSv: "Varm bastu, en vak och en lägereld. Den som är med för första gången får råd och sällskap, ingen badar ensam.\n\nTa med baddräkt, mössa, tofflor och handduk.",
	},
	{
		hub: "hubteekki", theme: event.Students, titleFi: "Lukiolaisten demoilta", titleEn: "Students' demo evening", titleSv: "Gymnasisternas demokväll", week: 2, weekday: 4, from: "17:30", to: "19:30", repeat: event.Once, seats: 30,
		textFi: "Lukiolaiset näyttävät, mitä ovat syksyn aikana rakentaneet: pelejä, robotteja ja yhden äänikirjan. Tule kysymään ja antamaan palautetta. Jokainen demo kestää viisi minuuttia.",
		textEn: "High-school students show what they have built this term: games, robots and one audiobook. Come to ask and give feedback. Each demo takes five minutes.",
		textSv: "Gymnasister visar vad de har byggt under terminen: spel, robotar och en ljudbok. Kom och fråga och ge respons. Varje demo tar fem minuter.",
	},
	{
		hub: "hubteekki", theme: event.Outdoors, titleFi: "Pakkasretki", titleEn: "Sunday walk", titleSv: "Söndagsvandring", place: "Niemenharjun parkkipaikka", week: 1, weekday: 7, from: "12:00", to: "14:30", repeat: event.Fortnightly, seats: 15,
		textFi: "Rauhallinen kävely harjulla ja nokipannukahvit laavulla. Reitti on viisi kilometriä, ja koiratkin pääsevät mukaan.",
		textEn: "An easy walk along the ridge, with campfire coffee at the shelter. The route is five kilometres, and dogs are welcome.",
		textSv: "En lugn vandring längs åsen och kokkaffe vid vindskyddet. Rutten är fem kilometer, och hundar är välkomna.",
	},
	{
		hub: "lennatin", theme: event.Work, titleFi: "Yrittäjän tunti", titleEn: "The entrepreneur's hour", titleSv: "Företagarens timme", week: 1, weekday: 2, from: "16:30", to: "17:30", repeat: event.Fortnightly, seats: 8,
		textFi: "Yksi yrittäjä kertoo pulmansa, muut auttavat. Tunnin päästä on ainakin kolme ideaa. Tällä kertaa puhutaan siitä, miten ensimmäinen työntekijä palkataan.",
		textEn: "One entrepreneur presents a problem, the others help. An hour later there are at least three ideas. This time: how to hire the first employee.",
		textSv: "En företagare berättar om ett problem, de andra hjälper till. En timme senare finns det minst tre idéer. Den här gången: hur man anställer den första medarbetaren.",
	},
	{
		hub: "lennatin", theme: event.Wellbeing, motif: "smoke_sauna", titleFi: "Perjantaisauna", titleEn: "Friday sauna", titleSv: "Fredagsbastu", place: "Rantasauna, Keitele", week: 0, weekday: 5, from: "17:00", to: "20:00", repeat: event.Weekly, seats: 10, closes: 24, cents: 800,
		textFi: "Viikko päätetään löylyihin Keiteleen rannalla. Makkaraa on, omat eväät saa tuoda.",
		textEn: "The week ends in the sauna on the shore of lake Keitele. There are sausages, and you may bring your own food.",
		textSv: "Veckan avslutas i bastun vid Keiteles strand. Det finns korv, och egen matsäck går bra.",
	},
	{
		hub: "demohubi-saarijarvi", theme: event.Culture, motif: "campfire", titleFi: "Podcast-paja", titleEn: "Podcast workshop", titleSv: "Podcastverkstad", week: 2, weekday: 6, from: "11:00", to: "15:00", repeat: event.Once, seats: 6,
		textFi: "Tee ensimmäinen jaksosi: käsikirjoitus, nauhoitus ja leikkaus neljässä tunnissa. Laitteet ovat paikan päällä.",
		textEn: "Make your first episode: script, recording and editing in four hours. The gear is there.",
		textSv: "Gör ditt första avsnitt: manus, inspelning och klippning på fyra timmar. Utrustningen finns på plats.",
	},
	{
		theme: event.Meet, motif: "hub", titleFi: "Hubien etäkahvit", titleEn: "The hubs' coffee online", titleSv: "Hubbarnas kaffe på nätet", place: "Verkossa", link: "https://hubittaako.example/etakahvit", week: 1, weekday: 1, from: "14:00", to: "14:30",
		repeat: event.Monthly,
		textFi: "Puoli tuntia koko verkoston kuulumisia: mitä missäkin hubissa on tekeillä ja kuka etsii mitä. Kamera saa olla kiinni.",
		textEn: "Half an hour of news from the whole network: what each hub is up to and who is looking for what. Cameras may stay off.",
		textSv: "En halvtimme nyheter från hela nätverket: vad som är på gång på varje hubb och vem som söker vad. Kameran får vara av.",
	},
}

func (s *seeder) fillEvents(ctx context.Context) error {
	for _, e := range events {
		form, ok, err := s.eventForm(e)
		if err != nil {
			return fmt.Errorf("%s: %w", e.titleFi, err)
		}
		if !ok {
			continue
		}
		if _, err := s.Events.Create(ctx, system, s.hubs[e.hub], form, key("event", e.titleFi)); err != nil {
			return fmt.Errorf("%s: %w", e.titleFi, err)
		}
	}
	return nil
}

// eventForm is the event as its form; false for one that the season does not have.
func (s *seeder) eventForm(e eventData) (f event.Form, ok bool, err error) {
	from, err := clock(e.from)
	if err != nil {
		return f, false, err
	}
	to, err := clock(e.to)
	if err != nil {
		return f, false, err
	}
	first := s.today.StartOfWeek().AddDays(7*e.week + e.weekday - 1)
	for !first.After(s.today) {
		first = first.AddDays(7)
	}
	until := s.today.AddDays(ahead)
	if e.winter {
		if m := int(first.Month()); m > 3 && m < 10 {
			return f, false, nil
		}
		until = endOfWinter(first, until)
	}
	f = event.Form{
		Words: event.Words{
			TitleFi: e.titleFi, TitleEn: e.titleEn, TitleSv: e.titleSv, TextFi: e.textFi, TextEn: e.textEn, TextSv: e.textSv, Theme: e.theme, Motif: e.motif,
			Place: e.place, Link: e.link, PriceCents: e.cents, ClosesHours: e.closes,
		},
		Times: event.Times{Day: first, From: &from, To: &to, Repeat: e.repeat, Until: until, SkipClosed: true, Seats: e.seats},
		Demo:  true,
	}
	return f, true, nil
}

// endOfWinter is the last day of the March after a day, or until, whichever comes first.
func endOfWinter(day, until dates.Date) dates.Date {
	year := day.Year()
	if day.Month() > 3 {
		year++
	}
	if last := dates.New(year, 3, 31); last.Before(until) {
		return last
	}
	return until
}
