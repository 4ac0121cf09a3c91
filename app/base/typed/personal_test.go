package typed

import "testing"

func TestPersonal(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"Soita 040 123 4567 iltapäivällä":      Phone,
		"puh. 0401234567":                      Phone,
		"+358 40 123 4567":                     Phone,
		"(014) 459-6800":                       Phone,
		"040\u00a0123\u00a04567":               Phone,
		"00358 40 1234567":                     Phone,
		"kirjoita: aino.esimerkki@hubi.fi":     Email,
		"aino (at) hubi.fi":                    Email,
		"aino@hubi(piste)fi":                   Email,
		"hetu 131052-308T":                     Identity,
		"010101A123N":                          Identity,
		"131052308T on vain numero ja kirjain": "",
		"Tavataan 7.6.2027 klo 16.30":          "",
		"01.02.2027-05.02.2027":                "",
		"2027-06-07":                           "",
		"Kysely 250 vastaajalle, 1 200 euroa":  "",
		"Palkkio 30 € ja 12 000 riviä koodia":  "",
		"Versiot 1.24.3 ja 16.4":               "",
		"Y-tunnus 1234567-1":                   "",
		"#osoite @hubi":                        "",
		"Avataan 1.9., suljetaan 30.5.":        "",
	} {
		if got := Personal(text); got != want {
			t.Errorf("Personal(%q) = %q, want %q", text, got, want)
		}
	}
}
