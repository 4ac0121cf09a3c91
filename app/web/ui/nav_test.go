package ui

import (
	"context"
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
)

func TestPartnersHaveThePagesOfTheirLine(t *testing.T) {
	for want, g := range map[string]access.Grant{
		"courses": {Role: access.PartnerMember, Org: 7, Line: "learning"},
		"corner":  {Role: access.SchoolCoordinator, Org: 7, Line: "students"},
		"none":    {Role: access.PartnerMember, Org: 7, Line: "students"},
		"nothing": {Role: access.PartnerMember, Org: 8, Line: "learning"},
		"":        {Role: access.PartnerMember, Org: 7},
	} {
		ctx := With(context.Background(), &View{Actor: access.Actor{PersonID: 1, Grants: []access.Grant{g}}})
		got := ""
		for _, item := range navOf(ctx, PageMeta{Area: AreaPartner, Org: 7}) {
			if slices.Contains([]string{"courses", "corner"}, item.Key) {
				got = item.Key
			}
		}
		if want == "none" || want == "nothing" {
			want = ""
		}
		if got != want {
			t.Errorf("%+v: %q, want %q", g, got, want)
		}
	}
}
