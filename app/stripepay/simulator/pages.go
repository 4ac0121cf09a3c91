package simulator

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
)

//go:embed pages
var pageFiles embed.FS

// pages draws the pay page in the languages it knows.
type pages struct {
	tmpl  *template.Template
	texts *i18n.Bundle
}

func newPages() (*pages, error) {
	files, err := fs.Sub(pageFiles, "pages")
	if err != nil {
		return nil, fmt.Errorf("stripe simulator: %w", err)
	}
	texts, err := i18n.Load(files)
	if err != nil {
		return nil, fmt.Errorf("stripe simulator: %w", err)
	}
	tmpl, err := template.ParseFS(files, "pay.html")
	if err != nil {
		return nil, fmt.Errorf("stripe simulator: %w", err)
	}
	return &pages{tmpl: tmpl, texts: texts}, nil
}

// payPage is what the template shows. Items are empty when there is nothing to pay any more.
type payPage struct {
	*i18n.Translator

	Title, Text        string
	Reference          string
	Base, Action       string
	Items              []payLine
	Total, Email       string
	Until              string
	Open, Declined     bool
	Onward, OnwardText string
}

type payLine struct {
	Name, Unit, Amount string
	Quantity           int64
}

func (s *Server) routePages(mux *http.ServeMux) {
	mux.HandleFunc("GET /c/pay/{id}", s.showPay)
	mux.HandleFunc("POST /c/pay/{id}", s.doPay)
	mux.HandleFunc("GET /assets/pay.css", s.asset("pages/pay.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /assets/icon.svg", s.asset("pages/icon.svg", "image/svg+xml"))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.draw(w, r, nil, http.StatusNotFound, false) })
}

func (s *Server) payURL(id string) string { return s.base + "/c/pay/" + url.PathEscape(id) }

func (s *Server) showPay(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, false)
}

func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, declined bool) {
	ses := s.snapshot(r.PathValue("id"))
	if ses == nil {
		status = http.StatusNotFound
	}
	s.draw(w, r, ses, status, declined)
}

// doPay carries out what the button said. A session that somebody else finished meanwhile is shown as it is.
func (s *Server) doPay(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	switch r.PostFormValue("do") {
	case "pay":
		if err := s.Pay(id); err == nil {
			http.Redirect(w, r, s.snapshot(id).successURL(), http.StatusSeeOther)
			return
		}
		s.show(w, r, http.StatusConflict, false)
	case "decline":
		declined := !errors.Is(s.Decline(id), errNotOpen)
		s.show(w, r, http.StatusPaymentRequired, declined)
	default:
		s.show(w, r, http.StatusBadRequest, false)
	}
}

// snapshot is a copy of a session as it is now, nil when there is none.
func (s *Server) snapshot(id string) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	ses, ok := s.look(id)
	if !ok {
		return nil
	}
	c := *ses
	c.Items = slices.Clone(ses.Items)
	return &c
}

func (s *Server) draw(w http.ResponseWriter, r *http.Request, ses *session, status int, declined bool) {
	page := s.page(ses, r.Header.Get("Accept-Language"))
	page.Declined = declined && page.Open
	var b bytes.Buffer
	if err := s.pages.tmpl.ExecuteTemplate(&b, "pay.html", page); err != nil {
		s.cfg.Logger.Error("stripe simulator: the page was not drawn", "error", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", page.Lang())
	h.Set("Content-Security-Policy", policy(ses))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a browser that went away is its own affair
}

// policy allows nothing but our own style and picture. Browsers hold the redirect that answers a form against
// form-action as well, so the shop that paying leads back to must be named.
func policy(ses *session) string {
	form := "'self'"
	if ses != nil {
		if u, err := url.Parse(ses.successURL()); err == nil && u.Host != "" {
			form += " " + u.Scheme + "://" + u.Host
		}
	}
	return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action " + form
}

func (s *Server) page(ses *session, accept string) payPage {
	if ses == nil {
		tr := s.pages.texts.For(s.pages.texts.Match(accept))
		return payPage{Translator: tr, Base: s.base, Title: tr.T("missing.title"), Text: tr.T("missing.text")}
	}
	lang := ses.Locale
	if !slices.Contains(s.pages.texts.Languages(), lang) {
		lang = s.pages.texts.Match(accept)
	}
	p := payPage{Translator: s.pages.texts.For(lang), Base: s.base, Action: s.payURL(ses.ID), Reference: ses.Reference}
	switch {
	case ses.Status == open:
		p.fillOpen(ses)
	case ses.Status == expired:
		p.close("expired", webLink(ses.CancelURL), p.T("expired.onward"))
	case ses.PaymentStatus == paid:
		p.close("complete", webLink(ses.successURL()), p.T("complete.onward"))
	default:
		p.close("processing", webLink(ses.successURL()), p.T("complete.onward"))
	}
	return p
}

func (p *payPage) fillOpen(ses *session) {
	lang := p.Lang()
	p.Open, p.Title = true, p.T("open.title")
	for _, i := range ses.Items {
		p.Items = append(p.Items, payLine{
			Name: i.Name, Quantity: i.Quantity, Unit: money.Format(i.UnitCents, lang), Amount: money.Format(i.Cents(), lang),
		})
	}
	p.Total, p.Email = money.Format(ses.Total, lang), ses.Email
	p.Until = dates.FormatDateTime(ses.ExpiresAt, lang)
	p.Onward = webLink(ses.CancelURL)
}

func (p *payPage) close(state, onward, text string) {
	p.Title, p.Text = p.T(state+".title"), p.T(state+".text")
	p.Onward, p.OnwardText = onward, text
}

// webLink lets only addresses of pages become links.
func webLink(raw string) string {
	if strings.HasPrefix(raw, "https://") || strings.HasPrefix(raw, "http://") {
		return raw
	}
	return ""
}

func (s *Server) asset(name, kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		b, err := pageFiles.ReadFile(name)
		if err != nil {
			http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = w.Write(b)
	}
}
