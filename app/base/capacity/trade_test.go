package capacity_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func trade(db *postgres.DB, shifts ...capacity.Shift) error {
	return db.InTx(ctx, func(tx *postgres.Tx) error { return capacity.Trade(ctx, tx, shifts) })
}

func shift(booking, resource int64, more int) capacity.Shift {
	return capacity.Shift{Booking: booking, Slot: capacity.Slot{Resource: resource, Day: monday}, More: more}
}

func TestTradeMovesADeskOrNothing(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 2)
	here, there := hub(t, db, 3, 1), hub(t, db, 1, 1)
	if err := take(db, b[0], wants(here, 3, 0)); err != nil {
		t.Fatal(err)
	}
	if err := trade(db, shift(b[0], here, -1), shift(b[0], there, 1)); err != nil {
		t.Fatal(err)
	}
	state := func() string { return fmt.Sprint(taken(t, db, here), taken(t, db, there)) }
	if state() != "[2] [1]" {
		t.Fatal(state())
	}
	var short *capacity.Short
	if err := trade(db, shift(b[0], here, -1), shift(b[0], there, 1)); !errors.As(err, &short) || state() != "[2] [1]" {
		t.Fatalf("into a full hub: %v, %s", err, state())
	}
	if err := trade(db, shift(b[1], there, -1), shift(b[1], here, 1)); err == nil || errors.As(err, &short) || state() != "[2] [1]" {
		t.Fatalf("giving what is another's: %v, %s", err, state())
	}
	if err := trade(db, shift(b[0], here, 1), shift(b[0], here, -1)); err != nil || state() != "[2] [1]" {
		t.Fatalf("nothing on balance: %v, %s", err, state())
	}
}

func TestTwoChangePlacesInFullSlots(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 2)
	here, there := hub(t, db, 2, 1), hub(t, db, 1, 1)
	for i, d := range [][]capacity.Demand{wants(here, 2, 0), wants(there, 1, 0)} {
		if err := take(db, b[i], d); err != nil {
			t.Fatal(err)
		}
	}
	if err := trade(db, shift(b[0], here, -1), shift(b[0], there, 1), shift(b[1], there, -1), shift(b[1], here, 1)); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(taken(t, db, here), taken(t, db, there)); got != "[2] [1]" {
		t.Fatal(got)
	}
	for i, want := range []string{fmt.Sprint(append(wants(here, 1, 0), wants(there, 1, 0)...)), fmt.Sprint(wants(here, 1, 0))} {
		if held, err := capacity.Held(ctx, db, b[i]); err != nil || fmt.Sprint(held) != want {
			t.Errorf("booking %d holds %v, want %s; %v", i, held, want, err)
		}
	}
}
