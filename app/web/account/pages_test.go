package account_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
)

func TestSignInWithAPassword(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.Booker, company)
	b := s.browser()
	b.get("/oma").leadsTo(t, "/kirjaudu?next=%2Foma")
	b.get("/kirjaudu?next=%2Foma").want(t, 200).has(t, `name="next" value="/oma"`)
	b.post("/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword, "next", "/oma").want(t, 422).
		has(t, "Sähköposti tai salasana ei täsmää", `value="henkilo1@example.fi"`, `name="next" value="/oma"`).lacks(t, otherPassword)
	b.post("/kirjaudu", "email", "henkilo1@example.fi").want(t, 422).has(t, "Tämä tarvitaan", "f-password-err")
	b.post("/kirjaudu", "email", "Henkilo1@example.fi ", "password", goodPassword, "next", "/oma").leadsTo(t, "/oma")
	b.get("/oma").want(t, 200).has(t, "Omat tiedot", "Tunturi Oy")
	b.get("/kirjaudu").leadsTo(t, fmt.Sprintf("/yritys/%d/varaukset", company))
	b.get("/kirjaudu?next=//evil.example").leadsTo(t, fmt.Sprintf("/yritys/%d/varaukset", company))
	b.get("/oma")
	b.post("/kirjaudu-ulos").leadsTo(t, "/")
	b.get("/oma").leadsTo(t, "/kirjaudu?next=%2Foma")
	for _, evil := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "/a\nb"} {
		b := s.browser()
		b.get("/kirjaudu")
		b.post("/kirjaudu", "email", "henkilo1@example.fi", "password", goodPassword, "next", evil).leadsTo(t, fmt.Sprintf("/yritys/%d/varaukset", company))
	}
}

func TestTooManyTriesSaySo(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.get("/kirjaudu")
	for range 10 {
		b.post("/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword).want(t, 422)
	}
	b.post("/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword).want(t, 429).has(t, "Odota 15 minuuttia", `value="henkilo1@example.fi"`)
}

func TestSignInByLink(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b := s.browser()
	b.get("/kirjaudu")
	b.post("/kirjaudu/linkki", "email", "not an address").want(t, 422).has(t, "Tarkista sähköpostiosoite")
	known := b.post("/kirjaudu/linkki", "email", "henkilo1@example.fi", "next", "/oma").want(t, 200).has(t, "henkilo1@example.fi")
	b.get("/kirjaudu")
	unknown := b.post("/kirjaudu/linkki", "email", "nobody@example.fi").want(t, 200)
	if strip(known.body, "henkilo1@example.fi") != strip(unknown.body, "nobody@example.fi") {
		t.Fatal("the answers differ")
	}
	link := s.linkTo("henkilo1@example.fi")
	scanner := s.browser()
	for range 3 {
		scanner.get(link).want(t, 200).has(t, "Hei taas, Oma Henkilö!")
	}
	b.get(link).want(t, 200)
	b.post(link).leadsTo(t, "/oma")
	b.get("/oma").want(t, 200)
	b.get(link).leadsTo(t, "/oma") // pressed twice
	scanner.get(link).want(t, 410).has(t, "Linkki ei enää toimi", "Linkki on jo käytetty")
	scanner.get("/kirjaudu")
	scanner.post(link).want(t, 410)
	scanner.get("/linkki/unknown").want(t, 410).has(t, "Linkki ei ole voimassa")
}

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
	b.get("/salasana").want(t, 200)
	b.post("/salasana", "email", "").want(t, 422)
	b.post("/salasana", "email", "henkilo1@example.fi").want(t, 200).has(t, "Katso sähköpostisi")
	link := s.linkTo("henkilo1@example.fi")
	b.get(link).want(t, 200).has(t, "Aseta uusi salasana")
	b.post(link, "password", "lyhytsana").want(t, 422).has(t, "Vähintään 12 merkkiä").lacks(t, "lyhytsana")
	b.post(link, "password", otherPassword).leadsTo(t, "/oma")
	b.get("/oma").want(t, 200)
	s.browser().get(link).want(t, 410)
}

var signUp = []string{
	"company_name", "Tunturi Oy", "business_id", "FI90000011", "street", "Rantatie 1", "postcode", "44800", "city", "Pihtipudas",
	"name", "Oma Henkilö", "email", "henkilo1@example.fi", "password", goodPassword,
}

func with(pairs []string, name, value string) []string {
	out := append([]string{}, pairs...)
	return append(out, name, value)
}

func TestSignUp(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.get("/rekisteroidy?next=%2Fpaketit").want(t, 200).has(t, "Tuo yrityksesi mukaan", `name="password"`)
	b.post("/rekisteroidy", with(with(signUp, "postcode", "448"), "next", "/paketit")...).want(t, 422).
		has(t, "Postinumerossa on viisi numeroa", `value="Tunturi Oy"`, `value="448"`, `value="Oma Henkilö"`, `name="next" value="/paketit"`).
		lacks(t, goodPassword)
	b.post("/rekisteroidy", with(signUp, "next", "/paketit")...).leadsTo(t, "/paketit")
	b.get("/oma").want(t, 200).has(t, "Vahvista sähköpostisi", "Tervetuloa! Tunturi Oy")
	if s.number(`SELECT count(*) FROM company WHERE invoice_allowed OR demo`) != 0 {
		t.Fatal("a form set what it must not")
	}
	b.post("/oma/vahvistus").leadsTo(t, "/oma")
	link := s.linkTo("henkilo1@example.fi")
	b.get(link).want(t, 200).has(t, "Onko henkilo1@example.fi sinun osoitteesi?")
	s.browser().get(link).want(t, 200).has(t, "Kirjaudu sisään, niin pääset jatkamaan")
	stranger := s.browser()
	stranger.get("/kirjaudu")
	stranger.post(link).want(t, 303)
	if !strings.HasPrefix(stranger.last.location, "/kirjaudu?next=") {
		t.Fatalf("leads to %q", stranger.last.location)
	}
	b.get(link)
	b.post(link).want(t, 303)
	b.get("/oma").want(t, 200).has(t, "on vahvistettu").lacks(t, "Lähetä uudelleen")
}

func TestFormsSetOnlyTheirFields(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.get("/rekisteroidy")
	all := signUp
	for _, name := range []string{"invoice_allowed", "demo", "id", "country", "role", "org", "lang", "token", "-", "email_proved_at", "disabled_at", "company_id"} {
		all = with(all, name, "1")
	}
	b.post("/rekisteroidy", all...).want(t, 303)
	if n := s.number(`SELECT count(*) FROM company c, person p WHERE NOT c.invoice_allowed AND NOT c.demo AND c.country = 'FI' AND p.lang = 'fi' AND p.email_proved_at IS NULL AND p.disabled_at IS NULL`); n != 1 {
		t.Fatal("a form set what it must not")
	}
}

func TestSignUpOfWhoIsInAsksAboutTheCompanyOnly(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b := s.in("henkilo1@example.fi")
	b.get("/rekisteroidy").want(t, 200).lacks(t, `name="password"`, `name="email"`)
	b.post("/rekisteroidy", signUp[:10]...).want(t, 303)
	if !strings.HasPrefix(b.last.location, "/yritys/") {
		t.Fatalf("leads to %q", b.last.location)
	}
	b.get("/oma").want(t, 200).has(t, "Tunturi Oy on nyt mukana", "Yrityksen pääkäyttäjä")
	other := s.browser()
	other.get("/rekisteroidy")
	other.post("/rekisteroidy", with(signUp, "email", "henkilo2@example.fi")...).want(t, 422).has(t, "Pyydä sen pääkäyttäjältä kutsu")
}

func TestMe(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b, phone := s.in("henkilo1@example.fi"), s.in("henkilo1@example.fi")
	b.get("/oma").want(t, 200).has(t, "Et ole vielä mukana missään", "Firefox, Windows", "Tämä laite")
	b.post("/oma", "name", "", "lang", "fi").want(t, 422).has(t, "details-f-name-err")
	b.post("/oma", "name", "Uusi Nimi", "lang", "en").leadsTo(t, "/oma?lang=en")
	b.get("/oma?lang=en").leadsTo(t, "/en/oma")
	b.get("/en/oma").want(t, 200).has(t, "Uusi Nimi", "My account")
	b.post("/oma/salasana", "current_password", otherPassword, "password", otherPassword).want(t, 422).has(t, "password-f-current_password-err").lacks(t, otherPassword)
	b.post("/oma/salasana", "current_password", goodPassword, "password", otherPassword).leadsTo(t, "/oma")
	b.get("/oma").want(t, 200).has(t, "Salasana on vaihdettu")
	phone.get("/oma").want(t, 303)
	b.post("/oma/kirjautumiset/999999").want(t, 404)
	b.get("/oma")
	b.post("/oma/kirjautumiset").leadsTo(t, "/")
	b.get("/oma").want(t, 303)
}

func TestEndingAnotherDevice(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	phone, b := s.in("henkilo1@example.fi"), s.in("henkilo1@example.fi")
	b.get("/oma")
	b.post(fmt.Sprintf("/oma/kirjautumiset/%d", s.number(`SELECT min(id) FROM sign_in`))).leadsTo(t, "/oma")
	b.get("/oma").want(t, 200).has(t, "Laite on kirjattu ulos")
	phone.get("/oma").want(t, 303)
}

func TestWhoHasNoPasswordIsMailedALink(t *testing.T) {
	s := newSite(t)
	s.person("henkilo1@example.fi")
	b := s.in("henkilo1@example.fi")
	must(t, s.exec(`UPDATE person SET password_hash = ''`))
	b.get("/oma").want(t, 200).has(t, "Tililläsi ei ole salasanaa").lacks(t, `name="current_password"`)
	b.post("/oma/salasanalinkki").leadsTo(t, "/oma")
	b.get(s.linkTo("henkilo1@example.fi")).want(t, 200).has(t, "Aseta uusi salasana")
}

func TestMembers(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.CompanyAdmin, company)
	path := fmt.Sprintf("/yritys/%d/jasenet", company)
	admin := s.in("henkilo1@example.fi")
	admin.get(path).want(t, 200).has(t, "Jäsenet", "Tunturi Oy", "Kutsu mukaan")
	admin.post(path, "email", "henkilo2", "role", "booker").want(t, 422).has(t, `value="henkilo2"`)
	admin.post(path, "email", "henkilo1@example.fi", "role", "company_admin").want(t, 422).has(t, "Hän on jo mukana")
	admin.post(path, "email", "henkilo2@example.fi", "role", "network_admin").leadsTo(t, path)
	if n := s.number(`SELECT count(*) FROM mailed_link WHERE role = 'booker'`); n != 1 {
		t.Fatal("a role of another kind was taken")
	}
	admin.get(path).want(t, 200).has(t, "Avoimet kutsut", "henkilo2@example.fi")

	second := s.browser()
	link := s.linkTo("henkilo2@example.fi")
	second.get(link).want(t, 200).has(t, "Oma Henkilö kutsui sinut: Tunturi Oy", "Varaaja")
	second.post(link, "name", "", "password", goodPassword).want(t, 422)
	second.post(link, "name", "Toinen Henkilö", "password", goodPassword).leadsTo(t, fmt.Sprintf("/yritys/%d/varaukset", company))
	second.get(path).want(t, 200).has(t, "Toinen Henkilö", "Pääkäyttäjä voi kutsua").lacks(t, "Lähetä kutsu")
	second.post(path, "email", "x@example.fi", "role", "booker").want(t, 403)

	own := s.number(`SELECT id FROM membership WHERE role = 'company_admin'`)
	admin.get(path)
	admin.post(fmt.Sprintf("%s/%d/poista", path, own)).want(t, 409).has(t, "Viimeistä pääkäyttäjää ei voi poistaa")
	admin.post(fmt.Sprintf("%s/%d/poista", path, s.number(`SELECT id FROM membership WHERE role = 'booker'`))).leadsTo(t, path)
	second.get(path).want(t, 404)
	second.get("/oma").want(t, 200)

	admin.get(path)
	admin.post(path, "email", "uusi@example.fi", "role", "booker").leadsTo(t, path)
	admin.post(fmt.Sprintf("%s/kutsut/%d/peru", path, s.number(`SELECT max(id) FROM mailed_link WHERE purpose = 'invite'`))).leadsTo(t, path)
	s.browser().get(s.linkTo("uusi@example.fi")).want(t, 410)
}

func TestLeaving(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.Booker, company)
	b := s.in("henkilo1@example.fi")
	path := fmt.Sprintf("/yritys/%d/jasenet", company)
	b.get(path).want(t, 200).has(t, "Poistutko tästä organisaatiosta?")
	b.post(fmt.Sprintf("%s/%d/poista", path, s.number(`SELECT id FROM membership`))).leadsTo(t, "/oma")
	b.get("/oma").want(t, 200).has(t, "Jäsenyys on päättynyt")
}

func TestMembersOfOthersAreNotThere(t *testing.T) {
	s := newSite(t)
	mine, theirs := s.company("9000001-1"), s.company("9000003-8")
	s.grant(s.person("henkilo1@example.fi"), access.CompanyAdmin, mine)
	s.grant(s.person("henkilo2@example.fi"), access.CompanyAdmin, theirs)
	second := s.in("henkilo2@example.fi")
	path := fmt.Sprintf("/yritys/%d/jasenet", theirs)
	second.get(path)
	second.post(path, "email", "uusi@example.fi").leadsTo(t, path)
	membership, invitation := s.number(fmt.Sprintf(`SELECT id FROM membership WHERE company_id = %d`, theirs)), s.number(`SELECT id FROM mailed_link`)

	first := s.in("henkilo1@example.fi")
	own := fmt.Sprintf("/yritys/%d/jasenet", mine)
	first.get(path).want(t, 404).lacks(t, "henkilo2@example.fi")
	first.get(own)
	first.post(path, "email", "x@example.fi").want(t, 404)
	first.get(own)
	for _, base := range []string{path, own} { // also with one's own organisation in the address
		first.get(own)
		first.post(fmt.Sprintf("%s/%d/poista", base, membership)).want(t, 404)
		first.get(own)
		first.post(fmt.Sprintf("%s/kutsut/%d/peru", base, invitation)).want(t, 404)
	}
	first.get("/hallinta/jasenet").want(t, 404)
	first.get("/hubi/1/jasenet").want(t, 404)
	first.get("/kumppani/1/jasenet").want(t, 404)
	first.get("/yritys/x/jasenet").want(t, 404)
}

func TestNetworkAdminsSeeTheirOwnPage(t *testing.T) {
	s := newSite(t)
	s.grant(s.person("henkilo1@example.fi"), access.NetworkAdmin, 0)
	company := s.company("9000001-1")
	b := s.in("henkilo1@example.fi")
	b.get("/hallinta/jasenet").want(t, 200).has(t, "Hubittaako", "Oma Henkilö", "Lähetä kutsu")
	b.post("/hallinta/jasenet", "email", "henkilo2@example.fi").leadsTo(t, "/hallinta/jasenet")
	b.get(fmt.Sprintf("/yritys/%d/jasenet", company)).want(t, 200).has(t, "Tunturi Oy", "Lähetä kutsu")
	s.browser().get(s.linkTo("henkilo2@example.fi")).want(t, 200).has(t, "Verkoston ylläpito")
}

func TestAnInvitationOfSomebodyElse(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.CompanyAdmin, company)
	s.person("henkilo2@example.fi")
	path := fmt.Sprintf("/yritys/%d/jasenet", company)
	admin := s.in("henkilo1@example.fi")
	admin.get(path)
	admin.post(path, "email", "henkilo2@example.fi", "role", "booker").want(t, 303)
	link := s.linkTo("henkilo2@example.fi")
	admin.get(link).want(t, 200).has(t, "Olet kirjautunut osoitteella henkilo1@example.fi")
	admin.post(link).want(t, 403)
	admin.get(link)
	admin.post("/kirjaudu-ulos", "next", link).leadsTo(t, link)
	s.browser().get(link).want(t, 200).has(t, "Osoitteella henkilo2@example.fi on jo tili")
	second := s.in("henkilo2@example.fi")
	second.get(link).want(t, 200).has(t, "Liity mukaan").lacks(t, `name="password"`)
	second.post(link).leadsTo(t, fmt.Sprintf("/yritys/%d/varaukset", company))
}

// TestEnglish renders the pages in English; the harness fails on a text that is missing.
func TestEnglish(t *testing.T) {
	s := newSite(t)
	s.grant(s.person("henkilo1@example.fi"), access.NetworkAdmin, 0)
	b := s.browser()
	b.get("/en/kirjaudu?next=%2Fen%2Foma").want(t, 200).has(t, "Mail me a link", `action="/en/kirjaudu"`)
	b.post("/en/kirjaudu", "email", "henkilo1@example.fi", "password", otherPassword).want(t, 422).lacks(t, "field.", "fault.")
	b.get("/en/salasana").want(t, 200)
	b.get("/en/rekisteroidy").want(t, 200).has(t, "Bring your company along")
	b.get("/en/linkki/x").want(t, 410).has(t, "no longer works")
	b.get("/en/kirjaudu")
	b.post("/en/kirjaudu", "email", "henkilo1@example.fi", "password", goodPassword).leadsTo(t, "/en/hallinta")
	b.get("/en/oma").want(t, 200).has(t, "My account")
	b.get("/en/hallinta/jasenet").want(t, 200).has(t, "Send the invitation")
	b.post("/en/hallinta/jasenet", "email", "henkilo2@example.fi").leadsTo(t, "/en/hallinta/jasenet")
	if link := s.linkTo("henkilo2@example.fi"); !strings.HasPrefix(link, "/en/linkki/") {
		t.Fatalf("mailed %s", link)
	}
}
