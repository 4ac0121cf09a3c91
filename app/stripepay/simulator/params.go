package simulator

import (
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// params are the parameters of one request in Stripe's bracket notation, "line_items[0][quantity]=2".
type params struct{ v url.Values }

var (
	index   = regexp.MustCompile(`\[\d+\]`)
	metaKey = regexp.MustCompile(`(metadata\]?)\[[^\]]+\]$`)
)

// only refuses what an endpoint does not know, as Stripe does: a misspelt parameter must not pass unseen. Names are
// given with [] for any index and metadata[*] for any key.
func (p params) only(known ...string) *apiError {
	names := make([]string, 0, len(p.v))
	for name := range p.v {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if !slices.Contains(known, shape(name)) {
			return badParam(name, "parameter_unknown", "Received unknown parameter: "+name)
		}
	}
	return nil
}

// shape turns "line_items[3][quantity]" into "line_items[][quantity]" and "metadata[x]" into "metadata[*]".
func shape(name string) string {
	return index.ReplaceAllString(metaKey.ReplaceAllString(name, "$1[*]"), "[]")
}

func (p params) text(name string) string { return p.v.Get(name) }

// number reads an integer; a missing one is def.
func (p params) number(name string, def int64) (int64, *apiError) {
	raw, ok := p.v[name]
	if !ok {
		return def, nil
	}
	n, err := strconv.ParseInt(raw[0], 10, 64)
	if err != nil {
		return 0, badParam(name, "parameter_invalid_integer", "Invalid integer: "+raw[0])
	}
	return n, nil
}

// metadata collects prefix[key]=value.
func (p params) metadata(prefix string) map[string]string {
	out := map[string]string{}
	for name := range p.v {
		if key, ok := strings.CutPrefix(name, prefix+"["); ok && strings.HasSuffix(key, "]") {
			out[strings.TrimSuffix(key, "]")] = p.v.Get(name)
		}
	}
	return out
}

// expands says whether the caller wants an object in place of its id.
func (p params) expands(field string) bool {
	for name, values := range p.v {
		if shape(name) == "expand[]" && slices.Contains(values, field) {
			return true
		}
	}
	return false
}

func (p params) has(prefix string) bool {
	for name := range p.v {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
