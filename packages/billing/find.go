package billing

import (
	"context"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// FindPage is how many documents FindDocuments gives at a time.
const FindPage = 100

// Late is the filter's word for open invoices whose day has passed; no document has it as its state.
const Late = "late"

// DocumentFilter narrows a list of documents; the zero filter takes all of them.
type DocumentFilter struct {
	Company int64
	State   string // a document's, or Late
	Text    string // words that stand in the number, the booking's reference or the company; or a bank reference; or a sum
	Before  int64  // go on with documents older than this one, by ID
}

// FoundDocuments is a page of documents, the newest first. Older is where the next page begins, 0 when this is the last.
type FoundDocuments struct {
	List  []Document
	Older int64
}

// FindDocuments lists documents, the newest first, FindPage at a time. Members of the filter's company may; without a company,
// network admins.
func (s *Service) FindDocuments(ctx context.Context, actor access.Actor, f DocumentFilter) (FoundDocuments, error) {
	err := actor.MayAdmin()
	if f.Company != 0 {
		err = actor.MayCompany(f.Company)
	}
	if err != nil {
		return FoundDocuments{}, err
	}
	text := strings.ToLower(strings.Join(strings.Fields(f.Text), " "))
	cents, err := money.Parse(text)
	if err != nil {
		cents = -1 // no sum
	}
	var found FoundDocuments
	err = s.db.Select(ctx, &found.List, selectDocument+`
		WHERE ($1 = 0 OR b.company_id = $1) AND ($2 = '' OR i.state = $2 OR $2 = 'late' AND i.state = 'open' AND i.due_on < $3) AND ($4 <= 0 OR i.id < $4)
			AND ($5 = '' OR i.reference = replace($5, ' ', '') OR abs(i.gross_cents) = $6 OR NOT EXISTS (
				SELECT FROM unnest(string_to_array($5, ' ')) word WHERE strpos(lower(concat_ws(' ', i.number, b.ref, c.name, b.note)), word) = 0))
		ORDER BY i.id DESC LIMIT $7`, f.Company, f.State, dates.Today(s.now()), f.Before, text, cents, FindPage+1)
	if len(found.List) > FindPage {
		found.List = found.List[:FindPage]
		found.Older = found.List[FindPage-1].ID
	}
	return found, err
}

// Receivables is what is out on invoices, in cents.
type Receivables struct {
	Open      int   `db:"open"`
	OpenCents int64 `db:"open_cents"`
	Late      int   `db:"late"`
	LateCents int64 `db:"late_cents"`
}

// Receivables sums the open invoices. Network admins may.
func (s *Service) Receivables(ctx context.Context, actor access.Actor) (r Receivables, err error) {
	if err := actor.MayAdmin(); err != nil {
		return r, err
	}
	err = s.db.Get(ctx, &r, `/* billing.Receivables */
		SELECT count(*) AS open, coalesce(sum(due), 0)::bigint AS open_cents, count(*) FILTER (WHERE late) AS late,
			coalesce(sum(due) FILTER (WHERE late), 0)::bigint AS late_cents
		FROM (
			SELECT i.due_on < $1 AS late, i.gross_cents - coalesce((SELECT sum(x.cents) FROM invoice_credit x WHERE x.invoice_id = i.id), 0) AS due
			FROM invoice i WHERE i.kind = 'invoice' AND i.state = 'open'
		) open`, dates.Today(s.now()))
	return r, err
}

// MarkPaidMany records that several invoices were paid by bank transfer on a day, all or none, and returns how many of them are
// paid now: doing it again says the same. Network admins may. NotFound when one is no invoice; Conflict "fault.invoice_not_open"
// when one was credited meanwhile.
func (s *Service) MarkPaidMany(ctx context.Context, actor access.Actor, numbers []int64, on dates.Date) (n int, err error) {
	if err := actor.MayAdmin(); err != nil {
		return 0, err
	}
	if err := s.notAhead(on); err != nil {
		return 0, err
	}
	numbers = slices.Compact(slices.Sorted(slices.Values(numbers)))
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, number := range numbers {
			state, err := markPaid(ctx, tx, number, on)
			if fault.CodeOf(err) == fault.Conflict && state == PaymentPaid {
				continue
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return len(numbers), err
}
