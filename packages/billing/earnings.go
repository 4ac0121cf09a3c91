package billing

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Earned is a seller's share of the stays of a month, in cents. Net is what the ledger says; VAT is reckoned on it.
type Earned struct {
	Month dates.Month
	Stays int
	Net   int64
	VAT   int64
}

// Gross is the share with its tax.
func (e Earned) Gross() int64 { return e.Net + e.VAT }

// soldLine is a part of a booking that a partner sold, and what it has of the booking's whole after all credits.
type soldLine struct {
	Booking  int64          `db:"booking_id"`
	Day      dates.Date     `db:"performed_on"`
	Net      int64          `db:"net_cents"`
	VATClass money.VATClass `db:"vat_class"`
	VATBP    int            `db:"vat_bp"`
	Share    int64          `db:"share"` // of all the partner's lines of the booking
}

// PartnerEarnings is what a partner has in the books from the stays of a year, month by month of when its part is performed;
// months without a stay are there too. What was cancelled counts with what was kept of it. Members of the partner may.
func (s *Service) PartnerEarnings(ctx context.Context, actor access.Actor, partner int64, year int) ([]Earned, error) {
	if err := actor.MayPartner(partner); err != nil {
		return nil, err
	}
	var lines []soldLine
	err := s.db.Select(ctx, &lines, `/* billing.PartnerEarnings */
		WITH sold AS (SELECT DISTINCT booking_id FROM booking_line WHERE partner_id = $1 AND performed_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)),
		kept AS (
			SELECT t.booking_id, -sum(e.cents)::bigint AS share
			FROM sold JOIN ledger_transaction t USING (booking_id) JOIN ledger_entry e ON e.transaction_id = t.id AND e.account = $3
			GROUP BY 1
		)
		SELECT l.booking_id, l.performed_on, l.net_cents, l.vat_class, l.vat_bp, k.share
		FROM kept k JOIN booking_line l ON l.booking_id = k.booking_id AND l.partner_id = $1
		WHERE k.share <> 0
		ORDER BY l.booking_id, l.position`, partner, year, fmt.Sprintf("partner:%d", partner))
	if err != nil {
		return nil, err
	}
	return earnedByMonth(lines, year), nil
}

// earnedByMonth divides each booking's share over its lines and sums them by month. VAT is reckoned per month, class and rate.
func earnedByMonth(lines []soldLine, year int) []Earned {
	months := make([]Earned, 12)
	taxed := make([][]money.VATInput, 12)
	for i := range months {
		months[i].Month = dates.Month{Year: year, Month: 1}.Add(i)
	}
	for _, stay := range byBooking(lines) {
		weights := make([]int64, len(stay))
		for i, l := range stay {
			weights[i] = l.Net
		}
		counted := map[int]bool{}
		for i, net := range money.Split(stay[0].Share, weights) {
			l := stay[i]
			if l.Day.Year() != year {
				continue
			}
			m := int(l.Day.Month()) - 1
			months[m].Net += net
			taxed[m] = append(taxed[m], money.VATInput{Class: l.VATClass, BP: l.VATBP, NetCents: net})
			if !counted[m] {
				counted[m] = true
				months[m].Stays++
			}
		}
	}
	for i := range months {
		_, months[i].VAT = money.Sum(money.Breakdown(taxed[i]))
	}
	return months
}

func byBooking(lines []soldLine) (stays [][]soldLine) {
	for i, l := range lines {
		if i == 0 || lines[i-1].Booking != l.Booking {
			stays = append(stays, nil)
		}
		stays[len(stays)-1] = append(stays[len(stays)-1], l)
	}
	return stays
}
