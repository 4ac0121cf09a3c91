package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"pgregory.net/rapid"
)

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) ?Tj`)
	pages   = regexp.MustCompile(`/Type /Page\b`)
	images  = regexp.MustCompile(`/Subtype /Image`)
)

// paper reads the texts of a document back, a line each, and counts its pages and pictures.
func paper(t testing.TB, inv Invoice) (text string, pageCount, imageCount int) {
	t.Helper()
	b, err := Render(inv)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, s := range streams.FindAllSubmatch(b, -1) {
		r, err := zlib.NewReader(bytes.NewReader(s[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(r)
		if err != nil {
			continue
		}
		for _, m := range shown.FindAllSubmatch(content, -1) {
			out.WriteString(decode(m[1]) + "\n")
		}
	}
	return out.String(), len(pages.FindAll(b, -1)), len(images.FindAll(b, -1))
}

// decode undoes the escapes of a PDF string and reads it as UTF-16.
func decode(s []byte) string {
	var raw []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if c := strings.IndexByte("nrtbf", s[i]); c >= 0 {
				raw = append(raw, "\n\r\t\b\f"[c])
				continue
			}
		}
		raw = append(raw, s[i])
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}

func TestAnInvoiceHasAllThatTheLawWants(t *testing.T) {
	for lang, want := range map[string]string{
		"fi": `Lasku 2027-1042|Hubittaako-verkosto|Keskustie 14|44800 Pihtipudas|Y-tunnus 9000001-1|ALV-tunnus FI90000011|Kuusamalla Software Oy|Hämeentie 1 Å 2|00500 Helsinki|
			Y-tunnus: 9000006-2|Verkkolaskuosoite: 003790000062, välittäjä BAWCFI22|Viitteenne: Kustannuspaikka 4711|Laskun päivä|10.5.2027|Eräpäivä|24.5.2027|Viitenumero|202 60008|
			Toimitusaika|7.–20.6.2027|Myyjä: HUBteekki|Y-tunnus 9000003-8 · Keskustie 14, 44800 Pihtipudas|Myyjä: Kolimanrannan Sauna Oy|Ei arvonlisäverovelvollinen (AVL 3 §)|
			Savusaunailta, yksityinen|ke 9.6. klo 18.00–21.00|80 pv|14,00~€|25,5~%|13,5~%|−150,00~€|1~696,00~€|432,48~€|4~218,00~€|569,43~€|4~787,43~€|Ei alv-velvollinen|Veroton yhteensä|6~274,00~€|
			Arvonlisävero|1~001,91~€|Maksettavaa|7~275,91~€|Alv 25,5~% (1~336,00~€)|340,68~€|Välisumma, alv 0 %|Tilinumero|FI21 1234 5600 0007 85|NDEAFIHH|
			Virtuaaliviivakoodi 421123456000007850072759100000000000000020260008270524|Maksuehto 14 päivää netto. Viivästyskorko 10,5 %. Huomautusaika 7 päivää.|HUB-7K3M`,
		"en": `Invoice 2027-1042|Business ID 9000001-1|VAT number FI90000011|Bill to|Invoice date|10 May 2027|24 May 2027|7–20 June 2027|Seller: Jooga & Järvi|€14.00|25.5%|-€150.00|
			€4,218.00|€569.43|Not VAT registered|Net total|€6,274.00|€1,001.91|To pay|€7,275.91|How to pay|Virtual bank barcode 421123456000007850072759100000000000000020260008270524`,
		"sv": `Faktura 2027-1042|FO-nummer 9000001-1|Momsnummer FI90000011|Köpare|Fakturadatum|10.5.2027|24.5.2027|7–20.6.2027|Säljare: Jooga & Järvi|14,00~€|25,5~%|−150,00~€|
			4~218,00~€|569,43~€|Inte momsskyldig|Totalt utan moms|6~274,00~€|Mervärdesskatt|1~001,91~€|Att betala|7~275,91~€|Betalningsuppgifter|Virtuell streckkod 421123456000007850072759100000000000000020260008270524`,
	} {
		text, _, pictures := paper(t, stay(lang))
		for _, w := range strings.Split(want, "|") {
			if w = strings.ReplaceAll(strings.TrimSpace(w), "~", "\u00a0"); !strings.Contains(text, w+"\n") {
				t.Errorf("%s: no %q", lang, w)
			}
		}
		if pictures != 2 {
			t.Errorf("%s: %d pictures, want the QR code and the barcode", lang, pictures)
		}
		if t.Failed() {
			t.Fatal(text)
		}
	}
}

func TestACreditNoteAsksForNothing(t *testing.T) {
	inv := stay("fi")
	inv.Kind, inv.Number, inv.RefersTo, inv.DueOn = CreditNote, "2027-1050", "2027-1042", dates.Date{}
	inv.Net, inv.VATTotal, inv.Gross = -inv.Net, -inv.VATTotal, -inv.Gross
	text, _, pictures := paper(t, inv)
	for _, want := range []string{"Hyvityslasku 2027-1050", "Hyvittää laskua\n2027-1042", "202 60008", "Tilinumero FI21 1234 5600 0007 85", "Hyvitys yhteensä\n−7\u00a0275,91\u00a0€"} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, not := range []string{"Maksutiedot", "Virtuaaliviivakoodi", "Eräpäivä"} {
		if strings.Contains(text, not) {
			t.Errorf("%q on a credit note", not)
		}
	}
	if pictures != 0 {
		t.Errorf("%d codes to pay with", pictures)
	}
}

func TestWhatIsPaidIsNotAskedForAgain(t *testing.T) {
	inv := stay("fi")
	inv.Paid = inv.Gross
	text, _, pictures := paper(t, inv)
	if !strings.Contains(text, "Maksettu\n−7\u00a0275,91\u00a0€\n") || !strings.Contains(text, "Maksettavaa\n0,00\u00a0€\n") || pictures != 0 || strings.Contains(text, "Maksutiedot") {
		t.Errorf("%d codes in\n%s", pictures, text)
	}
	inv.Paid = 200000
	if text, _, _ = paper(t, inv); !strings.Contains(text, "Summa\n5\u00a0275,91\u00a0€\n") || !strings.Contains(text, "00527591") {
		t.Errorf("the rest is not asked for:\n%s", text)
	}
	inv.Paid = inv.Gross + 5000
	if text, _, _ = paper(t, inv); !strings.Contains(text, "Palautetaan\n50,00\u00a0€\n") {
		t.Errorf("what is too much is not given back:\n%s", text)
	}
}

func TestCodesOnlyWhereABankCanReadThem(t *testing.T) {
	for name, c := range map[string]struct {
		iban, ref string
		pictures  int
		panel     bool
	}{
		"foreign account": {"DE89370400440532013000", "20260008", 1, true},
		"RF reference":    {"FI2112345600000785", "RF3620260008", 2, true},
		"no reference":    {"FI2112345600000785", "", 0, true},
		"no account":      {"", "20260008", 0, false},
	} {
		inv := stay("fi")
		inv.Seller.IBAN, inv.Reference = c.iban, c.ref
		text, _, pictures := paper(t, inv)
		if pictures != c.pictures || strings.Contains(text, "Maksutiedot") != c.panel {
			t.Errorf("%s: %d codes in\n%s", name, pictures, text)
		}
	}
	for _, spoil := range []func(*Invoice){func(i *Invoice) { i.Seller.IBAN = "FI2112345600000786" }, func(i *Invoice) { i.Reference = "20260009" }} {
		inv := stay("fi")
		spoil(&inv)
		if _, err := Render(inv); err == nil {
			t.Error("an invoice that pays to the wrong place left the house")
		}
	}
}

func TestALongInvoiceKeepsItsLinesAndHeads(t *testing.T) {
	text, count, _ := paper(t, long(60))
	if count < 3 {
		t.Fatalf("%d pages", count)
	}
	heads := strings.Count(text, "Yhteensä, alv 0 %\n")
	if heads < count-1 || heads > count {
		t.Errorf("%d heads of the table on %d pages", heads, count)
	}
	if got := strings.Count(text, "39,90\u00a0€\n"); got != 120 {
		t.Errorf("%d amounts, want two on each of 60 lines", got)
	}
	for _, once := range []string{"Maksutiedot\n", "Maksettavaa\n", "Rivi 60: šakki & žiletti"} {
		if strings.Count(text, once) != 1 {
			t.Errorf("%q stands %d times", once, strings.Count(text, once))
		}
	}
	if strings.Count(text, "Lasku 2027-1042\n") != count || strings.Count(text, "Y-tunnus 9000001-1\n") != count {
		t.Error("a page doesn't say whose it is")
	}
}

func TestAnythingCanBeWritten(t *testing.T) {
	bare, _, _ := paper(t, Invoice{})
	if !strings.Contains(bare, "Maksettavaa\n") {
		t.Errorf("an empty invoice:\n%s", bare)
	}
	inv := stay("fi")
	inv.Title = "🛶 \u05e9\u05dc\u05d5\u05dd a\u0308 \ufeff\x00 e\u2011lasku"
	inv.Lines[0].Description = strings.Repeat("x", 500)
	inv.Lines[1].Unit = strings.Repeat("hlö-yö ", 20)
	inv.Lines[2].VATLabel = "25,5\u00a0% käännetty verovelvollisuus"
	inv.Buyer.Name = strings.Repeat("Pitkänniemenperäläisten ", 12)
	inv.Seller.Name = strings.Repeat("Myyjä ", 30)
	inv.Notes = []string{strings.Repeat("Huomautus on pitkä. ", 1000), ""}
	text, count, _ := paper(t, inv)
	if count < 4 {
		t.Errorf("%d pages", count)
	}
	if !strings.Contains(text, "? ???? a e-lasku\n") {
		t.Errorf("signs that the font lacks:\n%.300s", text)
	}
	if got := strings.Count(text, "x"); got < 500 {
		t.Errorf("%d of 500 signs", got)
	}
	if got := strings.Count(text, "Huomautus on") + strings.Count(text, "Huomautus\n"); got != 1000 {
		t.Errorf("%d of 1000 notes", got)
	}
}

func TestWrapKeepsAllAndFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("aiWäÖ€ .-\u00a0\n🛶")), 0, 200, -1).Draw(t, "text")
		width := rapid.Float64Range(8, 174).Draw(t, "width")
		lines := body.wrap(text, width)
		for _, l := range lines {
			if body.width(l) > width || l == "" {
				t.Fatalf("line %q is %.1f wide, not %.1f", l, body.width(l), width)
			}
		}
		squeeze := strings.NewReplacer(" ", "", "\n", "")
		if got, want := squeeze.Replace(strings.Join(lines, "")), squeeze.Replace(strings.TrimSpace(printable(text))); got != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

// The drawing library writes into the fonts it is given; run with -race, this fails if two documents share them.
func TestManyAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			if _, err := Render(stay("fi")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkRender(b *testing.B) {
	inv := stay("fi")
	for b.Loop() {
		if _, err := Render(inv); err != nil {
			b.Fatal(err)
		}
	}
}
