package notify

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners/students"
)

// Students writes the mails about assignments; it is what package students tells. A school's coordinators hear of the company, and
// whoever gave the assignment hears of the coordinator; students get no mail.
type Students struct {
	queue *jobs.Queue
	texts *i18n.Bundle
	link  func(lang, path string) string // absolute address of a page
}

// NewStudents makes it; link gives the absolute address of one of our pages in a language.
func NewStudents(queue *jobs.Queue, texts *i18n.Bundle, link func(lang, path string) string) *Students {
	return &Students{queue: queue, texts: texts, link: link}
}

// Assignment tells the side that has not done it what is new.
func (m *Students) Assignment(ctx context.Context, tx *postgres.Tx, what students.News, a students.Assignment, at students.Meeting, reason string) error {
	var to []accounts.Recipient
	var err error
	if what.ToSchool() {
		to, err = accounts.Coordinators(ctx, tx, a.PartnerID)
	} else if a.PostedBy != 0 {
		to, err = accounts.Reachable(ctx, tx, a.PostedBy)
	}
	if err != nil {
		return err
	}
	for _, one := range to {
		if err := enqueue(ctx, tx, m.queue, m.assignment(what, a, at, reason, one), fmt.Sprintf("students-%d-%d-%d", a.ID, a.Letters, one.PersonID)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Students) assignment(what students.News, a students.Assignment, at students.Meeting, reason string, to accounts.Recipient) letter {
	t := m.texts.For(to.Lang)
	key, args := "students.mail."+string(what), []any{"Title", a.Title, "Company", a.CompanyName, "School", a.SchoolName}
	c := mail.Content{
		Lang: to.Lang, Title: t.T(key+".title", args...), Greeting: t.T("mail.hello", "Name", to.Name), Paragraphs: []string{t.T(key+".text", args...)},
		Facts: [][2]string{{t.T("students.mail.assignment"), a.Title}}, Footer: t.T("students.mail.footer"),
	}
	if reason != "" {
		c.Paragraphs = append(c.Paragraphs, reason)
	}
	if at.ID != 0 {
		c.Facts = append(c.Facts, [2]string{t.T("students.mail.when"), dates.FormatDateTime(at.StartsAt, to.Lang) + "–" + dates.FormatTime(at.EndsAt, to.Lang)},
			[2]string{t.T("students.mail.where"), a.HubName})
	}
	path := fmt.Sprintf("/yritys/%d/toimeksiannot/%d", a.CompanyID, a.ID)
	if what.ToSchool() {
		path = fmt.Sprintf("/kumppani/%d/opiskelijat/%d", a.PartnerID, a.ID)
	}
	c.Button = &mail.Button{Label: t.T("students.mail.button"), URL: m.link(to.Lang, path)}
	return letter{to: to.Email, name: to.Name, lang: to.Lang, subject: t.T(key+".subject", args...), content: c}
}
