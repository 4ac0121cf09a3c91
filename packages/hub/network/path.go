package network

import (
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Module is a part of the path: what it is about, and the steps to take.
type Module struct {
	ID      int64  `db:"id"`
	TitleFi string `db:"title_fi"`
	TitleEn string `db:"title_en"`
	TextFi  string `db:"text_fi"`
	TextEn  string `db:"text_en"`
	Retired bool   `db:"retired"`
	Steps   []Step `db:"-"`
}

// Step is one thing to do. Ticked says that the actor has done it.
type Step struct {
	ID       int64  `db:"id"`
	ModuleID int64  `db:"module_id"`
	TextFi   string `db:"text_fi"`
	TextEn   string `db:"text_en"`
	Ticked   bool   `db:"ticked"`
}

// Title is what the module is called.
func (m Module) Title() i18n.Text { return i18n.Text{Fi: m.TitleFi, En: m.TitleEn} }

// Text is what it is about.
func (m Module) Text() i18n.Text { return i18n.Text{Fi: m.TextFi, En: m.TextEn} }

// Words are what the step says.
func (s Step) Words() i18n.Text { return i18n.Text{Fi: s.TextFi, En: s.TextEn} }

// Progress is how many steps of how many have been ticked.
type Progress struct{ Done, Of int }

// Complete says that nothing is left.
func (p Progress) Complete() bool { return p.Of > 0 && p.Done == p.Of }

// Progress is how far the actor is with the module.
func (m Module) Progress() Progress {
	p := Progress{Of: len(m.Steps)}
	for _, s := range m.Steps {
		if s.Ticked {
			p.Done++
		}
	}
	return p
}

// Overall is how far the actor is with the whole path; retired modules do not count.
func Overall(modules []Module) (all Progress) {
	for _, m := range modules {
		if !m.Retired {
			p := m.Progress()
			all.Done, all.Of = all.Done+p.Done, all.Of+p.Of
		}
	}
	return all
}

// Next is the first module with something left to do; false where nothing is.
func Next(modules []Module) (Module, bool) {
	for _, m := range modules {
		if p := m.Progress(); !m.Retired && p.Done < p.Of {
			return m, true
		}
	}
	return Module{}, false
}

// Path is the modules in their order with the actor's ticks; network admins get the retired ones too, after the others. Members of
// any hub and network admins may.
func (s *Service) Path(ctx context.Context, actor access.Actor) (list []Module, err error) {
	if err := mayEnter(actor); err != nil {
		return nil, err
	}
	return modules(ctx, s.db, actor, `WHERE retired_at IS NULL OR $1`, actor.IsAdmin())
}

// Module is one of Path. Error: NotFound.
func (s *Service) Module(ctx context.Context, actor access.Actor, id int64) (Module, error) {
	if err := mayEnter(actor); err != nil {
		return Module{}, err
	}
	return module(ctx, s.db, actor, id)
}

func module(ctx context.Context, r postgres.Reader, actor access.Actor, id int64) (Module, error) {
	list, err := modules(ctx, r, actor, `WHERE id = $1 AND (retired_at IS NULL OR $2)`, id, actor.IsAdmin())
	if err == nil && len(list) == 0 {
		err = errNotFound
	}
	if err != nil {
		return Module{}, err
	}
	return list[0], nil
}

func modules(ctx context.Context, r postgres.Reader, actor access.Actor, where string, args ...any) (list []Module, err error) {
	if err = r.Select(ctx, &list, `/* network.modules */
		SELECT id, title_fi, title_en, text_fi, text_en, retired_at IS NOT NULL AS retired FROM network_module `+where+`
		ORDER BY retired_at IS NOT NULL, position, id`, args...); err != nil || len(list) == 0 {
		return nil, err
	}
	ids, at := make([]int64, len(list)), map[int64]*Module{}
	for i := range list {
		ids[i], at[list[i].ID] = list[i].ID, &list[i]
	}
	var steps []Step
	err = r.Select(ctx, &steps, `/* network.steps */
		SELECT s.id, s.module_id, s.text_fi, s.text_en, t.step_id IS NOT NULL AS ticked
		FROM network_step s LEFT JOIN network_tick t ON t.step_id = s.id AND t.person_id = $2
		WHERE s.module_id = ANY ($1) ORDER BY s.position, s.id`, pq.Array(ids), actor.PersonID)
	for _, one := range steps {
		at[one.ModuleID].Steps = append(at[one.ModuleID].Steps, one)
	}
	return list, err
}

// Tick keeps which steps of a module the actor has done: those named are, its others are not. Those who run a hub may. Error:
// NotFound, also for a module off the path.
func (s *Service) Tick(ctx context.Context, actor access.Actor, id int64, done []int64) error {
	if err := mayEnter(actor); err != nil {
		return err
	}
	if !MayTick(actor) {
		return errNotFound
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := module(ctx, tx, access.Actor{}, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* network.untick */
			DELETE FROM network_tick t USING network_step s
			WHERE s.id = t.step_id AND t.person_id = $1 AND s.module_id = $2 AND s.id <> ALL ($3)`, actor.PersonID, id, pq.Array(done)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* network.Tick */
			INSERT INTO network_tick (person_id, step_id) SELECT $1, s.id FROM network_step s WHERE s.module_id = $2 AND s.id = ANY ($3)
			ON CONFLICT DO NOTHING`, actor.PersonID, id, pq.Array(done))
		return err
	})
}
