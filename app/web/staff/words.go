package staff

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

func vatOptions(ctx context.Context) (all []ui.Option) {
	for _, class := range money.Classes() {
		all = append(all, ui.Option{Value: string(class), Label: stayview.VATClass(ctx, class)})
	}
	return all
}

// said is a message with the arguments that a service gave.
func said(ctx context.Context, key string, args map[string]any, more ...any) string {
	for name, v := range args {
		more = append(more, name, v)
	}
	return ui.T(ctx, key, more...)
}
