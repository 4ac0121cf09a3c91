package sheet_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/web/sheet"
)

func TestSheetsAreReadAsTheyAreMeant(t *testing.T) {
	s := sheet.New("Nimi", "Summa")
	s.Row(sheet.Plain(`=1+2;"x"`), sheet.Euros(-123456))
	s.Row(sheet.Plain("Sauna"), sheet.Euros(5))
	s.Row(sheet.Count(7), sheet.Share(2550))
	got, err := s.Bytes()
	want := "\ufeffNimi;Summa\r\n\"'=1+2;\"\"x\"\"\";-1234,56\r\nSauna;0,05\r\n7;25,50\r\n"
	if err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
}
