package hub

import "context"

// Network is the hubs that the map of the network shows: those of List, then the ones that have ended. An ended hub that was
// never described was a mistake and is left out.
func (s *Service) Network(ctx context.Context) ([]Hub, error) {
	return s.load(ctx, s.db, `WHERE status <> 'closed' OR intro_fi <> '' ORDER BY status = 'closed', status = 'planned', demo, name`)
}
