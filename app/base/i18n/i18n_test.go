package i18n

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

const finnish = `
[booking]
title = "Varaus {{.Number}}"
description = "Kuvaus"
only = "Vain suomeksi"
fixed = "{{.Count}} kpl"
[booking.people]
one = "{{.Count}} osallistuja"
other = "{{.Count}} osallistujaa"
[fault]
gone = "Se ehti jo mennä."
`

const english = `
[booking]
title = "Booking {{.Number}}"
description = "Description"
fixed = "{{.Count}} pcs"
[booking.people]
one = "one participant"
other = "{{.Count}} participants"
[fault]
gone = "It's gone already."
`

func load(t *testing.T) (*Bundle, *[]string) {
	t.Helper()
	b, err := Load(files("booking.fi.toml", finnish, "booking.en.toml", english))
	if err != nil {
		t.Fatal(err)
	}
	heard := &[]string{}
	b.Report = func(lang, key, problem string) { *heard = append(*heard, lang+" "+key+": "+problem) }
	return b, heard
}

type seats int

func TestTexts(t *testing.T) {
	b, heard := load(t)
	fi, en := b.For("fi"), b.For("en")
	for _, c := range []struct{ got, want string }{
		{fi.T("booking.title", "Number", 1042), "Varaus 1042"},
		{en.T("booking.title", "Number", "H-1"), "Booking H-1"},
		{fi.T("booking.description"), "Kuvaus"},
		{fi.T("booking.people", "Count", 1), "1 osallistuja"},
		{fi.T("booking.people", "Count", 0), "0 osallistujaa"},
		{fi.T("booking.people", "Count", int64(12)), "12 osallistujaa"},
		{en.T("booking.people", "Count", seats(1)), "one participant"},
		{en.T("booking.people", "Count", uint8(2)), "2 participants"},
		{en.T("booking.fixed", "Count", 1), "1 pcs"},
		{en.TMap("booking.title", map[string]any{"Number": 7}), "Booking 7"},
		{fi.T("booking.title", "Number", "<b>"), "Varaus <b>"},
		{b.For("sv").T("booking.description"), "Kuvaus"},
		{fi.Lang() + en.Lang() + b.For("").Lang(), "fienfi"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if len(*heard) != 0 {
		t.Errorf("reported %v", *heard)
	}
}

func TestWhatIsMissingIsShownAndReported(t *testing.T) {
	b, heard := load(t)
	en := b.For("en")
	for _, c := range []struct{ got, want, report string }{
		{en.T("booking.only"), "Vain suomeksi", "en booking.only: missing"},
		{en.T("no.such.key"), "no.such.key", "en no.such.key: missing"},
		{b.For("fi").T("no.such.key"), "no.such.key", "fi no.such.key: missing"},
		{en.T("booking.title"), "Booking …", "Number"},
		{en.T("booking.title", "Number"), "Booking …", "a name without a value"},
		{en.T("booking.title", 5, 6, "Number", 7), "Booking 7", "not a name"},
		{en.T("booking.people"), "… participants", "Count"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
		if !slices.ContainsFunc(*heard, func(s string) bool { return strings.Contains(s, c.report) }) {
			t.Errorf("%q was not reported: %v", c.report, *heard)
		}
	}
	if en.Has("no.such.key") || !en.Has("booking.only") || !en.Has("fault.gone") {
		t.Error("has")
	}
	b.Report = nil
	if got := en.T("no.such.key"); got != "no.such.key" {
		t.Errorf("without a listener %q", got)
	}
}

func TestLanguagesAndMatch(t *testing.T) {
	b, _ := load(t)
	if got := b.Languages(); !slices.Equal(got, []string{"fi", "en"}) {
		t.Errorf("languages %v", got)
	}
	if got := b.Keys("en"); !slices.Equal(got, []string{"booking.description", "booking.fixed", "booking.people", "booking.title", "fault.gone"}) {
		t.Errorf("keys %v", got)
	}
	for header, want := range map[string]string{
		"":                           "fi",
		"fi-FI,fi;q=0.9,en;q=0.8":    "fi",
		"en-GB,en;q=0.9":             "en",
		"en-US,en;q=0.5,fi;q=0.7":    "en",
		"de-DE,de;q=0.9,fi;q=0.1":    "fi",
		"de-DE,de;q=0.9":             "en",
		"sv-FI,sv;q=0.9,en;q=0.8":    "en",
		"*":                          "fi",
		"complete nonsense;q=x,,;;;": "fi",
	} {
		if got := b.Match(header); got != want {
			t.Errorf("%q is %s, want %s", header, got, want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"no Finnish":       files("a.en.toml", `x = "y"`),
		"nothing":          files(),
		"not TOML":         files("a.fi.toml", `x = `),
		"no language":      files("a.toml", `x = "y"`),
		"bad language":     files("a.fi.toml", `x = "y"`, "a.notalanguage.toml", `x = "y"`),
		"twice":            files("a.fi.toml", `x = "y"`, "b.fi.toml", `x = "z"`),
		"a number as text": files("a.fi.toml", `x = 5`),
	} {
		if _, err := Load(fsys); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

func TestCheckComplete(t *testing.T) {
	if got := CheckComplete(files("a.fi.toml", finnish, "a.en.toml", english), []string{"fi", "en"}); !slices.Equal(got, []string{"booking.only: en: missing"}) {
		t.Errorf("got %v", got)
	}
	got := strings.Join(CheckComplete(files(
		"a.fi.toml", "a='{{.X}} ja {{.Y}}'\nempty='x'\nbroken='x'\nn={one='a',other='b'}\nhalf={few='a',other='b'}\nfine={one='yksi',other='{{.Count}} kpl'}",
		"a.en.toml", "a='{{.X}} and {{.Z}}'\nempty=' '\nbroken='{{.X'\nn='b'\nextra='x'\nhalf={one='a',other='b'}\nfine={one='{{.Count}} pc',other='{{.Count}} pcs'}",
	), []string{"fi", "en", "sv"}), "\n")
	for _, want := range []string{
		"no file for language sv", "a: en: placeholders [X Z], but [X Y] in fi", "empty: en: other is empty", "broken: en: template:",
		"n: en: has plural forms or not, unlike fi", "extra: fi: missing", "half: fi: no form one", "half: fi: the form few is never chosen", "a: sv: missing",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "fine: en") {
		t.Errorf("a form may spell its number out:\n%s", got)
	}
	if got := CheckComplete(files(), []string{"fi"}); len(got) != 1 {
		t.Errorf("no files: %v", got)
	}
}

func TestManyReadersAtOnce(t *testing.T) {
	b, _ := load(t)
	b.Report = nil
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for n := range 200 {
				b.For("fi").T("booking.people", "Count", n)
				b.For("en").T("booking.title", "Number", n)
			}
		})
	}
	wg.Wait()
}

func BenchmarkPlain(b *testing.B) {
	bundle, _ := Load(files("a.fi.toml", finnish))
	t := bundle.For("fi")
	for b.Loop() {
		t.T("fault.gone")
	}
}

func BenchmarkPlural(b *testing.B) {
	bundle, _ := Load(files("a.fi.toml", finnish))
	t := bundle.For("fi")
	for b.Loop() {
		t.T("booking.people", "Count", 5)
	}
}
