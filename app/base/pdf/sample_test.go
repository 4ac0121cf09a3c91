package pdf

import (
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
)

func network() Seller {
	return Seller{
		Name: "Hubittaako-verkosto", BusinessID: "9000001-1", VATNumber: "FI90000011", Address: "Keskustie 14\n44800 Pihtipudas",
		Email: "laskutus@hubittaako.example", IBAN: "FI2112345600000785", BIC: "NDEAFIHH",
	}
}

// stay is an invoice of three sellers: one with two rates, one without VAT.
func stay(lang string) Invoice {
	hub := Seller{Name: "HUBteekki", BusinessID: "9000003-8", Address: "Keskustie 14\n44800 Pihtipudas"}
	sauna := Seller{Name: "Kolimanrannan Sauna Oy", BusinessID: "9000004-6", Address: "Rantatie 2\n44800 Pihtipudas"}
	yoga := Seller{Name: "Jooga & Järvi", BusinessID: "9000005-4", Address: "Kirkkotie 1\n44800 Pihtipudas", Note: "Ei arvonlisäverovelvollinen (AVL 3 §)"}
	inv := Invoice{
		Lang: lang, Kind: Bill, Number: "2027-1042", IssuedOn: dates.MustParse("2027-05-10"), DueOn: dates.MustParse("2027-05-24"), Reference: "20260008",
		Seller:     network(),
		Buyer:      Buyer{Name: "Kuusamalla Software Oy", BusinessID: "9000006-2", Address: "Hämeentie 1 Å 2\n00500 Helsinki", Contact: "Pääkäyttäjä Ö", EInvoice: "003790000062, välittäjä BAWCFI22", Reference: "Kustannuspaikka 4711"},
		BookingRef: "HUB-7K3M", Title: "Kaksi viikkoa Koliman rannalla, 8 henkilöä",
		Period: dates.Through(dates.MustParse("2027-06-07"), dates.MustParse("2027-06-20")),
		Lines: []Line{
			{hub, "Työpiste avoimessa tilassa, 10 arkipäivää", 80, "pv", 1400, 112000, money.Percent(2550, lang)},
			{sauna, "Savusaunailta, yksityinen\nke 9.6. klo 18.00–21.00", 1, "ryhmä", 36000, 36000, money.Percent(2550, lang)},
			{hub, "Ryhmähuone Retortti", 12, "h", 1800, 21600, money.Percent(2550, lang)},
			{sauna, "Rantamökki, aitta ja aamiainen, kaksi viikkoa", 112, "hlö-yö", 3900, 436800, money.Percent(1350, lang)},
			{yoga, "Aamujooga laiturilla", 4, "kerta", 9000, 36000, "–"},
			{sauna, "Alennus: varattu yli 60 päivää ennen", 1, "", -15000, -15000, money.Percent(1350, lang)},
		},
		VAT: money.Breakdown([]money.VATInput{{Class: money.Standard, BP: 2550, NetCents: 112000 + 36000 + 21600}, {Class: money.Reduced, BP: 1350, NetCents: 421800}, {Class: money.None, NetCents: 36000}}),
		SellerVAT: []SellerVAT{
			{hub, money.Breakdown([]money.VATInput{{Class: money.Standard, BP: 2550, NetCents: 133600}})},
			{sauna, money.Breakdown([]money.VATInput{{Class: money.Standard, BP: 2550, NetCents: 36000}, {Class: money.Reduced, BP: 1350, NetCents: 421800}})},
		},
		Terms: []string{"Maksuehto 14 päivää netto. Viivästyskorko 10,5 %. Huomautusaika 7 päivää."},
		Notes: []string{"Hubittaako-verkosto välittää palvelut: kunkin palvelun myy rivin yllä mainittu yritys omissa nimissään, ja maksu verkostolle on maksu myyjälle."},
	}
	inv.Net, inv.VATTotal = money.Sum(inv.VAT)
	inv.Gross = inv.Net + inv.VATTotal
	return inv
}

// long is an invoice of many lines, some of them longer than a row.
func long(lines int) Invoice {
	inv := stay("fi")
	inv.Lines = nil
	for i := range lines {
		text := fmt.Sprintf("Rivi %d: šakki & žiletti", i+1)
		if i%7 == 3 {
			text += ", jonka kuvaus on niin pitkä, että se taittuu kahdelle tai kolmellekin riville eikä silti jää toisten päälle"
		}
		inv.Lines = append(inv.Lines, Line{Seller: Seller{Name: fmt.Sprintf("Myyjä %d Oy", i/15+1), BusinessID: "9000003-8"}, Description: text, Quantity: 1, Unit: "pv", UnitNet: 3990, Net: 3990, VATLabel: "25,5\u00a0%"})
	}
	return inv
}
