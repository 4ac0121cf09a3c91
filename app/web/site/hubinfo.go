package site

import (
	"context"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// details are what a hub says of itself besides its facts.
type details struct{ hub.Details }

// said is whether there is anything to show of what is in the hub.
func (d details) said() bool {
	return len(d.Facilities)+len(d.Languages) > 0 || d.Access != "" || d.AccessFi != "" || d.DownMbps > 0 || d.RulesFi != ""
}

func detailFacts(ctx context.Context, d details) (list []ui.Fact) {
	if d.DownMbps > 0 {
		list = append(list, ui.Fact{Term: ui.T(ctx, "hubinfo.internet"), Text: ui.T(ctx, "hubinfo.speed", "Down", d.DownMbps, "Up", d.UpMbps, "Day", ui.Date(ctx, d.MeasuredOn))})
	}
	if d.Access != "" {
		list = append(list, ui.Fact{Term: ui.T(ctx, "hubinfo.access"), Text: ui.T(ctx, "hubinfo.access_model."+d.Access)})
	}
	if len(d.Languages) > 0 {
		names := make([]string, len(d.Languages))
		for i, l := range d.Languages {
			names[i] = ui.T(ctx, "hubinfo.language."+l)
		}
		list = append(list, ui.Fact{Term: ui.T(ctx, "hubinfo.languages"), Text: strings.Join(names, ", ")})
	}
	return list
}

type approach struct {
	name string
	text i18n.Text
}

func waysOf(d details) (list []approach) {
	all := d.Ways()
	for _, name := range []string{"road", "coach", "rail", "parking"} {
		if all[name].Fi != "" {
			list = append(list, approach{name, all[name]})
		}
	}
	return list
}
