package billing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/pdf"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// PDF draws a document from its stored content, in the language of its booking. Whoever calls has checked that the reader
// may see the document.
func (s *Service) PDF(d Document) ([]byte, error) {
	c, err := d.Text()
	if err != nil {
		return nil, err
	}
	return pdf.Render(d.layout(c))
}

func (d Document) layout(c Content) pdf.Invoice {
	w := wordsIn(c.Lang)
	inv := pdf.Invoice{
		Lang: c.Lang, Kind: pdf.Bill, Number: strconv.FormatInt(d.Number, 10), IssuedOn: d.IssuedOn, DueOn: d.DueOn, Reference: d.Reference,
		Seller:     sender(c.Seller),
		Buyer:      pdf.Buyer{Name: c.Buyer.Name, BusinessID: c.Buyer.BusinessID, Address: address(c.Buyer.Street, c.Buyer.Postcode, c.Buyer.City), EInvoice: strings.TrimSpace(c.Buyer.EInvoiceAddress + " " + c.Buyer.EInvoiceOperator), Reference: references(c)},
		BookingRef: c.BookingRef, Title: i18n.Text{Fi: c.TitleFi, En: c.TitleEn, Sv: c.TitleSv}.In(c.Lang), Period: dates.Through(c.StartsOn, c.EndsOn),
		VAT: c.VAT, Net: d.Net, VATTotal: d.VAT, Gross: d.Gross,
		Notes: []string{w.intermediary},
	}
	switch d.Kind {
	case receipt:
		inv.Paid, inv.Terms = d.Gross, []string{w.paidByCard}
	case creditNote:
		inv.Kind, inv.RefersTo, inv.Terms = pdf.CreditNote, strconv.FormatInt(d.RefersTo, 10), []string{fmt.Sprintf(w.credited, c.Percent)}
	default:
		inv.Paid, inv.Terms = d.Credited, []string{fmt.Sprintf(w.net, InvoiceDays)}
		if d.State == "paid" {
			inv.Paid = d.Gross
		}
	}
	if c.Reason == ofChange {
		inv.Terms = append(inv.Terms, fmt.Sprintf(w.adds, d.RefersTo))
		if d.Kind == creditNote {
			inv.Terms = []string{w.changed}
		}
	}
	for _, l := range c.Lines {
		inv.Lines = append(inv.Lines, lineOf(l, c.Lang, w))
	}
	return inv
}

func sender(s Seller) pdf.Seller {
	return pdf.Seller{Name: s.Name, BusinessID: s.BusinessID, Address: address(s.Street, s.Postcode, s.City), Email: s.Email, IBAN: s.IBAN, BIC: s.BIC}
}

// references are the buyer's: the booking's own, then the company's.
func references(c Content) string {
	return strings.Join(slices.DeleteFunc([]string{c.Note, c.Buyer.Reference}, func(s string) bool { return s == "" }), ", ")
}

func address(street, postcode, city string) string {
	return strings.TrimSpace(street + "\n" + strings.TrimSpace(postcode+" "+city))
}

func lineOf(l booking.Line, lang string, w words) pdf.Line {
	label := money.Percent(l.VATBP, lang)
	switch l.VATClass {
	case money.Exempt:
		label = w.exempt
	case money.None:
		label = w.none
	}
	return pdf.Line{
		Seller: pdf.Seller{Name: l.Seller, BusinessID: l.SellerBID}, Description: l.Text(lang), Quantity: int64(l.Quantity), Unit: w.units[l.Unit],
		UnitNet: l.UnitCents, Net: l.NetCents, VATLabel: label,
	}
}

type words struct {
	intermediary, paidByCard, credited, changed, adds, net, exempt, none string
	units                                                                map[string]string
}

func wordsIn(lang string) words {
	switch lang {
	case "sv":
		return words{
			intermediary: "Nätverket förmedlar tjänsterna: säljare är varje rads hubb eller partner.", paidByCard: "Betalt med kort.",
			credited: "%d %% av vistelsens pris krediteras.", changed: "Raderna är skillnaden efter en ändring av vistelsen.",
			adds: "Raderna är skillnaden efter en ändring av vistelsen; kompletterar verifikation %d.", net: "Betalningsvillkor %d dagar netto.", exempt: "0 %, MomsL 34–40 §", none: "0 %, MomsL 3 §",
			units: map[string]string{"desk_day": "dagar", "person": "pers.", "group": "ggr", "stay": "st."},
		}
	case "fi":
		return words{
			intermediary: "Verkosto välittää palvelut: myyjä on kunkin rivin hubi tai kumppani.", paidByCard: "Maksettu kortilla.",
			credited: "Hyvitetään %d %% jakson hinnasta.", changed: "Rivit ovat jakson muutoksen erotus.", adds: "Rivit ovat jakson muutoksen erotus; täydentää tositetta %d.", net: "Maksuehto %d päivää netto.", exempt: "0 %, AVL 34–40 §", none: "0 %, AVL 3 §",
			units: map[string]string{"desk_day": "pv", "person": "hlö", "group": "kerta", "stay": "kpl"},
		}
	}
	return words{
		intermediary: "The network acts as intermediary: the seller of each line is its hub or partner.", paidByCard: "Paid by card.",
		credited: "%d %% of the stay's price is credited.", changed: "The lines are the difference that a change of the stay makes.",
		adds: "The lines are the difference that a change of the stay makes; adds to document %d.", net: "Payment term %d days net.", exempt: "0 %, VAT Act 34–40 §", none: "0 %, VAT Act 3 §",
		units: map[string]string{"desk_day": "days", "person": "persons", "group": "times", "stay": "pcs"},
	}
}
