package accounts

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func (h *house) askSignIn(email string) string {
	h.t.Helper()
	h.must(h.AskSignInLink(h.t.Context(), AskLinkForm{Email: email, Next: "/haku"}, browser))
	return h.linkTo(email)
}

func (h *house) askReset(email string) string {
	h.t.Helper()
	h.must(h.AskReset(h.t.Context(), AskLinkForm{Email: email}, browser))
	return h.linkTo(email)
}

func TestSignInByLink(t *testing.T) {
	h := newHouse(t)
	id := h.person("henkilo1@example.fi")
	token := h.askSignIn("henkilo1@example.fi")
	for range 2 { // looking does not use it up
		v, err := h.PeekLink(t.Context(), token)
		h.must(err)
		if v.Purpose != PurposeSignIn || v.Email != "henkilo1@example.fi" || v.Name != "Oma Henkilö" || !v.HasAccount {
			t.Fatalf("got %+v", v)
		}
	}
	in, err := h.SignInByLink(t.Context(), token, browser)
	h.must(err)
	if in.PersonID != id || in.Next != "/haku" || in.PasswordEnded {
		t.Fatalf("got %+v", in)
	}
	h.actor(in.Token)
	_, err = h.SignInByLink(t.Context(), token, browser)
	wantFault(t, err, fault.Gone, "fault.link_used")
	_, err = h.PeekLink(t.Context(), token)
	wantFault(t, err, fault.Gone, "fault.link_used")
	if n := h.number(`SELECT count(*) FROM mailed_link WHERE position(convert_to($1, 'UTF8') IN token_hash) > 0`, token); n != 0 {
		t.Fatal("the token itself is stored with the link")
	}
}

func TestALinkWorksOnceHoweverManyTry(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	token := h.askSignIn("henkilo1@example.fi")
	errs := parallel(8, func(int) error {
		_, err := h.SignInByLink(t.Context(), token, browser)
		return err
	})
	if n := successes(errs); n != 1 {
		t.Fatalf("%d of 8 got in: %v", n, errs)
	}
	for _, err := range errs {
		if err != nil {
			wantFault(t, err, fault.Gone, "fault.link_used")
		}
	}
	if n := h.number(`SELECT count(*) FROM sign_in`); n != 1 {
		t.Fatalf("%d sign-ins", n)
	}
}

func TestLinksAreForOnePurposeAndATime(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	signIn, reset := h.askSignIn("henkilo1@example.fi"), h.askReset("henkilo1@example.fi")
	_, err := h.SignInByLink(t.Context(), reset, browser)
	wantFault(t, err, fault.Gone, "fault.link_unknown")
	_, err = h.ResetPassword(t.Context(), ResetForm{Token: signIn, Password: otherPassword}, browser)
	wantFault(t, err, fault.Gone, "fault.link_unknown")
	_, err = h.AcceptInvitation(t.Context(), access.Actor{}, AcceptForm{Token: signIn, Name: "Henkilö", Password: otherPassword}, browser)
	wantFault(t, err, fault.Gone, "fault.link_unknown")
	for purpose, life := range map[string]string{"sign_in": "30 minutes", "reset": "1 hour"} {
		if n := h.number(`SELECT count(*) FROM mailed_link WHERE purpose = $1 AND expires_at = created_at + $2::interval`, purpose, life); n != 1 {
			t.Errorf("a %s link does not live for %s", purpose, life)
		}
	}
	h.exec(`UPDATE mailed_link SET expires_at = now()`)
	_, err = h.SignInByLink(t.Context(), signIn, browser)
	wantFault(t, err, fault.Gone, "fault.link_over")
	_, err = h.ResetPassword(t.Context(), ResetForm{Token: reset, Password: otherPassword}, browser)
	wantFault(t, err, fault.Gone, "fault.link_over")
	for _, bad := range []string{"", "x", signIn[1:], "\x00"} {
		_, err = h.PeekLink(t.Context(), bad)
		wantFault(t, err, fault.Gone, "fault.link_unknown")
	}
}

func TestAClosedAccountGetsNoLinkAndUsesNone(t *testing.T) {
	h := newHouse(t)
	id := h.person("henkilo1@example.fi")
	signIn, reset := h.askSignIn("henkilo1@example.fi"), h.askReset("henkilo1@example.fi")
	h.exec(`UPDATE person SET disabled_at = now() WHERE id = $1`, id)
	_, err := h.SignInByLink(t.Context(), signIn, browser)
	wantFault(t, err, fault.Gone, "fault.link_unknown")
	_, err = h.ResetPassword(t.Context(), ResetForm{Token: reset, Password: otherPassword}, browser)
	wantFault(t, err, fault.Gone, "fault.link_unknown")
	h.must(h.AskSignInLink(t.Context(), AskLinkForm{Email: "henkilo1@example.fi"}, browser))
	if text := h.mailTo("henkilo1@example.fi"); linkPattern.MatchString(text) {
		t.Fatalf("mailed %q", text)
	}
}

func TestAskingForALinkTellsNothing(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	for _, ask := range []func() error{
		func() error {
			return h.AskSignInLink(t.Context(), AskLinkForm{Email: " Nobody@example.fi", Lang: "en"}, browser)
		},
		func() error {
			return h.AskReset(t.Context(), AskLinkForm{Email: "nobody@example.fi", Lang: "en"}, browser)
		},
	} {
		h.must(ask())
		if text := h.mailTo("nobody@example.fi"); !strings.Contains(text, "no account") || linkPattern.MatchString(text) {
			t.Fatalf("mailed %q", text)
		}
	}
	wantField(t, h.AskSignInLink(t.Context(), AskLinkForm{Email: "not an address"}, browser), "email", "field.email")
	for _, email := range []string{"henkilo1@example.fi", "nobody2@example.fi"} {
		for range 3 {
			h.must(h.AskReset(t.Context(), AskLinkForm{Email: email}, browser))
		}
		wantFault(t, h.AskReset(t.Context(), AskLinkForm{Email: email}, browser), fault.TooMany, "fault.too_many_attempts")
	}
}

func TestReset(t *testing.T) {
	h := newHouse(t)
	id := h.person("henkilo1@example.fi")
	before := h.signIn("henkilo1@example.fi").Token
	old, other, token := h.askSignIn("henkilo1@example.fi"), h.askReset("henkilo1@example.fi"), h.askReset("henkilo1@example.fi")
	_, err := h.ResetPassword(t.Context(), ResetForm{Token: token, Password: "lyhyt"}, browser)
	wantField(t, err, "password", "field.password_short")
	_, err = h.ResetPassword(t.Context(), ResetForm{Token: token, Password: "OmaHenkilo12345"}, browser)
	wantField(t, err, "password", "field.password_guessable")
	in, err := h.ResetPassword(t.Context(), ResetForm{Token: token, Password: otherPassword}, browser)
	h.must(err)
	if h.actor(in.Token).PersonID != id {
		t.Fatal("signed in as somebody else")
	}
	_, _, err = h.Authenticate(t.Context(), before)
	wantFault(t, err, fault.Unauthenticated, "fault.sign_in")
	_, err = h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, browser)
	wantFault(t, err, fault.Invalid, "fault.sign_in_failed")
	_, err = h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: otherPassword}, browser)
	h.must(err)
	for _, dead := range []string{token, other} {
		_, err = h.ResetPassword(t.Context(), ResetForm{Token: dead, Password: goodPassword}, browser)
		wantFault(t, err, fault.Gone, "fault.link_used")
	}
	_, err = h.SignInByLink(t.Context(), old, browser)
	wantFault(t, err, fault.Gone, "fault.link_used")
	if text := h.mailTo("henkilo1@example.fi"); !strings.Contains(text, "vaihdettiin") {
		t.Fatalf("no word of the change: %q", text)
	}
}

// TestResetAgainstSignIn: somebody signs in with the old password while it is being reset. Whoever is first, the old
// password's sign-in must not outlive the reset.
func TestResetAgainstSignIn(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	for range 3 {
		h.exec(`DELETE FROM attempt`)
		h.exec(`DELETE FROM sign_in`)
		h.exec(`UPDATE person SET password_hash = $1`, mustHash(h, goodPassword))
		token := h.askReset("henkilo1@example.fi")
		tokens := make([]string, 5)
		parallel(5, func(i int) error {
			if i == 0 {
				in, err := h.ResetPassword(t.Context(), ResetForm{Token: token, Password: otherPassword}, browser)
				tokens[i] = in.Token
				return err
			}
			in, err := h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, browser)
			tokens[i] = in.Token
			return err
		})
		for i, token := range tokens {
			if _, _, err := h.Authenticate(t.Context(), token); (err == nil) != (i == 0) {
				t.Fatalf("sign-in %d: %v", i, err)
			}
		}
	}
}

func mustHash(h *house, password string) string {
	hash, err := h.hasher.hash(h.t.Context(), password)
	h.must(err)
	return hash
}
