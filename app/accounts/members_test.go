package accounts

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func (h *house) membershipOf(a access.Actor) int64 {
	h.t.Helper()
	return h.number(`SELECT id FROM membership WHERE person_id = $1`, a.PersonID)
}

func TestMembers(t *testing.T) {
	h := newHouse(t)
	company, other := h.company(0), h.company(1)
	admin := h.as("henkilo1@example.fi", access.CompanyAdmin, company)
	h.as("henkilo2@example.fi", access.Booker, company)
	h.as("else@example.fi", access.Booker, other)
	h.exec(`UPDATE person SET name = 'Å' WHERE email = 'henkilo1@example.fi'`)
	list, err := h.Members(t.Context(), admin, "company", company)
	h.must(err)
	if len(list) != 2 || list[0].Email != "henkilo2@example.fi" || list[0].Role != access.Booker || list[1].Name != "Å" || list[1].PersonID != admin.PersonID {
		t.Fatalf("got %+v", list)
	}
	if list, err := h.Members(t.Context(), access.System("test"), "network", 0); err != nil || len(list) != 0 {
		t.Fatalf("%+v %v", list, err)
	}
}

func TestRemoveMember(t *testing.T) {
	h := newHouse(t)
	company := h.company(0)
	admin := h.as("henkilo1@example.fi", access.CompanyAdmin, company)
	booker := h.as("henkilo2@example.fi", access.Booker, company)
	stranger := h.as("else@example.fi", access.CompanyAdmin, h.company(1))
	token := h.signIn("henkilo2@example.fi").Token

	wantFault(t, h.RemoveMember(t.Context(), stranger, h.membershipOf(booker)), fault.NotFound, "fault.not_found")
	wantFault(t, h.RemoveMember(t.Context(), booker, h.membershipOf(admin)), fault.Forbidden, "fault.members_by_admin")
	wantFault(t, h.RemoveMember(t.Context(), access.Actor{}, h.membershipOf(booker)), fault.Unauthenticated, "fault.sign_in")
	wantFault(t, h.RemoveMember(t.Context(), admin, 999999), fault.NotFound, "fault.not_found")
	wantFault(t, h.RemoveMember(t.Context(), admin, h.membershipOf(admin)), fault.Conflict, "fault.last_admin")

	id := h.membershipOf(booker)
	h.must(h.RemoveMember(t.Context(), admin, id))
	wantFault(t, h.RemoveMember(t.Context(), admin, id), fault.NotFound, "fault.not_found")
	if now := h.actor(token); len(now.Grants) != 0 || now.PersonID != booker.PersonID {
		t.Fatalf("still %+v", now)
	}
}

func TestEverybodyMayLeaveButTheLastAdmin(t *testing.T) {
	h := newHouse(t)
	hub := h.hub()
	manager := h.as("manager@example.fi", access.CommunityManager, hub)
	h.must(h.RemoveMember(t.Context(), manager, h.membershipOf(manager)))
	admin := h.as("network@example.fi", access.NetworkAdmin, 0)
	wantFault(t, h.RemoveMember(t.Context(), admin, h.membershipOf(admin)), fault.Conflict, "fault.last_admin")
	second := h.as("second@example.fi", access.NetworkAdmin, 0)
	h.must(h.RemoveMember(t.Context(), second, h.membershipOf(admin)))
	wantFault(t, h.RemoveMember(t.Context(), second, h.membershipOf(second)), fault.Conflict, "fault.last_admin")
}

func TestAdminsWhoRemoveEachOtherLeaveOne(t *testing.T) {
	h := newHouse(t)
	company := h.company(0)
	emails := []string{"a@example.fi", "b@example.fi", "c@example.fi", "d@example.fi"}
	actors := make([]access.Actor, len(emails))
	ids := make([]int64, len(emails))
	for i, email := range emails {
		actors[i] = h.as(email, access.CompanyAdmin, company)
		ids[i] = h.membershipOf(actors[i])
	}
	errs := parallel(len(actors), func(i int) error {
		return h.RemoveMember(t.Context(), actors[i], ids[(i+1)%len(ids)])
	})
	if n := h.number(`SELECT count(*) FROM membership`); n != 1 {
		t.Fatalf("%d admins are left: %v", n, errs)
	}
	if n := successes(errs); n != 3 {
		t.Fatalf("%d were removed: %v", n, errs)
	}
}
