package accounts

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func TestInvitingSomebodyNew(t *testing.T) {
	h := newHouse(t)
	company := h.company(0)
	admin := h.as("henkilo1@example.fi", access.CompanyAdmin, company)
	h.must(h.Invite(t.Context(), admin, Invitation{Role: access.Booker, Org: company, Email: " Henkilo2@Example.fi", Lang: "fi"}))
	if text := h.mailTo("henkilo2@example.fi"); !strings.Contains(text, "Oma Henkilö kutsui sinut") || !strings.Contains(text, "Tunturi Oy") || !strings.Contains(text, "varaaja") {
		t.Fatalf("mailed %q", text)
	}
	token := h.linkTo("henkilo2@example.fi")
	v, err := h.PeekLink(t.Context(), token)
	h.must(err)
	want := LinkView{Purpose: PurposeInvite, Email: "henkilo2@example.fi", Role: access.Booker, Org: company, OrgName: "Tunturi Oy", InvitedBy: "Oma Henkilö"}
	if v != want {
		t.Fatalf("got %+v", v)
	}
	if n := h.number(`SELECT count(*) FROM mailed_link WHERE expires_at = created_at + interval '7 days'`); n != 1 {
		t.Fatal("not good for seven days")
	}
	_, err = h.AcceptInvitation(t.Context(), access.Actor{}, AcceptForm{Token: token, Password: "lyhyt"}, browser)
	if f := fault.As(err); len(f.Fields) != 2 || f.Fields[0].Name != "name" || f.Fields[1].Name != "password" {
		t.Fatalf("got %v", err)
	}
	in, err := h.AcceptInvitation(t.Context(), access.Actor{}, AcceptForm{Token: token, Name: " Toinen  Henkilö ", Password: goodPassword, Lang: "en"}, browser)
	h.must(err)
	second := h.actor(in.Token)
	if second.Name != "Toinen Henkilö" || second.Lang != "en" || !second.Has(access.Booker, company) || len(second.Grants) != 1 {
		t.Fatalf("got %+v", second)
	}
	if me, err := h.Me(t.Context(), second); err != nil || !me.EmailProved || !me.HasPassword {
		t.Fatalf("%+v %v", me, err)
	}
	_, err = h.AcceptInvitation(t.Context(), second, AcceptForm{Token: token}, browser)
	wantFault(t, err, fault.Gone, "fault.link_used")
	h.signIn("henkilo2@example.fi")
}

func TestInvitingSomebodyWithAnAccount(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo2@example.fi")
	h.person("other@example.fi")
	hub := h.hub()
	h.must(h.Invite(t.Context(), access.System("test"), Invitation{Role: access.HubStaff, Org: hub, Email: "henkilo2@example.fi"}))
	token := h.linkTo("henkilo2@example.fi")
	_, err := h.AcceptInvitation(t.Context(), access.Actor{}, AcceptForm{Token: token, Name: "Mallory", Password: otherPassword}, browser)
	wantFault(t, err, fault.Unauthenticated, "fault.invitation_sign_in")
	_, err = h.AcceptInvitation(t.Context(), h.actor(h.signIn("other@example.fi").Token), AcceptForm{Token: token}, browser)
	wantFault(t, err, fault.Forbidden, "fault.link_of_other")
	before := h.signIn("henkilo2@example.fi").Token
	in, err := h.AcceptInvitation(t.Context(), h.actor(before), AcceptForm{Token: token}, Client{Token: before})
	h.must(err)
	if second := h.actor(in.Token); second.MayHub(hub) != nil {
		t.Fatal("not in")
	}
	if _, _, err := h.Authenticate(t.Context(), before); err == nil {
		t.Fatal("more rights on the old token")
	}
	wantField(t, h.Invite(t.Context(), access.System("test"), Invitation{Role: access.HubStaff, Org: hub, Email: "Henkilo2@example.fi"}), "email", "field.member_already")
	h.must(h.Invite(t.Context(), access.System("test"), Invitation{Role: access.CommunityManager, Org: hub, Email: "henkilo2@example.fi"}))
}

func TestAnInvitationIsAcceptedOnceHoweverManyTry(t *testing.T) {
	h := newHouse(t)
	company := h.company(0)
	h.must(h.Invite(t.Context(), access.System("test"), Invitation{Role: access.Booker, Org: company, Email: "henkilo2@example.fi"}))
	token := h.linkTo("henkilo2@example.fi")
	errs := parallel(6, func(int) error {
		_, err := h.AcceptInvitation(t.Context(), access.Actor{}, AcceptForm{Token: token, Name: "Toinen", Password: goodPassword}, browser)
		return err
	})
	if n := successes(errs); n != 1 {
		t.Fatalf("%d accepted: %v", n, errs)
	}
	if n := h.number(`SELECT count(*) FROM person`); n != 1 {
		t.Fatalf("%d people", n)
	}
}

func TestWhoMayInviteWhom(t *testing.T) {
	h := newHouse(t)
	mine, theirs, hub, otherHub, partner, otherPartner := h.company(0), h.company(1), h.hub(), h.hub(), h.partner(2), h.partner(3)
	actors := map[string]access.Actor{
		"network admin": h.as("network@example.fi", access.NetworkAdmin, 0),
		"company admin": h.as("admin@example.fi", access.CompanyAdmin, mine),
		"booker":        h.as("booker@example.fi", access.Booker, mine),
		"staff":         h.as("staff@example.fi", access.HubStaff, hub),
		"manager":       h.as("manager@example.fi", access.CommunityManager, hub),
		"partner":       h.as("partner@example.fi", access.PartnerMember, partner),
		"coordinator":   h.as("coordinator@example.fi", access.SchoolCoordinator, partner),
		"nobody":        {},
	}
	const no, hidden, signIn = fault.Forbidden, fault.NotFound, fault.Unauthenticated
	for _, c := range []struct {
		role access.Role
		org  int64
		want map[string]fault.Code // "" for those not named: NotFound
	}{
		{access.Booker, mine, map[string]fault.Code{"network admin": "", "company admin": "", "booker": no}},
		{access.CompanyAdmin, mine, map[string]fault.Code{"network admin": "", "company admin": "", "booker": no}},
		{access.Booker, theirs, map[string]fault.Code{"network admin": ""}},
		{access.HubStaff, hub, map[string]fault.Code{"network admin": "", "staff": "", "manager": no}},
		{access.CommunityManager, hub, map[string]fault.Code{"network admin": "", "staff": "", "manager": no}},
		{access.HubStaff, otherHub, map[string]fault.Code{"network admin": ""}},
		{access.PartnerMember, partner, map[string]fault.Code{"network admin": "", "partner": "", "coordinator": no}},
		{access.SchoolCoordinator, otherPartner, map[string]fault.Code{"network admin": ""}},
		{access.NetworkAdmin, 0, map[string]fault.Code{"network admin": ""}},
	} {
		for name, actor := range actors {
			want, named := c.want[name]
			if !named {
				want = hidden
			}
			if name == "nobody" {
				want = signIn
			}
			err := h.Invite(t.Context(), actor, Invitation{Role: c.role, Org: c.org, Email: "new@example.fi"})
			if got := fault.CodeOf(err); got != want {
				t.Errorf("%s invites %s of %d: got %q, want %q", name, c.role, c.org, got, want)
			}
			if got := MayManageMembers(actor, c.role.Kind(), c.org); got != (want == "") {
				t.Errorf("%s manages %s: %v", name, c.role.Kind(), got)
			}
			_, err = h.Members(t.Context(), actor, c.role.Kind(), c.org)
			if sees := want == "" || want == no; (err == nil) != sees {
				t.Errorf("%s sees the members of %s: %v", name, c.role.Kind(), err)
			}
			_, err = h.Invitations(t.Context(), actor, c.role.Kind(), c.org)
			if sees := want == "" || want == no; (err == nil) != sees {
				t.Errorf("%s sees the invitations of %s: %v", name, c.role.Kind(), err)
			}
		}
	}
	admin := actors["network admin"]
	if err := h.Invite(t.Context(), admin, Invitation{Role: "root", Email: "new@example.fi"}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("no such role: %v", err)
	}
	if err := h.Invite(t.Context(), admin, Invitation{Role: access.HubStaff, Org: 999, Email: "new@example.fi"}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("no such hub: %v", err)
	}
	wantField(t, h.Invite(t.Context(), admin, Invitation{Role: access.HubStaff, Org: hub, Email: "new"}), "email", "field.email")
}

func TestANewerInvitationReplacesAndOneCanBeWithdrawn(t *testing.T) {
	h := newHouse(t)
	company := h.company(0)
	admin := h.as("henkilo1@example.fi", access.CompanyAdmin, company)
	stranger := h.as("henkilo2@example.fi", access.CompanyAdmin, h.company(1))
	invite := func() string {
		h.must(h.Invite(t.Context(), admin, Invitation{Role: access.Booker, Org: company, Email: "new@example.fi"}))
		return h.linkTo("new@example.fi")
	}
	first, second := invite(), invite()
	_, err := h.PeekLink(t.Context(), first)
	wantFault(t, err, fault.Gone, "fault.link_used")
	list, err := h.Invitations(t.Context(), admin, "company", company)
	h.must(err)
	if len(list) != 1 || list[0].Email != "new@example.fi" || list[0].Role != access.Booker {
		t.Fatalf("got %+v", list)
	}
	wantFault(t, h.WithdrawInvitation(t.Context(), stranger, list[0].ID), fault.NotFound, "fault.not_found")
	h.must(h.WithdrawInvitation(t.Context(), admin, list[0].ID))
	wantFault(t, h.WithdrawInvitation(t.Context(), admin, list[0].ID), fault.NotFound, "fault.not_found")
	_, err = h.AcceptInvitation(t.Context(), access.Actor{}, AcceptForm{Token: second, Name: "Uusi", Password: goodPassword}, browser)
	wantFault(t, err, fault.Gone, "fault.link_used")
	for range 28 {
		invite()
	}
	wantFault(t, h.Invite(t.Context(), admin, Invitation{Role: access.Booker, Org: company, Email: "x@example.fi"}), fault.TooMany, "fault.too_many_attempts")
}

func TestInviteTxGivesTheLinkAndMailsNothing(t *testing.T) {
	h := newHouse(t)
	partner := h.partner(0)
	var address string
	h.must(h.db.InTx(t.Context(), func(tx *postgres.Tx) error {
		var err error
		address, err = h.InviteTx(t.Context(), tx, access.System("approval"), Invitation{Role: access.PartnerMember, Org: partner, Email: "sauna@example.fi", Lang: "fi"})
		return err
	}))
	if n := h.number(`SELECT count(*) FROM message`); n != 0 {
		t.Fatal("a mail was sent")
	}
	in, err := h.AcceptInvitation(t.Context(), access.Actor{}, AcceptForm{Token: tokenIn(t, address), Name: "Saima", Password: goodPassword}, browser)
	h.must(err)
	if got := h.actor(in.Token).Grants; len(got) != 1 || got[0] != (access.Grant{Role: access.PartnerMember, Org: partner, OrgName: "Savusauna"}) {
		t.Fatalf("got %+v", got)
	}
}
