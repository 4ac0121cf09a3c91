package mail

import (
	"reflect"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
)

func TestOutboxKeepsAMailOnce(t *testing.T) {
	t.Parallel()
	o := NewOutbox(pgtest.New(t))
	first, second := confirmation(), Message{To: "henkilo1@example.fi", Lang: "en", Subject: "Hello", Text: "Hi", MessageID: "welcome-1"}
	for _, m := range []Message{first, second, first} {
		if err := o.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	list, err := o.List(t.Context(), 10)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d mails, %v", len(list), err)
	}
	if list[0].To != second.To || list[1].To != first.To {
		t.Error("the newest is not first")
	}
	if a := list[1].Attachments; len(a) != 1 || a[0].Name != "jakso.ics" || a[0].Body != nil {
		t.Errorf("a list needs names, not contents: %+v", a)
	}
	got, err := o.Get(t.Context(), list[1].ID)
	if err != nil || got.CreatedAt.IsZero() || !reflect.DeepEqual(got.Message, first) {
		t.Errorf("got %+v, %v\nwant %+v", got.Message, err, first)
	}
	if got, err := o.Get(t.Context(), list[0].ID); err != nil || len(got.Attachments) != 0 {
		t.Errorf("%+v %v", got, err)
	}
	if one, err := o.List(t.Context(), 1); err != nil || len(one) != 1 {
		t.Errorf("limit: %d %v", len(one), err)
	}
	if _, err := o.Get(t.Context(), 1<<40); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("nothing there: %v", err)
	}
	if err := o.Send(t.Context(), Message{}); err == nil {
		t.Error("a mail without an id was kept")
	}
}
