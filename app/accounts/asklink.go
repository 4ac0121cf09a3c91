package accounts

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// AskLinkForm asks for a mail with a link to sign in or to set a new password.
type AskLinkForm struct {
	Email string `form:"email" validate:"required,email,max=254"`
	Next  string `form:"next"`
	Lang  string // the page's language
}

func (f *AskLinkForm) clean() {
	f.Email = cleanEmail(f.Email)
	f.Next = ownPath(f.Next)
	f.Lang = knownLang(f.Lang)
}

// AskSignInLink mails a link that signs in. Anybody may ask, and the answer is the same whether there is an account: an
// address without one gets a mail that says so. Errors: Invalid with fields, TooMany "fault.too_many_attempts".
func (s *Service) AskSignInLink(ctx context.Context, f AskLinkForm, c Client) error {
	return s.askLink(ctx, PurposeSignIn, f, c)
}

// AskReset mails a link that sets a new password; otherwise as AskSignInLink.
func (s *Service) AskReset(ctx context.Context, f AskLinkForm, c Client) error {
	return s.askLink(ctx, PurposeReset, f, c)
}

func (s *Service) askLink(ctx context.Context, purpose Purpose, f AskLinkForm, c Client) error {
	f.clean()
	if err := fault.Check(s.forms.faults(f)); err != nil {
		return err
	}
	if _, err := s.count(ctx, mailLimits(f.Email, c.IP)...); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := findPerson(ctx, tx, f.Email)
		if err != nil {
			return err
		}
		if !p.mayEnter() {
			return s.mail(ctx, tx, letter{kind: "no_account", to: f.Email, lang: f.Lang, link: s.baseURL + langPath(f.Lang)})
		}
		l := link{Purpose: purpose, Email: p.Email, Lang: p.Lang, PersonID: p.ID, NextPath: f.Next}
		address, err := l.insert(ctx, tx, s.baseURL)
		if err != nil {
			return err
		}
		return s.mail(ctx, tx, letter{kind: string(purpose), to: p.Email, toName: p.Name, lang: p.Lang, link: address})
	})
}

func knownLang(lang string) string {
	switch lang {
	case "en", "sv":
		return lang
	}
	return "fi"
}
