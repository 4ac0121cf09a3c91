package notify

import (
	"context"
	"fmt"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// Learning writes the mails about courses; it is what package learning tells. The keys of its mails begin with "learning-": once
// such a mail has gone out, package learning forgets where.
type Learning struct {
	queue *jobs.Queue
	texts *i18n.Bundle
	link  func(lang, path string) string // absolute address of a page
}

// NewLearning makes it; link gives the absolute address of one of our pages in a language.
func NewLearning(queue *jobs.Queue, texts *i18n.Bundle, link func(lang, path string) string) *Learning {
	return &Learning{queue: queue, texts: texts, link: link}
}

const learningPath = "/opi"

// SeatAsked sends the link that takes a seat.
func (m *Learning) SeatAsked(ctx context.Context, tx *postgres.Tx, c learning.Course, s learning.Seat) error {
	return enqueue(ctx, tx, m.queue, m.seat("asked", c, s), fmt.Sprintf("learning-seat-%d-%d", s.ID, s.Letters))
}

// SeatTaken says that a seat is taken, with the link that gives it back.
func (m *Learning) SeatTaken(ctx context.Context, tx *postgres.Tx, c learning.Course, s learning.Seat) error {
	return enqueue(ctx, tx, m.queue, m.seat("taken", c, s), fmt.Sprintf("learning-seat-%d-%d", s.ID, s.Letters))
}

func (m *Learning) seat(what string, c learning.Course, s learning.Seat) letter {
	t := m.texts.For(s.Lang)
	key, args := "learning.mail."+what, []any{"Title", c.Title(s.Lang), "Hub", c.HubName}
	return letter{to: s.Email, name: s.Name, lang: s.Lang, subject: t.T(key+".subject", args...), content: mail.Content{
		Lang: s.Lang, Title: t.T(key+".title", args...), Greeting: t.T("event.mail.hello", "Name", s.Name), Paragraphs: []string{t.T(key+".text", args...), t.T("learning.mail.enrol")},
		Facts:  [][2]string{{t.T("learning.mail.days"), dates.FormatRange(c.StartsOn, c.EndsOn, s.Lang)}, {t.T("learning.mail.where"), c.HubName + ", " + c.HubMunicipality}},
		Button: &mail.Button{Label: t.T(key + ".button"), URL: m.link(s.Lang, learningPath+"/paikka/"+s.Token)}, Footer: t.T("learning.mail.footer"),
	}}
}

func newsPath(r learning.Reader) string { return learningPath + "/uutiset/" + r.Token }

// NewsAsked sends the link that starts the news of courses.
func (m *Learning) NewsAsked(ctx context.Context, tx *postgres.Tx, r learning.Reader) error {
	return enqueue(ctx, tx, m.queue, m.newsAsked(r), fmt.Sprintf("learning-news-%d-%d", r.ID, r.Letters))
}

func (m *Learning) newsAsked(r learning.Reader) letter {
	t := m.texts.For(r.Lang)
	return letter{to: r.Email, lang: r.Lang, subject: t.T("learning.mail.news.subject"), content: mail.Content{
		Lang: r.Lang, Title: t.T("learning.mail.news.title"), Greeting: t.T("event.mail.hello_reader"), Paragraphs: []string{t.T("learning.mail.news.text", "Themes", themes(t, r))},
		Button: &mail.Button{Label: t.T("learning.mail.news.button"), URL: m.link(r.Lang, newsPath(r))}, Footer: t.T("learning.mail.news.footer"),
	}}
}

func themes(t *i18n.Translator, r learning.Reader) string {
	names := make([]string, len(r.Themes))
	for i, theme := range r.Themes {
		names[i] = t.T("learning.theme." + theme)
	}
	return strings.Join(names, ", ")
}

// CoursePublished tells a reader of a new course. Mail programs offer to end such mails by one click (RFC 8058).
func (m *Learning) CoursePublished(ctx context.Context, tx *postgres.Tx, c learning.Course, r learning.Reader) error {
	return enqueue(ctx, tx, m.queue, m.published(c, r), fmt.Sprintf("learning-course-%d-%d", c.ID, r.ID))
}

func (m *Learning) published(c learning.Course, r learning.Reader) letter {
	t := m.texts.For(r.Lang)
	title, summary := c.Title(r.Lang), c.SummaryText().In(r.Lang)
	return letter{
		to: r.Email, lang: r.Lang, subject: t.T("learning.mail.course.subject", "Title", title), content: mail.Content{
			Lang: r.Lang, Title: title, Greeting: t.T("event.mail.hello_reader"), Paragraphs: []string{t.T("learning.mail.course.text", "Partner", c.PartnerName), summary},
			Facts:  [][2]string{{t.T("learning.mail.days"), dates.FormatRange(c.StartsOn, c.EndsOn, r.Lang)}},
			Button: &mail.Button{Label: t.T("learning.mail.course.button"), URL: m.link(r.Lang, learningPath+"/"+c.Slug)},
			Footer: t.T("learning.mail.course.footer", "Link", m.link(r.Lang, newsPath(r))),
		},
		unsubscribe: m.link(i18n.First, newsPath(r)+"/lopeta"),
	}
}
