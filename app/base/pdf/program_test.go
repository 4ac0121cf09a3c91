package pdf

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

func programme(days int) Program {
	p := Program{
		Title: "Kaksi viikkoa Koliman rannalla", Lead: "25.10.–7.11.2027, 8 henkilöä", For: "Aino Järvi", Page: "Sivu {current} / {total}", From: "Hubittaako", MadeOn: dates.MustParse("2027-10-01"),
		Places: [][2]string{{"HUBteekki", "25.–31.10.2027\nKeskustie 14, 44800 Pihtipudas"}}, Foot: "Varaus HT-ABCDEFG",
	}
	for i := range days {
		p.Days = append(p.Days, ProgramDay{Title: fmt.Sprintf("Päivä %d", i+1), Sub: "Työpäivä", Rows: []ProgramRow{
			{Time: "8.00–16.00", Title: "Työaika"}, {Time: "18.00–21.00", Title: "Savusauna 🛶 " + strings.Repeat("pitkä nimi ", 12), More: "Rantatie 3, Pihtipudas. Mukaan: uimapuku."}, {Time: "yö", Title: "Mökkiyö"},
		}})
	}
	return p
}

func TestAProgrammeTakesAsManyPagesAsItNeeds(t *testing.T) {
	for days, pages := range map[int]int{0: 1, 2: 1, 14: 2} {
		file, err := RenderProgram(programme(days))
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(file, []byte("/Type /Page\n")); n < pages || n > pages+1 {
			t.Errorf("%d days: %d pages", days, n)
		}
		if dir := os.Getenv("PDF_OUT"); dir != "" {
			_ = os.WriteFile(fmt.Sprintf("%s/program-%d.pdf", dir, days), file, 0o600)
		}
	}
	empty, err := RenderProgram(Program{})
	if err != nil || !bytes.HasPrefix(empty, []byte("%PDF-")) {
		t.Errorf("nothing at all: %v", err)
	}
}
