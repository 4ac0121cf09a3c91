package boot

import (
	"context"
	"log/slog"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// partnerNews notes what partners should hear of.
type partnerNews struct{ log *slog.Logger }

func (n partnerNews) PartnerDecided(ctx context.Context, _ *postgres.Tx, p partners.Partner, approved bool, _ string) error {
	n.log.InfoContext(ctx, "partner decided", "partner", p.ID, "approved", approved)
	return nil
}

func (n partnerNews) SessionCancelled(ctx context.Context, _ *postgres.Tx, s partners.Session, _ string) error {
	n.log.InfoContext(ctx, "session cancelled", "session", s.ID)
	return nil
}
