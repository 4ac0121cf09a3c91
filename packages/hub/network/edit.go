package network

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

const (
	maxTitle = 120
	maxText  = 5000
	maxStep  = 300
	maxSteps = 40
	maxPlace = 99 // of a step on its list
)

// ModuleForm is a module as it is written. A step without words is taken away, and everybody's tick of it.
type ModuleForm struct {
	TitleFi string     `form:"title_fi"`
	TitleEn string     `form:"title_en"`
	TextFi  string     `form:"text_fi"`
	TextEn  string     `form:"text_en"`
	Steps   []StepForm `form:"steps"`
}

// StepForm is one step of it; ID is 0 for a new one. Steps stand by Place, those without one after the others.
type StepForm struct {
	ID     int64  `form:"id"`
	Place  int    `form:"place"`
	TextFi string `form:"fi"`
	TextEn string `form:"en"`
}

func (s StepForm) empty() bool { return s.TextFi == "" && s.TextEn == "" }

func (f *ModuleForm) check() error {
	f.TitleFi, f.TitleEn, f.TextFi, f.TextEn = typed.Line(f.TitleFi), typed.Line(f.TitleEn), typed.Text(f.TextFi), typed.Text(f.TextEn)
	var c checker
	c.text("title_fi", f.TitleFi, maxTitle, true)
	c.text("title_en", f.TitleEn, maxTitle, false)
	c.text("text_fi", f.TextFi, maxText, true)
	c.text("text_en", f.TextEn, maxText, false)
	kept := 0
	for i := range f.Steps {
		s := &f.Steps[i]
		if s.TextFi, s.TextEn = typed.Line(s.TextFi), typed.Line(s.TextEn); s.empty() {
			continue
		}
		kept++
		c.text(fmt.Sprintf("steps.%d.fi", i), s.TextFi, maxStep, true)
		c.text(fmt.Sprintf("steps.%d.en", i), s.TextEn, maxStep, false)
		c.add(s.Place < 0 || s.Place > maxPlace, fmt.Sprintf("steps.%d.place", i), "field.range", "Min", 1, "Max", maxPlace)
	}
	c.add(kept == 0, "steps.0.fi", "field.required")
	c.add(kept > maxSteps, "steps.0.fi", "field.max_items", "Max", maxSteps)
	return fault.Check(c.fields)
}

// AddModule puts a new module at the end of the path. Network admins may. The same operation key gives the same module. Errors:
// Invalid with fields.
func (s *Service) AddModule(ctx context.Context, actor access.Actor, f ModuleForm, op uuid.UUID) (id int64, err error) {
	if err := actor.MayAdmin(); err != nil {
		return 0, err
	}
	if err := f.check(); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		err := tx.Get(ctx, &id, `/* network.AddModule */
			INSERT INTO network_module (op_key, position, title_fi, title_en, text_fi, text_en)
			SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5 FROM network_module ON CONFLICT (op_key) DO NOTHING RETURNING id`,
			op, f.TitleFi, f.TitleEn, f.TextFi, f.TextEn)
		if errors.Is(err, sql.ErrNoRows) {
			return tx.Get(ctx, &id, `/* network.moduleByKey */ SELECT id FROM network_module WHERE op_key = $1`, op)
		}
		if err != nil {
			return err
		}
		return writeSteps(ctx, tx, id, f.Steps)
	})
	return id, err
}

// EditModule writes a module anew. What others have ticked stays, but for steps that are taken away. Network admins may. Errors:
// NotFound, Invalid with fields.
func (s *Service) EditModule(ctx context.Context, actor access.Actor, id int64, f ModuleForm) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	if err := f.check(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if err := found(tx.Get(ctx, &id, `/* network.EditModule */
			UPDATE network_module SET title_fi = $2, title_en = $3, text_fi = $4, text_en = $5 WHERE id = $1 RETURNING id`,
			id, f.TitleFi, f.TitleEn, f.TextFi, f.TextEn)); err != nil {
			return err
		}
		return writeSteps(ctx, tx, id, f.Steps)
	})
}

// inOrder are the steps by their place; equal ones as the form has them.
func inOrder(steps []StepForm) []StepForm {
	list := slices.Clone(steps)
	slices.SortStableFunc(list, func(a, b StepForm) int {
		return cmp.Compare(cmp.Or(a.Place, maxPlace+1), cmp.Or(b.Place, maxPlace+1))
	})
	return list
}

// writeSteps makes a module's steps those of the form, in their order. A step that the form does not know of, because somebody else
// has added it meanwhile, stays; one that another has taken away is there again.
func writeSteps(ctx context.Context, tx *postgres.Tx, module int64, steps []StepForm) error {
	var gone []int64
	for _, one := range steps {
		if one.ID != 0 && one.empty() {
			gone = append(gone, one.ID)
		}
	}
	if _, err := tx.Exec(ctx, `/* network.dropSteps */ DELETE FROM network_step WHERE module_id = $1 AND id = ANY ($2)`, module, pq.Array(gone)); err != nil {
		return err
	}
	for i, one := range inOrder(steps) {
		if one.empty() {
			continue
		}
		res, err := tx.Exec(ctx, `/* network.setStep */ UPDATE network_step SET position = $3, text_fi = $4, text_en = $5 WHERE module_id = $1 AND id = $2`,
			module, one.ID, i, one.TextFi, one.TextEn)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			if err != nil {
				return err
			}
			continue
		}
		if _, err := tx.Exec(ctx, `/* network.addStep */ INSERT INTO network_step (module_id, position, text_fi, text_en) VALUES ($1, $2, $3, $4)`,
			module, i, one.TextFi, one.TextEn); err != nil {
			return err
		}
	}
	return nil
}

// MoveModule moves a module one place on the path: up is towards its beginning. At the end of the path nothing happens. Network
// admins may. Error: NotFound, also for a module off the path.
func (s *Service) MoveModule(ctx context.Context, actor access.Actor, id int64, up bool) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var ids []int64
		if err := tx.Select(ctx, &ids, `/* network.order */ SELECT id FROM network_module WHERE retired_at IS NULL ORDER BY position, id FOR UPDATE`); err != nil {
			return err
		}
		at := slices.Index(ids, id)
		if at < 0 {
			return errNotFound
		}
		to := at + 1
		if up {
			to = at - 1
		}
		if to < 0 || to >= len(ids) {
			return nil
		}
		ids[at], ids[to] = ids[to], ids[at]
		_, err := tx.Exec(ctx, `/* network.MoveModule */
			UPDATE network_module m SET position = n.place FROM unnest($1::bigint[]) WITH ORDINALITY AS n (id, place) WHERE m.id = n.id`, pq.Array(ids))
		return err
	})
}

// RetireModule takes a module off the path, or puts it back with everybody's ticks. Network admins may. Error: NotFound.
func (s *Service) RetireModule(ctx context.Context, actor access.Actor, id int64, retired bool) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		return found(tx.Get(ctx, &id, `/* network.RetireModule */
			UPDATE network_module SET retired_at = CASE WHEN $2 THEN coalesce(retired_at, $3) END WHERE id = $1 RETURNING id`, id, retired, s.now()))
	})
}
