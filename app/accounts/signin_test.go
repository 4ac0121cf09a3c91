package accounts

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

func TestSignIn(t *testing.T) {
	h := newHouse(t)
	id := h.person("henkilo1@example.fi")
	in, err := h.SignIn(t.Context(), SignInForm{Email: "\u00a0 HENKILO1@Example.fi\u200b ", Password: goodPassword, Next: "/varaus/7?tab=1"}, browser)
	h.must(err)
	if in.PersonID != id || in.Next != "/varaus/7?tab=1" || len(in.Token) < 43 {
		t.Fatalf("got %+v", in)
	}
	session, actor, err := h.Authenticate(t.Context(), in.Token)
	h.must(err)
	if actor.PersonID != id || actor.Email != "henkilo1@example.fi" || actor.Lang != "fi" || len(session.CSRF) < 43 {
		t.Fatalf("got %+v %+v", session, actor)
	}
	if n := h.number(`SELECT count(*) FROM sign_in WHERE position(convert_to($1, 'UTF8') IN token_hash) > 0 OR csrf = $1`, in.Token); n != 0 {
		t.Fatal("the token itself is stored")
	}
}

func TestSignInRefusesInOneWay(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	closed := h.person("closed@example.fi")
	h.exec(`UPDATE person SET disabled_at = now() WHERE id = $1`, closed)
	_, err := h.AddPerson(t.Context(), access.System("test"), NewPerson{Email: "linkonly@example.fi", Name: "Oiva"})
	h.must(err)
	for name, f := range map[string]SignInForm{
		"wrong password":         {Email: "henkilo1@example.fi", Password: otherPassword},
		"password with a space":  {Email: "henkilo1@example.fi", Password: goodPassword + " "},
		"unknown address":        {Email: "nobody@example.fi", Password: goodPassword},
		"not an address at all":  {Email: "' OR 1=1 --", Password: goodPassword},
		"closed account":         {Email: "closed@example.fi", Password: goodPassword},
		"account without one":    {Email: "linkonly@example.fi", Password: "x"},
		"NUL and invalid bytes":  {Email: "henkilo1@example.fi", Password: "\x00\xff"},
		"a password of no limit": {Email: "henkilo1@example.fi", Password: strings.Repeat("å", 2000)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.SignIn(t.Context(), f, Client{IP: "192.0.2.9"})
			wantFault(t, err, fault.Invalid, "fault.sign_in_failed")
			if f := fault.As(err); len(f.Fields) > 0 || len(f.Args) > 0 {
				t.Fatalf("the answer tells something: %+v", f)
			}
		})
	}
	_, err = h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi"}, browser)
	wantField(t, err, "password", "field.required")
	if n := h.number(`SELECT count(*) FROM sign_in`); n != 0 {
		t.Fatalf("%d sign-ins", n)
	}
}

// TestUnknownAddressTakesAsLong compares the two at the real price of a hash.
func TestUnknownAddressTakesAsLong(t *testing.T) {
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t)
	s, err := New(h.db, queue, "https://hub.example", h.Service.log)
	h.must(err)
	_, err = s.AddPerson(t.Context(), access.System("test"), NewPerson{Email: "henkilo1@example.fi", Name: "Henkilö", Password: goodPassword})
	h.must(err)
	took := map[string][]time.Duration{}
	for range 15 {
		for _, email := range []string{"henkilo1@example.fi", "nobody@example.fi"} {
			h.exec(`DELETE FROM attempt`)
			begin := time.Now()
			_, err := s.SignIn(t.Context(), SignInForm{Email: email, Password: otherPassword}, browser)
			took[email] = append(took[email], time.Since(begin))
			wantFault(t, err, fault.Invalid, "fault.sign_in_failed")
		}
	}
	known, unknown := median(took["henkilo1@example.fi"]), median(took["nobody@example.fi"])
	if unknown < known/2 || unknown > known*2 {
		t.Fatalf("known %s, unknown %s", known, unknown)
	}
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

func TestSignInRaisesThePriceOfAnOldHash(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	h.hasher = newHasher(argonCost{kib: 128, passes: 2, threads: 1})
	h.signIn("henkilo1@example.fi")
	if n := h.number(`SELECT count(*) FROM person WHERE password_hash LIKE '$argon2id$v=19$m=128,t=2,p=1$%'`); n != 1 {
		t.Fatal("the hash is still the old one")
	}
	h.signIn("henkilo1@example.fi")
}

func TestTenWrongPasswordsCloseTheAccountForAWhile(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	for i := range 10 {
		_, err := h.SignIn(t.Context(), SignInForm{Email: "Henkilo1@example.fi", Password: otherPassword}, Client{IP: fmt.Sprintf("192.0.2.%d", i)})
		wantFault(t, err, fault.Invalid, "fault.sign_in_failed")
	}
	_, err := h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, browser)
	wantFault(t, err, fault.TooMany, "fault.too_many_attempts")
	h.must(h.AskSignInLink(t.Context(), AskLinkForm{Email: "henkilo1@example.fi"}, browser)) // the owner still gets in
	_, err = h.SignInByLink(t.Context(), h.linkTo("henkilo1@example.fi"), browser)
	h.must(err)
	h.exec(`UPDATE attempt SET at = at - interval '15 minutes'`)
	h.signIn("henkilo1@example.fi")
}

func TestUnknownAddressesAreCountedTheSame(t *testing.T) {
	h := newHouse(t)
	for range 10 {
		_, err := h.SignIn(t.Context(), SignInForm{Email: "nobody@example.fi", Password: otherPassword}, browser)
		wantFault(t, err, fault.Invalid, "fault.sign_in_failed")
	}
	_, err := h.SignIn(t.Context(), SignInForm{Email: "nobody@example.fi", Password: otherPassword}, browser)
	wantFault(t, err, fault.TooMany, "fault.too_many_attempts")
}

func TestFiftyFailuresCloseAnAddress(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	for i := range 50 {
		_, err := h.SignIn(t.Context(), SignInForm{Email: fmt.Sprintf("a%d@example.fi", i), Password: otherPassword}, Client{IP: "2001:db8::1"})
		wantFault(t, err, fault.Invalid, "fault.sign_in_failed")
	}
	_, err := h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, Client{IP: "2001:db8::2"})
	wantFault(t, err, fault.TooMany, "fault.too_many_attempts")
	h.signIn("henkilo1@example.fi")
}

func TestSuccessForgivesTheAccountNotTheAddress(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	for range 9 {
		_, _ = h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: otherPassword}, browser)
	}
	h.signIn("henkilo1@example.fi")
	if n := h.number(`SELECT count(*) FROM attempt WHERE key LIKE 'sign_in:email:%'`); n != 0 {
		t.Fatalf("the account still has %d failures", n)
	}
	if n := h.number(`SELECT count(*) FROM attempt WHERE key LIKE 'sign_in:ip:%'`); n != 9 {
		t.Fatalf("the address has %d failures, want 9", n)
	}
}

func TestGuessesAtOnceAreCountedToo(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	errs := parallel(30, func(int) error {
		_, err := h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: otherPassword}, browser)
		return err
	})
	tried := 0
	for _, err := range errs {
		if fault.As(err).Key == "fault.sign_in_failed" {
			tried++
		}
	}
	if tried > 10 {
		t.Fatalf("%d guesses were tried", tried)
	}
}

func TestNoDatabaseNoGuess(t *testing.T) {
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	db := pgtest.New(t)
	h := newHouse(t)
	s, err := New(db, queue, "https://hub.example", h.Service.log)
	h.must(err)
	h.must(db.Close())
	if _, err := s.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, browser); err == nil {
		t.Fatal("signed in without a database")
	}
}

func TestNetwork(t *testing.T) {
	for in, want := range map[string]string{
		"192.0.2.7":            "192.0.2.7",
		"::ffff:192.0.2.7":     "192.0.2.7",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
		"fe80::1%eth0":         "fe80::/64",
		"":                     "unknown",
		"<script>":             "unknown",
	} {
		if got := network(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestOwnPath(t *testing.T) {
	for in, want := range map[string]string{
		"/":                            "/",
		"/haku?alku=2027-06-07":        "/haku?alku=2027-06-07",
		"/ä":                           "/ä",
		"":                             "",
		"haku":                         "",
		"//evil.example":               "",
		"/\\evil.example":              "",
		"/a\\b":                        "",
		"https://evil.example":         "",
		"https:evil":                   "",
		"/a\r\nSet-Cookie: x=1":        "",
		"/a b":                         "",
		"/\t/evil.example":             "",
		"/\xff":                        "",
		"/" + strings.Repeat("a", 500): "",
	} {
		if got := ownPath(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestCleanEmail(t *testing.T) {
	for in, want := range map[string]string{
		" Henkilo1@Example.FI ":           "henkilo1@example.fi",
		"\u00a0henkilo1@example.fi\u202f": "henkilo1@example.fi",
		"mailto:henkilo1@example.fi":      "henkilo1@example.fi",
		"henkilo1@\u200bexample.fi\ufeff": "henkilo1@example.fi",
		"henkilo1 @example.fi":            "henkilo1@example.fi",
		"Väki@example.fi":                 "väki@example.fi",
		"henkilo1@example.fi\x00\xff":     "henkilo1@example.fi",
	} {
		if got := cleanEmail(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if got := typed.Line("  Tunturi\u00a0 \tOy\n"); got != "Tunturi Oy" {
		t.Errorf("got %q", got)
	}
	if got := cutRunes("äöå", 2); got != "äö" {
		t.Errorf("got %q", got)
	}
}
