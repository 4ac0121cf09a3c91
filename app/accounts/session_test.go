package accounts

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func TestAuthenticateKnowsWhatOnesOrganisationsAreCalled(t *testing.T) {
	h := newHouse(t)
	person, company, hub, partner := h.person("henkilo1@example.fi"), h.company(0), h.hub(), h.partner(1)
	system := access.System("test")
	h.must(h.Grant(t.Context(), system, person, access.CompanyAdmin, company))
	h.must(h.Grant(t.Context(), system, person, access.HubStaff, hub))
	h.must(h.Grant(t.Context(), system, person, access.PartnerMember, partner))
	h.must(h.Grant(t.Context(), system, person, access.PartnerMember, partner)) // again changes nothing
	h.must(h.Grant(t.Context(), system, person, access.NetworkAdmin, 0))
	want := []access.Grant{
		{Role: access.CompanyAdmin, Org: company, OrgName: "Tunturi Oy"}, {Role: access.HubStaff, Org: hub, OrgName: "Hubi"},
		{Role: access.PartnerMember, Org: partner, OrgName: "Savusauna"}, {Role: access.NetworkAdmin},
	}
	if got := h.actor(h.signIn("henkilo1@example.fi").Token).Grants; !slices.Equal(got, want) {
		t.Fatalf("got %+v", got)
	}
}

func TestTokensThatSignNobodyIn(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	token := h.signIn("henkilo1@example.fi").Token
	for _, bad := range []string{"", "x", token + "x", token[1:], strings.ToUpper(token), "' OR 1=1 --", "\x00", "\xff"} {
		_, actor, err := h.Authenticate(t.Context(), bad)
		wantFault(t, err, fault.Unauthenticated, "fault.sign_in")
		if actor.SignedIn() {
			t.Fatal("somebody")
		}
	}
}

func TestSignInsEnd(t *testing.T) {
	for _, c := range []struct {
		name, change string
		admin, lives bool
	}{
		{"used 23 hours ago", `UPDATE sign_in SET last_seen_at = now() - interval '23 hours'`, false, true},
		{"idle for 24 hours", `UPDATE sign_in SET last_seen_at = now() - interval '24 hours'`, false, false},
		{"14 days old", `UPDATE sign_in SET created_at = now() - interval '14 days', expires_at = now()`, false, false},
		{"13 days old", `UPDATE sign_in SET created_at = now() - interval '13 days', expires_at = now() + interval '1 day'`, false, true},
		{"account closed", `UPDATE person SET disabled_at = now()`, false, false},
		{"an admin's, used an hour ago", `UPDATE sign_in SET last_seen_at = now() - interval '1 hour'`, true, true},
		{"an admin's, idle for 2 hours", `UPDATE sign_in SET last_seen_at = now() - interval '2 hours'`, true, false},
		{"an admin's, 11 hours old", `UPDATE sign_in SET created_at = now() - interval '11 hours'`, true, true},
		{"an admin's, 12 hours old", `UPDATE sign_in SET created_at = now() - interval '12 hours'`, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			person := h.person("henkilo1@example.fi")
			if c.admin {
				h.must(h.Grant(t.Context(), access.System("test"), person, access.NetworkAdmin, 0))
			}
			token := h.signIn("henkilo1@example.fi").Token
			h.exec(c.change)
			if _, _, err := h.Authenticate(t.Context(), token); (err == nil) != c.lives {
				t.Fatalf("got %v", err)
			}
		})
	}
}

func TestLastSeenIsWrittenOnceAMinute(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	token := h.signIn("henkilo1@example.fi").Token
	seen := func() int64 { return h.number(`SELECT extract(epoch FROM last_seen_at)::bigint FROM sign_in`) }
	version := func() int64 { return h.number(`SELECT xmin::text::bigint FROM sign_in`) }
	h.exec(`UPDATE sign_in SET last_seen_at = now() - interval '50 seconds'`)
	before := version()
	h.actor(token)
	if version() != before {
		t.Fatal("written within the minute")
	}
	h.exec(`UPDATE sign_in SET last_seen_at = now() - interval '70 seconds'`)
	old := seen()
	h.actor(token)
	if seen() < old+60 {
		t.Fatal("not written after a minute")
	}
}

func TestASignInIsNewAndEndsTheOneBefore(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	h.person("henkilo2@example.fi")
	planted := "planted-by-somebody-else"
	first, err := h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, Client{Token: planted})
	h.must(err)
	if first.Token == planted {
		t.Fatal("a token from outside was taken")
	}
	if _, _, err := h.Authenticate(t.Context(), planted); err == nil {
		t.Fatal("a planted token signs in")
	}
	firstCSRF, _, err := h.Authenticate(t.Context(), first.Token)
	h.must(err)
	second, err := h.SignIn(t.Context(), SignInForm{Email: "henkilo2@example.fi", Password: goodPassword}, Client{Token: first.Token})
	h.must(err)
	if _, _, err := h.Authenticate(t.Context(), first.Token); err == nil {
		t.Fatal("the sign-in before still works")
	}
	session, actor, err := h.Authenticate(t.Context(), second.Token)
	h.must(err)
	if actor.Email != "henkilo2@example.fi" || session.CSRF == firstCSRF.CSRF {
		t.Fatal("something was carried over")
	}
}

func TestSignOut(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	one, two := h.signIn("henkilo1@example.fi").Token, h.signIn("henkilo1@example.fi").Token
	h.must(h.SignOut(t.Context(), one))
	h.must(h.SignOut(t.Context(), one))
	h.must(h.SignOut(t.Context(), ""))
	if _, _, err := h.Authenticate(t.Context(), one); err == nil {
		t.Fatal("still in")
	}
	h.actor(two)
}

func TestOneSeesAndEndsOnesOwnSignInsOnly(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	h.person("henkilo2@example.fi")
	first, second := h.signIn("henkilo1@example.fi").Token, h.signIn("henkilo2@example.fi").Token
	phone, err := h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, Client{UserAgent: strings.Repeat("å", 400) + "\x00\xff"})
	h.must(err)
	list, err := h.SignIns(t.Context(), h.actor(first))
	h.must(err)
	if len(list) != 2 || len([]rune(list[0].UserAgent)) != 300 || list[1].UserAgent != "Firefox" {
		t.Fatalf("got %+v", list)
	}
	wantFault(t, h.EndSignIn(t.Context(), h.actor(second), list[0].ID), fault.NotFound, "fault.not_found")
	wantFault(t, h.EndSignIn(t.Context(), access.Actor{}, list[0].ID), fault.NotFound, "fault.not_found")
	h.must(h.EndSignIn(t.Context(), h.actor(first), list[0].ID))
	if _, _, err := h.Authenticate(t.Context(), phone.Token); err == nil {
		t.Fatal("the phone is still in")
	}
	h.must(h.SignOutEverywhere(t.Context(), h.actor(first)))
	if _, _, err := h.Authenticate(t.Context(), first); err == nil {
		t.Fatal("still in")
	}
	h.actor(second)
	wantFault(t, h.SignOutEverywhere(t.Context(), access.Actor{}), fault.Unauthenticated, "fault.sign_in")
}

func TestSweepKeepsWhatLives(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	keep := h.signIn("henkilo1@example.fi").Token
	h.signIn("henkilo1@example.fi")
	h.exec(`UPDATE sign_in SET expires_at = now() - interval '1 second' WHERE id = (SELECT max(id) FROM sign_in)`)
	h.must(h.AskSignInLink(t.Context(), AskLinkForm{Email: "henkilo1@example.fi"}, browser))
	h.must(h.AskReset(t.Context(), AskLinkForm{Email: "henkilo1@example.fi"}, browser))
	h.exec(`UPDATE mailed_link SET expires_at = now() - interval '31 days' WHERE purpose = 'sign_in'`)
	h.exec(`INSERT INTO attempt (key, at) VALUES ('old', now() - interval '2 hours')`)
	h.must(h.Sweep(t.Context(), access.System("test")))
	got := fmt.Sprint(h.number(`SELECT count(*) FROM sign_in`), h.number(`SELECT count(*) FROM mailed_link`), h.number(`SELECT count(*) FROM attempt WHERE key = 'old'`), h.number(`SELECT count(*) FROM attempt`) > 0)
	if got != "1 1 0 true" {
		t.Fatal(got)
	}
	h.actor(keep)
	wantFault(t, h.Sweep(t.Context(), h.actor(keep)), fault.Forbidden, "fault.forbidden")
}
