package account_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
)

func TestSignInWithAPassword(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.Booker, company)
	b := s.browser()
	b.Get("/oma").LeadsTo("/kirjaudu?next=%2Foma")
	b.Get("/kirjaudu?next=%2Foma").Status(200).Says(`name="next" value="/oma"`)
	b.Post("/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword, "next", "/oma").Status(422).
		Says("Sähköposti tai salasana ei täsmää", `value="henkilo1@example.fi"`, `name="next" value="/oma"`).Lacks(otherPassword)
	b.Post("/kirjaudu", "email", "henkilo1@example.fi").Status(422).Says("Tämä tarvitaan", "f-password-err")
	b.Post("/kirjaudu", "email", "Henkilo1@example.fi ", "password", goodPassword, "next", "/oma").LeadsTo("/oma")
	b.Get("/oma").Status(200).Says("Omat tiedot", "Tunturi Oy")
	b.Get("/kirjaudu").LeadsTo(fmt.Sprintf("/yritys/%d/varaukset", company))
	b.Get("/kirjaudu?next=//evil.example").LeadsTo(fmt.Sprintf("/yritys/%d/varaukset", company))
	b.Get("/oma")
	b.Post("/kirjaudu-ulos").LeadsTo("/")
	b.Get("/oma").LeadsTo("/kirjaudu?next=%2Foma")
	for _, evil := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "/a\nb"} {
		b := s.browser()
		b.Get("/kirjaudu")
		b.Post("/kirjaudu", "email", "henkilo1@example.fi", "password", goodPassword, "next", evil).LeadsTo(fmt.Sprintf("/yritys/%d/varaukset", company))
	}
}

func TestTooManyTriesSaySo(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.Get("/kirjaudu")
	for range 10 {
		b.Post("/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword).Status(422)
	}
	b.Post("/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword).Status(429).Says("Odota 15 minuuttia", `value="henkilo1@example.fi"`)
}

func TestSignInByLink(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b := s.browser()
	b.Get("/kirjaudu")
	b.Post("/kirjaudu/linkki", "email", "not an address").Status(422).Says("Tarkista sähköpostiosoite")
	known := b.Post("/kirjaudu/linkki", "email", "henkilo1@example.fi", "next", "/oma").Status(200).Says("henkilo1@example.fi")
	b.Get("/kirjaudu")
	unknown := b.Post("/kirjaudu/linkki", "email", "nobody@example.fi").Status(200)
	if strip(known.Body, "henkilo1@example.fi") != strip(unknown.Body, "nobody@example.fi") {
		t.Fatal("the answers differ")
	}
	link := s.linkTo("henkilo1@example.fi")
	scanner := s.browser()
	for range 3 {
		scanner.Get(link).Status(200).Says("Hei taas, Oma Henkilö!")
	}
	b.Get(link).Status(200)
	b.Post(link).LeadsTo("/oma")
	b.Get("/oma").Status(200)
	b.Get(link).LeadsTo("/oma") // pressed twice
	scanner.Get(link).Status(410).Says("Linkki ei enää toimi", "Linkki on jo käytetty")
	scanner.Get("/kirjaudu")
	scanner.Post(link).Status(410)
	scanner.Get("/linkki/unknown").Status(410).Says("Linkki ei ole voimassa")
}

var tokenPattern = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// strip leaves what two answers may have in common: without the address and the tokens, which differ each time.
func strip(body, email string) string {
	body = strings.ReplaceAll(body, email, "")
	for _, m := range tokenPattern.FindAllStringSubmatch(body, -1) {
		body = strings.ReplaceAll(body, m[1], "")
	}
	if i := strings.Index(body, "hx-headers"); i > 0 {
		body = body[:i] + body[i+strings.Index(body[i:], ">"):]
	}
	return body
}

func TestReset(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b := s.browser()
	b.Get("/salasana").Status(200)
	b.Post("/salasana", "email", "").Status(422)
	b.Post("/salasana", "email", "henkilo1@example.fi").Status(200).Says("Katso sähköpostisi")
	link := s.linkTo("henkilo1@example.fi")
	b.Get(link).Status(200).Says("Aseta uusi salasana")
	b.Post(link, "password", "lyhytsana").Status(422).Says("Vähintään 12 merkkiä").Lacks("lyhytsana")
	b.Post(link, "password", otherPassword).LeadsTo("/oma")
	b.Get("/oma").Status(200)
	s.browser().Get(link).Status(410)
}

var signUp = []string{
	"company_name", "Tunturi Oy", "business_id", "FI90000011", "street", "Rantatie 1", "postcode", "44800", "city", "Pihtipudas",
	"name", "Oma Henkilö", "email", "henkilo1@example.fi", "password", goodPassword,
}

// with is the pairs with another value for one of the names.
func with(pairs []string, name, value string) []string {
	out := slices.Clone(pairs)
	for i := 0; i+1 < len(out); i += 2 {
		if out[i] == name {
			out[i+1] = value
			return out
		}
	}
	return append(out, name, value)
}

func TestSignUp(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.Get("/rekisteroidy?next=%2Fpaketit").Status(200).Says("Tuo yrityksesi mukaan", `name="password"`)
	b.Post("/rekisteroidy", with(with(signUp, "postcode", "448"), "next", "/paketit")...).Status(422).
		Says("Postinumerossa on viisi numeroa", `value="Tunturi Oy"`, `value="448"`, `value="Oma Henkilö"`, `name="next" value="/paketit"`).
		Lacks(goodPassword)
	b.Post("/rekisteroidy", with(signUp, "next", "/paketit")...).LeadsTo("/paketit")
	b.Get("/oma").Status(200).Says("Vahvista sähköpostisi", "Tervetuloa! Tunturi Oy")
	if s.number(`SELECT count(*) FROM company WHERE invoice_allowed OR demo`) != 0 {
		t.Fatal("a form set what it must not")
	}
	b.Post("/oma/vahvistus").LeadsTo("/oma")
	link := s.linkTo("henkilo1@example.fi")
	b.Get(link).Status(200).Says("Onko henkilo1@example.fi sinun osoitteesi?")
	s.browser().Get(link).Status(200).Says("Kirjaudu sisään, niin pääset jatkamaan")
	stranger := s.browser()
	stranger.Get("/kirjaudu")
	if to := stranger.Post(link).To(); !strings.HasPrefix(to, "/kirjaudu?next=") {
		t.Fatalf("leads to %q", to)
	}
	b.Get(link)
	b.Post(link).Status(303)
	b.Get("/oma").Status(200).Says("on vahvistettu").Lacks("Lähetä uudelleen")
}

func TestFormsSetOnlyTheirFields(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.Get("/rekisteroidy")
	all := signUp
	for _, name := range []string{"invoice_allowed", "demo", "id", "country", "role", "org", "lang", "token", "-", "email_proved_at", "disabled_at", "company_id"} {
		all = with(all, name, "1")
	}
	b.Post("/rekisteroidy", all...).Status(303)
	if n := s.number(`SELECT count(*) FROM company c, person p WHERE NOT c.invoice_allowed AND NOT c.demo AND c.country = 'FI' AND p.lang = 'fi' AND p.email_proved_at IS NULL AND p.disabled_at IS NULL`); n != 1 {
		t.Fatal("a form set what it must not")
	}
}

func TestSignUpOfWhoIsInAsksAboutTheCompanyOnly(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b := s.in("henkilo1@example.fi")
	b.Get("/rekisteroidy").Status(200).Lacks(`name="password"`, `name="email"`)
	if to := b.Post("/rekisteroidy", signUp[:10]...).To(); !strings.HasPrefix(to, "/yritys/") {
		t.Fatalf("leads to %q", to)
	}
	b.Get("/oma").Status(200).Says("Tunturi Oy on nyt mukana", "Yrityksen pääkäyttäjä")
	other := s.browser()
	other.Get("/rekisteroidy")
	other.Post("/rekisteroidy", with(signUp, "email", "henkilo2@example.fi")...).Status(422).Says("Pyydä sen pääkäyttäjältä kutsu")
}

func TestMe(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b, phone := s.in("henkilo1@example.fi"), s.in("henkilo1@example.fi")
	b.Get("/oma").Status(200).Says("Et ole vielä mukana missään", "Firefox, Windows", "Tämä laite")
	b.Post("/oma", "name", "", "lang", "fi").Status(422).Says("details-f-name-err")
	b.Post("/oma", "name", "Uusi Nimi", "lang", "en").LeadsTo("/oma?lang=en")
	b.Get("/oma?lang=en").LeadsTo("/en/oma")
	b.Get("/en/oma").Status(200).Says("Uusi Nimi", "My account")
	b.Post("/oma/salasana", "current_password", otherPassword, "password", otherPassword).Status(422).Says("password-f-current_password-err").Lacks(otherPassword)
	b.Post("/oma/salasana", "current_password", goodPassword, "password", otherPassword).LeadsTo("/oma")
	b.Get("/oma").Status(200).Says("Salasana on vaihdettu")
	phone.Get("/oma").Status(303)
	b.Post("/oma/kirjautumiset/999999").Status(404)
	b.Get("/oma")
	b.Post("/oma/kirjautumiset").LeadsTo("/")
	b.Get("/oma").Status(303)
}

func TestEndingAnotherDevice(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	phone, b := s.in("henkilo1@example.fi"), s.in("henkilo1@example.fi")
	b.Get("/oma")
	b.Post(fmt.Sprintf("/oma/kirjautumiset/%d", s.number(`SELECT min(id) FROM sign_in`))).LeadsTo("/oma")
	b.Get("/oma").Status(200).Says("Laite on kirjattu ulos")
	phone.Get("/oma").Status(303)
}

func TestWhoHasNoPasswordIsMailedALink(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b := s.in("henkilo1@example.fi")
	must(t, s.exec(`UPDATE person SET password_hash = ''`))
	b.Get("/oma").Status(200).Says("Tililläsi ei ole salasanaa").Lacks(`name="current_password"`)
	b.Post("/oma/salasanalinkki").LeadsTo("/oma")
	b.Get(s.linkTo("henkilo1@example.fi")).Status(200).Says("Aseta uusi salasana")
}

func TestMembers(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.CompanyAdmin, company)
	path := fmt.Sprintf("/yritys/%d/jasenet", company)
	admin := s.in("henkilo1@example.fi")
	admin.Get(path).Status(200).Says("Jäsenet", "Tunturi Oy", "Kutsu mukaan")
	if f := admin.Get(path + "?rooli=company_admin").Status(200).Form(path); f.Get("role") != "company_admin" {
		t.Errorf("the link's role is not chosen: %q", f.Get("role"))
	}
	if f := admin.Get(path + "?rooli=network_admin").Status(200).Form(path); f.Get("role") != "booker" {
		t.Errorf("a role of another kind is chosen: %q", f.Get("role"))
	}
	admin.Post(path, "email", "henkilo2", "role", "booker").Status(422).Says(`value="henkilo2"`)
	admin.Post(path, "email", "henkilo1@example.fi", "role", "company_admin").Status(422).Says("Hän on jo mukana")
	admin.Post(path, "email", "henkilo2@example.fi", "role", "network_admin").LeadsTo(path)
	if n := s.number(`SELECT count(*) FROM mailed_link WHERE role = 'booker'`); n != 1 {
		t.Fatal("a role of another kind was taken")
	}
	admin.Get(path).Status(200).Says("Avoimet kutsut", "henkilo2@example.fi")

	second := s.browser()
	link := s.linkTo("henkilo2@example.fi")
	second.Get(link).Status(200).Says("Oma Henkilö kutsui sinut: Tunturi Oy", "Varaaja")
	second.Post(link, "name", "", "password", goodPassword).Status(422)
	second.Post(link, "name", "Toinen Henkilö", "password", goodPassword).LeadsTo(fmt.Sprintf("/yritys/%d/varaukset", company))
	second.Get(path).Status(200).Says("Toinen Henkilö", "Pääkäyttäjä voi kutsua").Lacks("Lähetä kutsu")
	second.Post(path, "email", "x@example.fi", "role", "booker").Status(403)

	own := s.number(`SELECT id FROM membership WHERE role = 'company_admin'`)
	admin.Get(path)
	admin.Post(fmt.Sprintf("%s/%d/poista", path, own)).Status(409).Says("Viimeistä pääkäyttäjää ei voi poistaa")
	admin.Post(fmt.Sprintf("%s/%d/poista", path, s.number(`SELECT id FROM membership WHERE role = 'booker'`))).LeadsTo(path)
	second.Get(path).Status(404)
	second.Get("/oma").Status(200)

	admin.Get(path)
	admin.Post(path, "email", "uusi@example.fi", "role", "booker").LeadsTo(path)
	admin.Post(fmt.Sprintf("%s/kutsut/%d/peru", path, s.number(`SELECT max(id) FROM mailed_link WHERE purpose = 'invite'`))).LeadsTo(path)
	s.browser().Get(s.linkTo("uusi@example.fi")).Status(410)
}

func TestLeaving(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.Booker, company)
	b := s.in("henkilo1@example.fi")
	path := fmt.Sprintf("/yritys/%d/jasenet", company)
	b.Get(path).Status(200).Says("Poistutko tästä organisaatiosta?")
	b.Post(fmt.Sprintf("%s/%d/poista", path, s.number(`SELECT id FROM membership`))).LeadsTo("/oma")
	b.Get("/oma").Status(200).Says("Jäsenyys on päättynyt")
}

func TestMembersOfOthersAreNotThere(t *testing.T) {
	s := newSite(t)
	mine, theirs := s.company("9000001-1"), s.company("9000003-8")
	s.grant(s.person("henkilo1@example.fi"), access.CompanyAdmin, mine)
	s.grant(s.person("henkilo2@example.fi"), access.CompanyAdmin, theirs)
	second := s.in("henkilo2@example.fi")
	path := fmt.Sprintf("/yritys/%d/jasenet", theirs)
	second.Get(path)
	second.Post(path, "email", "uusi@example.fi").LeadsTo(path)
	membership, invitation := s.number(fmt.Sprintf(`SELECT id FROM membership WHERE company_id = %d`, theirs)), s.number(`SELECT id FROM mailed_link`)

	first := s.in("henkilo1@example.fi")
	own := fmt.Sprintf("/yritys/%d/jasenet", mine)
	first.Get(path).Status(404).Lacks("henkilo2@example.fi")
	first.Get(own)
	first.Post(path, "email", "x@example.fi").Status(404)
	first.Get(own)
	for _, base := range []string{path, own} { // also with one's own organisation in the address
		first.Get(own)
		first.Post(fmt.Sprintf("%s/%d/poista", base, membership)).Status(404)
		first.Get(own)
		first.Post(fmt.Sprintf("%s/kutsut/%d/peru", base, invitation)).Status(404)
	}
	first.Get("/hallinta/jasenet").Status(404)
	first.Get("/hubi/1/jasenet").Status(404)
	first.Get("/kumppani/1/jasenet").Status(404)
	first.Get("/yritys/x/jasenet").Status(404)
}

func TestNetworkAdminsSeeTheirOwnPage(t *testing.T) {
	s := newSite(t)
	s.grant(s.person("henkilo1@example.fi"), access.NetworkAdmin, 0)
	company := s.company("9000001-1")
	b := s.in("henkilo1@example.fi")
	b.Get("/hallinta/jasenet").Status(200).Says("Hubittaako", "Oma Henkilö", "Lähetä kutsu")
	b.Post("/hallinta/jasenet", "email", "henkilo2@example.fi").LeadsTo("/hallinta/jasenet")
	b.Get(fmt.Sprintf("/yritys/%d/jasenet", company)).Status(200).Says("Tunturi Oy", "Lähetä kutsu")
	s.browser().Get(s.linkTo("henkilo2@example.fi")).Status(200).Says("Verkoston ylläpito")
}

func TestAnInvitationOfSomebodyElse(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.CompanyAdmin, company)
	s.person("henkilo2@example.fi")
	path := fmt.Sprintf("/yritys/%d/jasenet", company)
	admin := s.in("henkilo1@example.fi")
	admin.Get(path)
	admin.Post(path, "email", "henkilo2@example.fi", "role", "booker").Status(303)
	link := s.linkTo("henkilo2@example.fi")
	admin.Get(link).Status(200).Says("Olet kirjautunut osoitteella henkilo1@example.fi")
	admin.Post(link).Status(403)
	admin.Get(link)
	admin.Post("/kirjaudu-ulos", "next", link).LeadsTo(link)
	s.browser().Get(link).Status(200).Says("Osoitteella henkilo2@example.fi on jo tili")
	second := s.in("henkilo2@example.fi")
	second.Get(link).Status(200).Says("Liity mukaan").Lacks(`name="password"`)
	second.Post(link).LeadsTo(fmt.Sprintf("/yritys/%d/varaukset", company))
}

// TestEnglish renders the pages in English; the harness fails on a text that is missing.
func TestEnglish(t *testing.T) {
	s := newSite(t)
	s.grant(s.person("henkilo1@example.fi"), access.NetworkAdmin, 0)
	b := s.browser()
	b.Get("/en/kirjaudu?next=%2Fen%2Foma").Status(200).Says("Email me a link", `action="/en/kirjaudu"`)
	b.Post("/en/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword).Status(422).Lacks("field.", "fault.")
	b.Get("/en/salasana").Status(200)
	b.Get("/en/rekisteroidy").Status(200).Says("Bring your company along")
	b.Get("/en/linkki/x").Status(410).Says("no longer works")
	b.Get("/en/kirjaudu")
	b.Post("/en/kirjaudu", "email", "henkilo1@example.fi", "password", goodPassword).LeadsTo("/en/hallinta")
	b.Get("/en/oma").Status(200).Says("My account")
	b.Get("/en/hallinta/jasenet").Status(200).Says("Send the invitation")
	b.Post("/en/hallinta/jasenet", "email", "henkilo2@example.fi").LeadsTo("/en/hallinta/jasenet")
	if link := s.linkTo("henkilo2@example.fi"); !strings.HasPrefix(link, "/en/linkki/") {
		t.Fatalf("mailed %s", link)
	}
}
