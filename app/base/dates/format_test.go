package dates

import (
	"errors"
	"testing"
	"time"
)

func TestFormats(t *testing.T) {
	d := MustParse("2027-06-07")
	at := At(d, 16*60+30)
	early := At(d, 7*60+5)
	for _, c := range []struct{ got, want string }{
		{Format(d, "fi"), "7.6.2027"},
		{Format(d, "en"), "7 June 2027"},
		{Format(d, "sv"), "7.6.2027"},
		{Format(d, "xx"), "7.6.2027"},
		{FormatShort(d, "fi"), "ma 7.6."},
		{FormatShort(d, "en"), "Mon 7 June"},
		{FormatShort(d, "sv"), "mån 7.6"},
		{FormatTight(d, "fi"), "ma 7.6."},
		{FormatTight(d, "en"), "Mon 7\u00a0Jun"},
		{FormatLong(d, "fi"), "maanantai 7. kesäkuuta 2027"},
		{FormatLong(d, "en"), "Monday 7 June 2027"},
		{FormatLong(d, "sv"), "måndag 7 juni 2027"},
		{FormatLong(MustParse("2026-12-27"), "fi"), "sunnuntai 27. joulukuuta 2026"},
		{FormatMonth(d.MonthOf(), "fi"), "kesäkuu 2027"},
		{FormatMonth(d.MonthOf(), "en"), "June 2027"},
		{FormatTime(at, "fi"), "16.30"},
		{FormatTime(at, "en"), "16:30"},
		{FormatTime(early, "fi"), "7.05"},
		{FormatTime(early, "en"), "07:05"},
		{FormatClock(24*60, "fi"), "0.00"},
		{FormatDateTime(at, "fi"), "7.6.2027 klo\u00a016.30"},
		{FormatDateTime(at, "en"), "7 June 2027, 16:30"},
		{FormatDateTime(at, "sv"), "7.6.2027 kl.\u00a016.30"},
		{WeekdayName(7, "en"), "Sunday"},
		{WeekdayShort(1, "fi"), "ma"},
		{MonthName(time.January, "sv"), "januari"},
		{Format(Date{}, "fi") + FormatShort(Date{}, "en") + FormatLong(Date{}, "fi"), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestFormatRange(t *testing.T) {
	for _, c := range []struct{ a, b, fi, en, sv string }{
		{"2027-06-07", "2027-06-20", "7.–20.6.2027", "7–20 June 2027", "7–20.6.2027"},
		{"2027-06-28", "2027-07-04", "28.6.–4.7.2027", "28 June – 4 July 2027", "28.6–4.7.2027"},
		{"2026-12-28", "2027-01-03", "28.12.2026–3.1.2027", "28 December 2026 – 3 January 2027", "28.12.2026–3.1.2027"},
		{"2027-06-07", "2027-06-07", "7.6.2027", "7 June 2027", "7.6.2027"},
		{"2026-06-07", "2027-06-20", "7.6.2026–20.6.2027", "7 June 2026 – 20 June 2027", "7.6.2026–20.6.2027"},
	} {
		a, b := MustParse(c.a), MustParse(c.b)
		for lang, want := range map[string]string{"fi": c.fi, "en": c.en, "sv": c.sv} {
			if got := FormatRange(a, b, lang); got != want {
				t.Errorf("%s: got %q, want %q", lang, got, want)
			}
		}
	}
	if got := FormatRange(MustParse("2027-06-07"), Date{}, "fi"); got != "7.6.2027" {
		t.Errorf("open end %q", got)
	}
	if got := FormatRange(Date{}, MustParse("2027-06-07"), "fi"); got != "7.6.2027" {
		t.Errorf("open start %q", got)
	}
}

func TestParseInput(t *testing.T) {
	for in, want := range map[string]string{
		"7.6.2027":       "2027-06-07",
		"07.06.2027":     "2027-06-07",
		" 7. 6. 2027 ":   "2027-06-07",
		"2027-06-07":     "2027-06-07",
		"29.2.2028":      "2028-02-29",
		"\u00a07.6.2027": "2027-06-07",
	} {
		if d, err := ParseInput(in); err != nil || d.String() != want {
			t.Errorf("%q is %s, %v", in, d, err)
		}
	}
	for in, want := range map[string]error{
		"7.6.":       ErrNoYear,
		"7.6":        ErrNoYear,
		"31.2.2027":  ErrNoSuchDay,
		"29.2.2027":  ErrNoSuchDay,
		"2027-13-01": ErrNoSuchDay,
		"7.6.0027":   ErrNoSuchDay,
		"7.6.27":     ErrInput,
		"6/7/2027":   ErrInput,
		"huomenna":   ErrInput,
		"":           ErrInput,
	} {
		if d, err := ParseInput(in); !errors.Is(err, want) {
			t.Errorf("%q gave %s, %v, want %v", in, d, err, want)
		}
	}
}

func FuzzParseInput(f *testing.F) {
	for _, s := range []string{"7.6.2027", "2027-06-07", "7.6.", "31.2.2027", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseInput(s)
		if err != nil {
			return
		}
		for _, text := range []string{Format(d, "fi"), d.String()} {
			if back, err := ParseInput(text); err != nil || back != d {
				t.Fatalf("%q is %s, which comes back as %s, %v", s, d, back, err)
			}
		}
	})
}
