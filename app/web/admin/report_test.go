package admin_test

import (
	"strings"
	"testing"
)

func TestRegionalReport(t *testing.T) {
	w := newNetwork(t)
	b := invoiced(t, w)
	invoiced(t, w) // they come again
	admin := w.As(t, "admin")
	admin.Get("/hallinta").Says(`href="/hallinta/raportti"`)
	admin.Get("/hallinta/raportti?vuosi=2026").Status(200).Says("ei ole vielä myytyjä jaksoja")
	page := admin.Get("/hallinta/raportti?vuosi=2027").Status(200)
	page.Says("Alueraportti 2027", "HUBteekki", "Melojat", "Palaavia yrityksiä", `<td class="num" data-label="Yöpymisiä">32</td>`, "raportti.csv?vuosi=2027")
	page.Lacks(b.CompanyName)
	admin.Get("/en/hallinta/raportti?vuosi=2027").Says("Regional report 2027")
	// Four people for five days, twice: canoes 2 × 4 × 52 €, sauna 320 €.
	w.Exec(t, `UPDATE partner SET name = '=1+2;"x"' WHERE id = $1`, w.Partners[1])
	file := admin.Get("/hallinta/raportti.csv?vuosi=2027").Status(200)
	file.Says("\ufeffVuosi;Luku;", ";Kumppani;Sauna;Pihtipudas;2;;;640,00", `"'=1+2;""x""";Pihtipudas;2;;;832,00`, ";Yhteensä;;;2;8;32;", ";2027-06;;2;8;32;")
	if strings.Contains(file.Body, b.Ref) {
		t.Error("the file names bookings")
	}
	w.As(t, "staff").Get("/hallinta/raportti").Status(404)
	w.As(t, "company").Get("/hallinta/raportti.csv").Status(404)
}
