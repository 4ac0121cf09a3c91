package seed

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/search"
)

func vatClass(s string) money.VATClass { return money.VATClass(s) }

func (s *seeder) fillCompanies(ctx context.Context) error {
	for _, c := range companies {
		id, err := s.Accounts.AddCompany(ctx, system, accounts.CompanyForm{BusinessID: c.businessID, ProfileForm: accounts.ProfileForm{
			CompanyName: c.name, Street: c.street, Postcode: c.postcode, City: c.city, BillingEmail: c.billingEmail,
		}}, true)
		if err != nil {
			return err
		}
		if err := s.Accounts.SetInvoiceAllowed(ctx, system, id, c.invoice); err != nil {
			return err
		}
		person, err := s.person(ctx, c.email, c.person)
		if err != nil {
			return err
		}
		if err := s.Accounts.Grant(ctx, system, person, access.CompanyAdmin, id); err != nil {
			return err
		}
		s.bookers = append(s.bookers, access.Actor{
			PersonID: person, Name: c.person, Email: c.email, Lang: "fi", Grants: []access.Grant{{Role: access.CompanyAdmin, Org: id, OrgName: c.name}},
		})
	}
	return nil
}

// fillBookings lets the companies book what is free: stays against an invoice, one of them with an evening that still gathers people,
// and an option for each company.
func (s *seeder) fillBookings(ctx context.Context) error {
	for _, b := range []struct {
		name    string
		company int
		people  int
		after   int // days from now
		invoice bool
		pkg     string // the package's name; empty for any
	}{
		{"first", 0, 6, 10, true, ""}, {"second", 0, 4, 40, true, ""}, {"option", 0, 5, 70, false, ""}, {"card", 1, 4, 20, false, ""},
		{"gathering", 0, 6, 12, true, "Kaamoksen kirkkaus"}, {"two hubs", 0, 5, 14, true, twoHubs},
	} {
		if err := s.book(ctx, b.name, s.bookers[b.company], b.people, b.after, b.invoice, b.pkg); err != nil {
			return err
		}
	}
	if err := s.handOver(ctx); err != nil {
		return err
	}
	if err := s.dayElsewhere(ctx); err != nil {
		return err
	}
	return s.wait(ctx)
}

// wait lets the rest of the first company queue for the first start day of a package that is full, if there is one.
func (s *seeder) wait(ctx context.Context) error {
	const people = 4
	pkg, err := s.Finder.Published(ctx, "kaamoksen-kirkkaus")
	if err != nil {
		return err
	}
	days, err := s.Finder.Month(ctx, pkg, dates.Through(s.today.AddDays(1), s.today.AddDays(60)), people)
	if err != nil {
		return err
	}
	company := s.bookers[0]
	for _, d := range days {
		if d.Fits {
			continue
		}
		_, err := s.Bookings.JoinQueue(ctx, company, booking.QueueRequest{
			CompanyID: company.Grants[0].Org, PackageID: pkg.ID, Starts: []dates.Date{d.Day}, People: people, Lang: "fi", OpKey: key("queue"),
		})
		if fault.CodeOf(err) != fault.Conflict { // closed days, or free by now: the next
			return err
		}
	}
	return nil
}

func (s *seeder) book(ctx context.Context, name string, actor access.Actor, people, after int, invoice bool, pkg string) error {
	from := s.today.AddDays(after)
	hits, err := s.Finder.Find(ctx, search.Query{Days: dates.Through(from, from.AddDays(60)), People: people})
	hits = slices.DeleteFunc(hits, func(h search.Hit) bool { return pkg != "" && h.Package.NameFi != pkg })
	if err != nil || len(hits) == 0 {
		return err
	}
	hit := hits[people%len(hits)]
	b, err := s.Bookings.Hold(ctx, actor, booking.HoldRequest{
		CompanyID: actor.Grants[0].Org, RevisionID: hit.Package.RevisionID, Start: hit.First.Start, People: people, Lang: "fi", OpKey: key("booking", name),
	})
	if fault.CodeOf(err) == fault.Conflict {
		return nil // run again later: another group has the places, or the company its three options
	}
	if err != nil || !invoice || b.State != booking.Held {
		return err
	}
	if err := s.Billing.PayByInvoice(ctx, actor, b.Ref); err != nil {
		return err
	}
	return s.Bookings.Named(ctx, actor, b.Ref, []booking.Participant{{Name: "Osallistuja 1", Email: "osallistuja1@kuusikko.example"}, {Name: "Osallistuja 2"}})
}
