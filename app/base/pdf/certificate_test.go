package pdf

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

func TestACertificateIsDrawn(t *testing.T) {
	c := Certificate{
		Issuer: "Järvilukio", Title: "Todistus", Name: "Aino", Text: "on tehnyt yrityksen toimeksiannon opiskelijanurkassa.", Facts: [][2]string{{"Tehtävä", "Kysely"}, {"Tyhjä", ""}},
		Quote: "Tuoreita silmiä – kiitos!", Quoted: "Kuusikko Oy", Place: "Pihtipudas 23.11.2026", Made: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	}
	page, err := RenderCertificate(c)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(page, []byte("%PDF-")) || len(page) < 2000 {
		t.Errorf("%d bytes", len(page))
	}
	if out := os.Getenv("CERTIFICATE"); out != "" {
		if err := os.WriteFile(out, page, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c.Quote = strings.Repeat("Pitkä kiitos. ", 400)
	long, err := RenderCertificate(c)
	if err != nil || len(long) <= len(page) {
		t.Errorf("a long one: %d bytes, %v", len(long), err)
	}
}
