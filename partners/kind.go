package partners

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/money"
)

// Kind is what sort of thing an activity is. Rules about kinds stand in this file.
type Kind string

const (
	Wellbeing  Kind = "wellbeing"
	Recreation Kind = "recreation"
	Food       Kind = "food"
	Lodging    Kind = "lodging"
	Transport  Kind = "transport"
	Learning   Kind = "learning"
	Students   Kind = "students"
)

// Kinds lists the kinds in the order in which people are shown them.
func Kinds() []Kind {
	return []Kind{Wellbeing, Recreation, Food, Lodging, Transport, Learning, Students}
}

// Valid says whether k is one of the kinds.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// SuggestVAT is the class that most activities of the kind have. It is a suggestion only: a sauna that belongs to a swimming
// hall, or a guided walk that is exercise, are taxed otherwise, and the partner knows which its own is.
func (k Kind) SuggestVAT() money.VATClass {
	switch k {
	case Recreation, Food, Lodging, Transport: // exercise, meals, beds and seats
		return money.Reduced
	case Learning, Students: // education arranged by law
		return money.Exempt
	}
	return money.Standard
}

// slots is the kind of the slots that its sessions are in the one engine: a night, a seat on the way, or a seat.
func (k Kind) slots() string {
	switch k {
	case Lodging:
		return "lodging_night"
	case Transport:
		return "transfer_seat"
	}
	return "session_seat"
}

// vatClass is what an activity is sold under: the partner's own choice, unless the partner does not charge VAT at all.
func vatClass(registered bool, chosen money.VATClass) money.VATClass {
	if !registered {
		return money.None
	}
	return chosen
}

// PricePer says what an activity's price is for.
type PricePer string

const (
	PerPerson PricePer = "person"
	PerGroup  PricePer = "group"
)
