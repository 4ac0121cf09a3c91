package ui

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/assets"
	"github.com/hubittaako/hubittaako/app/web/locales"
)

// viewed is a context as pages get it, with the real texts. Texts that are missing are test failures.
func viewed(t *testing.T, lang string) context.Context {
	t.Helper()
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return With(t.Context(), &View{
		Lang: lang, Path: "/ui", Query: "a=1", CSRF: "token", RequestID: "r1", DevBanner: true, BaseURL: "https://hubittaako.example",
		Flash: []Flash{{Kind: "ok", Text: "Tallennettu."}}, Translate: texts.For(lang).T, Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
		Actor: access.Actor{PersonID: 1, Name: "Hubin Hoitaja", Email: "hoitaja@example.com", Grants: []access.Grant{
			{Role: access.NetworkAdmin}, {Role: access.HubStaff, Org: 1, OrgName: "HUBteekki"}, {Role: access.CommunityManager, Org: 1, OrgName: "HUBteekki"},
			{Role: access.PartnerMember, Org: 7, OrgName: "Kolimanrannan Sauna"}, {Role: access.Booker, Org: 12, OrgName: "Havu Studio Oy"},
		}},
	})
}

func rendered(t *testing.T, lang string) string {
	t.Helper()
	var b strings.Builder
	if err := Gallery().Render(viewed(t, lang), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	tags       = regexp.MustCompile(`<([a-zA-Z][a-zA-Z0-9]*)([^>]*)>`)
	attributes = regexp.MustCompile(`\s([a-zA-Z:@-]+)(?:="([^"]*)")?`)
)

// TestNothingInline: the content policy forbids inline styles and scripts, so a component with one would lose its looks.
func TestNothingInline(t *testing.T) {
	html := rendered(t, "fi")
	found := tags.FindAllStringSubmatch(html, -1)
	if len(found) < 500 {
		t.Fatalf("only %d elements: does the pattern still fit?", len(found))
	}
	ids := map[string]bool{}
	for _, tag := range found {
		for _, a := range attributes.FindAllStringSubmatch(tag[2], -1) {
			name := strings.ToLower(a[1])
			if name == "style" || strings.HasPrefix(name, "on") || strings.HasPrefix(name, "hx-on") {
				t.Errorf("inline: <%s%s>", tag[1], tag[2])
			}
			if strings.HasPrefix(a[2], "javascript:") {
				t.Errorf("script in an address: <%s%s>", tag[1], tag[2])
			}
			if name == "id" && ids[a[2]] {
				t.Errorf("the id %q is there twice", a[2])
			}
			ids[a[2]] = ids[a[2]] || name == "id"
		}
		if tag[1] == "style" || tag[1] == "script" && !strings.Contains(tag[2], "src=") {
			t.Errorf("inline: <%s%s>", tag[1], tag[2])
		}
		if tag[1] == "img" && !strings.Contains(tag[2], "alt=") {
			t.Errorf("a picture without alt: %s", tag[2])
		}
	}
}

func sources(t *testing.T, pattern string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	all := map[string]string{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(b)
	}
	return all
}

// TestEveryComponentIsShown: what the sheet does not show, itself or as a part of something, nobody looks at.
func TestEveryComponentIsShown(t *testing.T) {
	component := regexp.MustCompile(`(?m)^templ (\w+)\(`)
	call := regexp.MustCompile(`@(\w+)\(`)
	parts := map[string][]string{} // what each component is made of
	for _, text := range sources(t, "*.templ") {
		at := component.FindAllStringSubmatchIndex(text, -1)
		for i, m := range at {
			end := len(text)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			for _, c := range call.FindAllStringSubmatch(text[m[1]:end], -1) {
				parts[text[m[2]:m[3]]] = append(parts[text[m[2]:m[3]]], c[1])
			}
			parts[text[m[2]:m[3]]] = append(parts[text[m[2]:m[3]]], "")
		}
	}
	shown := map[string]bool{}
	for queue := []string{"Gallery"}; len(queue) > 0; queue = queue[1:] {
		if name := queue[0]; !shown[name] {
			shown[name] = true
			queue = append(queue, parts[name]...)
		}
	}
	if len(parts) < 80 {
		t.Errorf("only %d components: does the pattern still fit?", len(parts))
	}
	for name := range parts {
		if !shown[name] {
			t.Errorf("%s is not on the sheet: put it into a gallery*.templ", name)
		}
	}
}

// TestColoursHaveContrast: each pair of colours that the style sheets use is readable in both themes.
func TestColoursHaveContrast(t *testing.T) {
	for _, p := range colourPairs {
		for _, theme := range []string{"light", "dark"} {
			if got := p.contrast(theme); got < p.least {
				t.Errorf("%s on %s, %s: %.2f, needs %.1f", p.ink, p.ground, theme, got, p.least)
			}
		}
	}
	if got := assets.Contrast("#000000", "#FFFFFF"); got < 20.99 || got > 21.01 {
		t.Errorf("black on white: %v", got)
	}
	if got := assets.Contrast("#777777", "#FFFFFF"); got < 4.47 || got > 4.49 {
		t.Errorf("grey on white: %v", got)
	}
	if n := len(assets.Colours()); n < 40 {
		t.Errorf("only %d colours: does the pattern still fit?", n)
	}
}

// TestTheSheetHasBothThemes: each part is drawn twice, and the second time its ids are its own.
func TestTheSheetHasBothThemes(t *testing.T) {
	html := rendered(t, "fi")
	light, dark := strings.Count(html, `<div class="theme light stack">`), strings.Count(html, `<div class="theme dark stack">`)
	if light < 20 || light != dark {
		t.Errorf("%d light, %d dark", light, dark)
	}
	for _, s := range []string{`id="g-f-company"`, `for="g-f-company"`, `id="g-f-company-dark"`, `for="g-f-company-dark"`, `aria-describedby="b-f-businessid-help-dark b-f-businessid-err-dark"`, `href="#b-f-company-dark"`} {
		if !strings.Contains(html, s) {
			t.Errorf("no %s", s)
		}
	}
	if strings.Contains(html, "data-focus") {
		t.Error("the sheet jumps to its sample of errors")
	}
}

// TestEveryKeyHasWords reads the source for the keys that components ask for, and adds those that are put together.
func TestEveryKeyHasWords(t *testing.T) {
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"(ui\.[a-z][a-z0-9_.]*[a-z0-9])"`)
	var wanted []string
	for _, pattern := range []string{"*.templ", "*.go"} {
		for name, text := range sources(t, pattern) {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
				continue
			}
			for _, m := range key.FindAllStringSubmatch(text, -1) {
				wanted = append(wanted, m[1])
			}
		}
	}
	for _, area := range []string{AreaPublic, AreaCompany, AreaPartner, AreaStaff, AreaAdmin, AreaNetwork} {
		for _, item := range Nav(area, 1) {
			wanted = append(wanted, "ui.nav."+item.Key)
		}
	}
	wanted = append(wanted, "ui.nav.to_hub", "ui.nav.to_admin")
	for _, role := range []access.Role{access.NetworkAdmin, access.HubStaff, access.CommunityManager, access.PartnerMember, access.SchoolCoordinator, access.CompanyAdmin, access.Booker} {
		wanted = append(wanted, "ui.role."+string(role))
	}
	for _, lang := range []string{"fi", "en"} {
		known := texts.Keys(lang)
		for _, k := range wanted {
			if !slices.Contains(known, k) {
				t.Errorf("%s has no text in %s", k, lang)
			}
		}
	}
	if len(wanted) < 60 {
		t.Errorf("found only %d keys: does the pattern still fit?", len(wanted))
	}
}

func TestNoKeyReachesThePage(t *testing.T) {
	for _, lang := range []string{"fi", "en"} {
		html := rendered(t, lang)
		if m := regexp.MustCompile(`[>" ]ui\.[a-z_]+\.?[a-z_.]*`).FindString(html); m != "" {
			t.Errorf("%s: %q", lang, m)
		}
		if !strings.Contains(html, `<html lang="`+lang+`">`) {
			t.Errorf("%s: the page does not say its language", lang)
		}
	}
}

func TestEveryFormCarriesItsToken(t *testing.T) {
	html := rendered(t, "fi")
	forms := strings.Split(html, `<form method="post"`)[1:]
	if len(forms) < 4 {
		t.Fatalf("%d forms", len(forms))
	}
	for _, form := range forms {
		if body, _, _ := strings.Cut(form, "</form>"); !strings.Contains(body, `name="_csrf" value="token"`) {
			t.Errorf("a form without its token: %.200s", form)
		}
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct{ lang, path, want string }{
		{"fi", "/paketit", "/paketit"}, {"en", "/paketit", "/en/paketit"}, {"en", "/", "/en"}, {"en", "/?a=1", "/en?a=1"},
		{"en", "/#hubit", "/en#hubit"}, {"en", "/en/paketit", "/en/paketit"}, {"en", "/en", "/en"}, {"en", "/enkeli", "/en/enkeli"},
		{"en", "//evil.example", "//evil.example"}, {"en", "https://x.example/", "https://x.example/"}, {"en", "#main", "#main"}, {"", "/a", "/a"},
	}
	for _, tt := range tests {
		ctx := With(t.Context(), &View{Lang: tt.lang})
		if got := Href(ctx, tt.path); got != tt.want {
			t.Errorf("Href(%s, %s) = %s, want %s", tt.lang, tt.path, got, tt.want)
		}
	}
	ctx := With(t.Context(), &View{Lang: "fi", Path: "/paketit/ruska", Query: "hlo=8", BaseURL: "https://hubittaako.example"})
	if got, want := SwitchLang(ctx, "en"), "/en/paketit/ruska?hlo=8&lang=en"; got != want {
		t.Errorf("SwitchLang = %s, want %s", got, want)
	}
	if got, want := Abs(ctx, "/paketit"), "https://hubittaako.example/paketit"; got != want {
		t.Errorf("Abs = %s, want %s", got, want)
	}
}

func TestWithoutAView(t *testing.T) {
	ctx := context.Background()
	if From(ctx).Lang != "fi" || T(ctx, "some.key") != "some.key" {
		t.Error("a context without a view is not harmless")
	}
	var b strings.Builder
	if err := Gallery().Render(ctx, &b); err != nil {
		t.Error(err)
	}
}

func TestAccountMenuHasEachOrganisationOnce(t *testing.T) {
	var names []string
	for _, p := range places(viewed(t, "fi")) {
		names = append(names, p.Name+" "+p.Path)
	}
	want := []string{"Hubittaako /hallinta", "HUBteekki /hubi/1/kayttoaste", "Kolimanrannan Sauna /kumppani/7", "Havu Studio Oy /yritys/12/varaukset"}
	if !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}

func TestNamesFromRightToLeftStandApart(t *testing.T) {
	ctx := viewed(t, "fi")
	apart := "\u2068שלום Oy\u2069"
	if got := T(ctx, "work.choose", "Name", "שלום Oy"); !strings.Contains(got, apart) {
		t.Errorf("%q", got)
	}
	if got := T(ctx, "work.choose", "Name", "Kuusikko Oy 🛶"); strings.ContainsAny(got, "\u2068\u2069") {
		t.Errorf("%q", got)
	}
	args := []any{"Name", "שלום"}
	if T(ctx, "work.choose", args...); args[1] != "שלום" {
		t.Error("the caller's values changed")
	}
}

func TestPlacesLeadBack(t *testing.T) {
	all := Places(viewed(t, "en"))
	if len(all) != 4 || all[1] != (Place{"HUBteekki", "/en/hubi/1/kayttoaste"}) {
		t.Errorf("%+v", all)
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Kolimanrannan Sauna": "KS", "Päiväkävijä": "P", "Anna-Maija Ö": "AM", "": "", "äiti öljy åbo": "äö",
		"🛶 Melojat": "M", "🛶": "🛶", " ": "", "שלום Oy": "שO", "O'Brien": "O", "(demo) Oy": "dO", "42 päivää": "4p", "Kuusikko (demo)": "Kd"} {
		if got := initials(name); got != want {
			t.Errorf("initials(%q) = %q, want %q", name, got, want)
		}
	}
}
