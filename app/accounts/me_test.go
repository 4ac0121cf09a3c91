package accounts

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
)

func TestMe(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	first := h.actor(h.signIn("henkilo1@example.fi").Token)
	h.must(h.UpdateMe(t.Context(), first, MeForm{Name: " Uusi \u00a0Nimi", Lang: "en"}))
	me, err := h.Me(t.Context(), first)
	h.must(err)
	if want := (Me{Name: "Uusi Nimi", Email: "henkilo1@example.fi", Lang: "en", HasPassword: true, EmailProved: true}); me != want {
		t.Fatalf("got %+v", me)
	}
	wantField(t, h.UpdateMe(t.Context(), first, MeForm{Name: " ", Lang: "fi"}), "name", "field.required")
	wantField(t, h.UpdateMe(t.Context(), first, MeForm{Name: "Henkilö", Lang: "xx"}), "lang", "field.invalid")
	_, err = h.Me(t.Context(), access.Actor{})
	wantFault(t, err, fault.Unauthenticated, "fault.sign_in")
	wantFault(t, h.UpdateMe(t.Context(), access.Actor{}, MeForm{}), fault.Unauthenticated, "fault.sign_in")
}

func TestChangePassword(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	here, phone := h.signIn("henkilo1@example.fi").Token, h.signIn("henkilo1@example.fi").Token
	link := h.askReset("henkilo1@example.fi")
	first := h.actor(here)
	_, err := h.ChangePassword(t.Context(), first, PasswordForm{Current: otherPassword, Password: otherPassword}, Client{Token: here})
	wantField(t, err, "current_password", "field.password_wrong")
	_, err = h.ChangePassword(t.Context(), first, PasswordForm{Current: goodPassword, Password: "Oma Henkilö 12"}, Client{Token: here})
	wantField(t, err, "password", "field.password_guessable")
	_, err = h.ChangePassword(t.Context(), first, PasswordForm{}, Client{Token: here})
	if f := fault.As(err); len(f.Fields) != 2 {
		t.Fatalf("got %v", err)
	}
	in, err := h.ChangePassword(t.Context(), first, PasswordForm{Current: goodPassword, Password: otherPassword}, Client{Token: here})
	h.must(err)
	for _, old := range []string{here, phone} {
		_, _, err := h.Authenticate(t.Context(), old)
		wantFault(t, err, fault.Unauthenticated, "fault.sign_in")
	}
	h.actor(in.Token)
	_, err = h.ResetPassword(t.Context(), ResetForm{Token: link, Password: goodPassword}, browser)
	wantFault(t, err, fault.Gone, "fault.link_used")
	if text := h.mailTo("henkilo1@example.fi"); !strings.Contains(text, "vaihdettiin") {
		t.Fatalf("no word of the change: %q", text)
	}
	for range 11 {
		_, err = h.ChangePassword(t.Context(), first, PasswordForm{Current: goodPassword, Password: otherPassword}, browser)
	}
	wantFault(t, err, fault.TooMany, "fault.too_many_attempts")
	_, err = h.ChangePassword(t.Context(), access.Actor{}, PasswordForm{}, browser)
	wantFault(t, err, fault.Unauthenticated, "fault.sign_in")
}

func TestCreateAdmin(t *testing.T) {
	h := newHouse(t)
	for range 2 { // again for somebody who lost the link
		address, err := h.CreateAdmin(t.Context(), "Henkilo1@Example.fi", "Oma Henkilö")
		h.must(err)
		in, err := h.ResetPassword(t.Context(), ResetForm{Token: tokenIn(t, address), Password: goodPassword}, browser)
		h.must(err)
		if a := h.actor(in.Token); !a.IsAdmin() || a.Email != "henkilo1@example.fi" || len(a.Grants) != 1 {
			t.Fatalf("got %+v", a)
		}
	}
	if _, err := h.CreateAdmin(t.Context(), "henkilo1", ""); fault.CodeOf(err) != fault.Invalid {
		t.Fatalf("got %v", err)
	}
}

func TestOnlyTheSystemProvisions(t *testing.T) {
	h := newHouse(t)
	admin := h.as("network@example.fi", access.NetworkAdmin, 0)
	_, err := h.AddPerson(t.Context(), admin, NewPerson{Email: "x@example.fi", Name: "X"})
	wantFault(t, err, fault.Forbidden, "fault.forbidden")
	_, err = h.AddCompany(t.Context(), admin, companyForm("9000001-1"), false)
	wantFault(t, err, fault.Forbidden, "fault.forbidden")
	wantFault(t, h.Grant(t.Context(), admin, admin.PersonID, access.NetworkAdmin, 0), fault.Forbidden, "fault.forbidden")
	if one, again := h.company(0), h.company(0); one != again {
		t.Fatal("the same company twice")
	}
	if err := h.Grant(t.Context(), access.System("test"), admin.PersonID, "root", 0); err == nil {
		t.Fatal("no such role")
	}
}

func TestLettersAreCompleteInEveryLanguage(t *testing.T) {
	texts, err := loadMailTexts()
	if err != nil {
		t.Fatal(err)
	}
	var problems []string
	texts.bundle.Report = func(lang, key, problem string) { problems = append(problems, lang+" "+key+": "+problem) }
	for _, lang := range []string{"fi", "en", "sv"} {
		for _, kind := range []string{"sign_in", "reset", "confirm", "confirm_again", "invite", "no_account", "password_changed"} {
			l := letter{kind: kind, to: "a@example.fi", toName: "Henkilö", lang: lang, link: "https://hub.example/linkki/x", org: "Tunturi <Oy>", by: "Toinen"}
			m, err := texts.compose(l)
			if err != nil || m.Subject == "" || !strings.Contains(m.Text, l.link) || strings.Contains(m.HTML, "<Oy>") || strings.Contains(m.Text, "{{") {
				t.Errorf("%s %s: %v %+v", lang, kind, err, m)
			}
		}
		for _, kind := range []string{"network", "hub", "partner", "company"} {
			for _, role := range RolesOf(kind) {
				if _, err := texts.compose(letter{kind: "invite", lang: lang, role: role}); err != nil {
					t.Error(err)
				}
			}
		}
	}
	if len(problems) > 0 {
		t.Error(strings.Join(problems, "\n"))
	}
	for _, p := range i18n.CheckComplete(mustSub(t), []string{"fi", "en", "sv"}) {
		t.Error(p)
	}
}

func mustSub(t *testing.T) fs.FS {
	t.Helper()
	sub, err := fs.Sub(mailFiles, "mails")
	if err != nil {
		t.Fatal(err)
	}
	return sub
}
