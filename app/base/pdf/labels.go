package pdf

import "github.com/hubittaako/hubittaako/app/base/money"

// labels are the fixed words of an invoice. They stand here and not in the locales, because an invoice that is printed
// again after years must say the same.
type labels struct {
	invoice, creditNote, page                                     string
	number, issued, due, reference, booking, refersTo, period     string
	buyer, seller, businessID, vatNumber, eInvoice, yourReference string
	description, quantity, unitPrice, vat, net                    string
	subtotal, vatRate, vatBase, vatAmount, vatGross               string
	netTotal, vatTotal, total, creditTotal, paid, toPay, refund   string
	payment, payee, account, bic, sum, barcode, qr                string
	exempt, notRegistered                                         string
}

func labelsOf(lang string) *labels {
	switch lang {
	case "en":
		return &english
	case "sv":
		return &swedish
	}
	return &finnish
}

var finnish = labels{
	invoice: "Lasku", creditNote: "Hyvityslasku", page: "Sivu {current} / {total}",
	number: "Laskun numero", issued: "Laskun päivä", due: "Eräpäivä", reference: "Viitenumero", booking: "Varaus", refersTo: "Hyvittää laskua", period: "Toimitusaika",
	buyer: "Ostaja", seller: "Myyjä", businessID: "Y-tunnus", vatNumber: "ALV-tunnus", eInvoice: "Verkkolaskuosoite", yourReference: "Viitteenne",
	description: "Kuvaus", quantity: "Määrä", unitPrice: "à-hinta, alv 0 %", vat: "Alv", net: "Yhteensä, alv 0 %",
	subtotal: "Välisumma, alv 0 %", vatRate: "Verokanta", vatBase: "Veroton", vatAmount: "Vero", vatGross: "Verollinen",
	netTotal: "Veroton yhteensä", vatTotal: "Arvonlisävero", total: "Yhteensä", creditTotal: "Hyvitys yhteensä", paid: "Maksettu", toPay: "Maksettavaa", refund: "Palautetaan",
	payment: "Maksutiedot", payee: "Saaja", account: "Tilinumero", bic: "BIC", sum: "Summa", barcode: "Virtuaaliviivakoodi", qr: "Skannaa pankkisovelluksella",
	exempt: "Veroton", notRegistered: "Ei alv-velvollinen",
}

var english = labels{
	invoice: "Invoice", creditNote: "Credit note", page: "Page {current} / {total}",
	number: "Invoice number", issued: "Invoice date", due: "Due date", reference: "Reference", booking: "Booking", refersTo: "Corrects invoice", period: "Date of supply",
	buyer: "Bill to", seller: "Seller", businessID: "Business ID", vatNumber: "VAT number", eInvoice: "E-invoice address", yourReference: "Your reference",
	description: "Description", quantity: "Quantity", unitPrice: "Unit price excl. VAT", vat: "VAT", net: "Total excl. VAT",
	subtotal: "Subtotal excl. VAT", vatRate: "VAT rate", vatBase: "Net", vatAmount: "VAT", vatGross: "Gross",
	netTotal: "Net total", vatTotal: "VAT", total: "Total", creditTotal: "Credit total", paid: "Paid", toPay: "To pay", refund: "To be refunded",
	payment: "How to pay", payee: "Payee", account: "Account", bic: "BIC", sum: "Amount", barcode: "Virtual bank barcode", qr: "Scan with your bank's app",
	exempt: "Exempt", notRegistered: "Not VAT registered",
}

var swedish = labels{
	invoice: "Faktura", creditNote: "Kreditnota", page: "Sida {current} / {total}",
	number: "Fakturanummer", issued: "Fakturadatum", due: "Förfallodag", reference: "Referensnummer", booking: "Bokning", refersTo: "Krediterar faktura", period: "Leveranstid",
	buyer: "Köpare", seller: "Säljare", businessID: "FO-nummer", vatNumber: "Momsnummer", eInvoice: "E-fakturaadress", yourReference: "Er referens",
	description: "Beskrivning", quantity: "Antal", unitPrice: "À-pris, moms 0 %", vat: "Moms", net: "Totalt, moms 0 %",
	subtotal: "Delsumma, moms 0 %", vatRate: "Skattesats", vatBase: "Utan moms", vatAmount: "Moms", vatGross: "Med moms",
	netTotal: "Totalt utan moms", vatTotal: "Mervärdesskatt", total: "Totalt", creditTotal: "Kreditering totalt", paid: "Betalt", toPay: "Att betala", refund: "Återbetalas",
	payment: "Betalningsuppgifter", payee: "Mottagare", account: "Kontonummer", bic: "BIC", sum: "Summa", barcode: "Virtuell streckkod", qr: "Skanna med bankens app",
	exempt: "Momsfritt", notRegistered: "Inte momsskyldig",
}

// rateName is how a row of the VAT table is called.
func (l *labels) rateName(v money.VATLine, lang string) string {
	switch v.Class {
	case money.Exempt:
		return l.exempt
	case money.None:
		return l.notRegistered
	default:
		return money.Percent(v.BP, lang)
	}
}
