package access

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

func TestMay(t *testing.T) {
	staff := Actor{PersonID: 1, Grants: []Grant{{Role: HubStaff, Org: 7}, {Role: PartnerMember, Org: 3}}}
	admin := Actor{PersonID: 2, Grants: []Grant{{Role: NetworkAdmin}}}
	for _, c := range []struct {
		name string
		err  error
		want fault.Code
	}{
		{"own hub", staff.MayHub(7), ""},
		{"own partner", staff.MayPartner(3), ""},
		{"another hub", staff.MayHub(8), fault.NotFound},
		{"a company with a hub's number", staff.MayCompany(7), fault.NotFound},
		{"staff as admin", staff.MayAdmin(), fault.NotFound},
		{"nobody", Actor{}.MayHub(7), fault.Unauthenticated},
		{"admin", admin.MayCompany(9), ""},
		{"system", System("expiry").MayAdmin(), ""},
		{"admin of nothing", Actor{PersonID: 5, Grants: []Grant{{Role: Booker, Org: 0}}}.MayAdmin(), fault.NotFound},
	} {
		if got := fault.CodeOf(c.err); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
