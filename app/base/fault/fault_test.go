package fault

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestAs(t *testing.T) {
	own := New(Conflict, "fault.x").With("Seats", 3)
	for _, c := range []struct {
		name string
		err  error
		code Code
		key  string
	}{
		{"own", own, Conflict, "fault.x"},
		{"wrapped", fmt.Errorf("while holding: %w", own), Conflict, "fault.x"},
		{"unknown", io.ErrUnexpectedEOF, Internal, "fault.internal"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := As(c.err)
			if e.Code != c.code || e.Key != c.key {
				t.Fatalf("got %s %s", e.Code, e.Key)
			}
		})
	}
	if As(nil) != nil || CodeOf(nil) != "" {
		t.Fatal("nil must stay nil")
	}
	if !errors.Is(As(io.ErrUnexpectedEOF), io.ErrUnexpectedEOF) {
		t.Fatal("the cause is lost")
	}
}

func TestWithDoesNotChangeTheOriginal(t *testing.T) {
	base := New(Conflict, "fault.x").With("A", 1)
	_ = base.With("B", 2)
	if len(base.Args) != 1 {
		t.Fatalf("args leaked: %v", base.Args)
	}
}

func TestCheck(t *testing.T) {
	if Check(nil) != nil {
		t.Fatal("no fields, no error")
	}
	if CodeOf(Check([]Field{{Name: "name", Key: "field.required"}})) != Invalid {
		t.Fatal("field errors are invalid")
	}
}
