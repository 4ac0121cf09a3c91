package webtest

import (
	"html"
	"maps"
	"net/url"
	"regexp"
	"strings"
)

// Form is a form of a page, filled as the page has it, or one that is made up, see Browser.Form.
type Form struct {
	Action string
	url.Values
}

// At is the same form sent elsewhere, as one of its buttons may want.
func (f Form) At(action string) Form { return Form{action, f.Values} }

func (f Form) with(pairs []string) Form {
	values := url.Values{}
	maps.Copy(values, f.Values)
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return Form{f.Action, values}
}

var (
	formTag = regexp.MustCompile(`(?s)<form\b([^>]*)>(.*?)</form>`)
	control = regexp.MustCompile(`(?s)<input\b([^>]*)>|<select\b([^>]*)>(.*?)</select>|<textarea\b([^>]*)>(.*?)</textarea>`)
	attr    = regexp.MustCompile(`([\w-]+)(?:="([^"]*)")?`)
	chosen  = regexp.MustCompile(`<option value="([^"]*)" selected`)
	first   = regexp.MustCompile(`<option value="([^"]*)"`)
)

// Form finds the form whose address ends so, as a browser without script would send it untouched.
func (a Answer) Form(action string) Form {
	a.t.Helper()
	forms := a.Forms(action)
	if len(forms) == 0 {
		a.t.Fatalf("%s has no form to %q\n%s", a.Request.URL, action, a.Body)
	}
	return forms[0]
}

// Forms are all forms whose address ends so.
func (a Answer) Forms(action string) []Form {
	var list []Form
	for _, m := range formTag.FindAllStringSubmatch(a.Raw, -1) {
		at := attributes(m[1])
		if strings.HasSuffix(at["action"], action) && at["method"] == "post" {
			list = append(list, Form{at["action"], controls(m[2])})
		}
	}
	return list
}

func controls(text string) url.Values {
	values := url.Values{}
	for _, m := range control.FindAllStringSubmatch(text, -1) {
		at := attributes(m[1] + m[2] + m[4])
		_, checked := at["checked"]
		switch {
		case (at["type"] == "checkbox" || at["type"] == "radio") && !checked:
			continue
		case m[2] != "":
			option := chosen.FindStringSubmatch(m[3])
			if option == nil {
				option = first.FindStringSubmatch(m[3])
			}
			values.Add(at["name"], html.UnescapeString(option[1]))
		case m[4] != "":
			values.Add(at["name"], html.UnescapeString(m[5]))
		default:
			values.Add(at["name"], at["value"])
		}
	}
	return values
}

func attributes(tag string) map[string]string {
	at := map[string]string{}
	for _, m := range attr.FindAllStringSubmatch(tag, -1) {
		at[m[1]] = html.UnescapeString(m[2])
	}
	return at
}
