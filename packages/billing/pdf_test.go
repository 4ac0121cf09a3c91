package billing

import "testing"

// The reference that a booker gave for the invoice stands on it, beside the company's own.
func TestABillNamesTheBuyersReferences(t *testing.T) {
	for _, c := range []struct{ note, company, want string }{
		{"", "", ""},
		{"PO 4711", "", "PO 4711"},
		{"", "KP 12", "KP 12"},
		{"PO 4711", "KP 12", "PO 4711, KP 12"},
	} {
		bill := Document{Kind: invoice}.layout(Content{Lang: "fi", Note: c.note, Buyer: Buyer{Reference: c.company}})
		if got := bill.Buyer.Reference; got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.note, c.company, got, c.want)
		}
	}
}
