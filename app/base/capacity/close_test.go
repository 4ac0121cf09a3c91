package capacity_test

import (
	"errors"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func TestCloseKeepsWhatIsTakenAndSellsNoMore(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ids := bookings(t, db, 2)
	desks, other := hub(t, db, 4, 2), hub(t, db, 4, 1)
	if err := take(db, ids[0], wants(desks, 3, 0, 1)); err != nil {
		t.Fatal(err)
	}
	var taken int
	err := db.InTx(ctx, func(tx *postgres.Tx) (err error) {
		taken, err = capacity.Close(ctx, tx, desks)
		return err
	})
	if err != nil || taken != 6 {
		t.Fatalf("%d taken, %v", taken, err)
	}
	var short *capacity.Short
	if err := take(db, ids[1], wants(desks, 1, 0)); !errors.As(err, &short) {
		t.Errorf("a closed resource was sold: %v", err)
	}
	if err := take(db, ids[1], wants(other, 1, 0)); err != nil {
		t.Errorf("another resource was closed too: %v", err)
	}
	states, err := capacity.States(ctx, db, []int64{desks}, monday, monday.AddDays(2))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		if s.Capacity != 3 || s.Taken != 3 {
			t.Errorf("%+v", s)
		}
	}
}
