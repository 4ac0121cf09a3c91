package notify_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/app/notify"
)

func TestAdminsReadFeedbackInTheirOwnLanguage(t *testing.T) {
	p := newPost(t)
	p.runs(t, "verkosto1@example.fi", "fi")
	p.runs(t, "verkosto2@example.fi", "en")
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := i18n.Load(os.DirFS("../web/locales"))
	if err != nil {
		t.Fatal(err)
	}
	link := func(lang, path string) string { return "https://hubittaako.test/" + lang + path }
	service := feedback.New(p.DB, notify.NewFeedback(queue, texts, link), func(context.Context, string) error { return nil }, time.Now)
	op := uuid.New()
	var ref string
	for range 2 { // the form is sent twice
		ref, err = service.Give(t.Context(), feedback.Form{Topic: "access", Body: "Kello ei kuulu.", Page: "/paketit", Email: "kuulija@example.fi", Lang: "fi"}, "", op)
		if err != nil {
			t.Fatal(err)
		}
	}
	list := p.mails(t, "feedback-"+ref)
	if len(list) != 3 { // the network has an admin of its own
		t.Fatalf("%d mails", len(list))
	}
	said := 0
	for _, m := range list {
		switch m.To {
		case "verkosto1@example.fi":
			wantMail(t, m, m.To, "Palaute "+ref+": Saavutettavuus", "Kello ei kuulu.", "/paketit", "kuulija@example.fi", "Vastaa viimeistään", "https://hubittaako.test/fi/hallinta/palaute")
		case "verkosto2@example.fi":
			wantMail(t, m, m.To, "Feedback "+ref+": Accessibility", "Kello ei kuulu.", "Answer by", "https://hubittaako.test/en/hallinta/palaute")
		default:
			continue
		}
		said++
	}
	if said != 2 {
		t.Errorf("%d of 2 admins", said)
	}
}
