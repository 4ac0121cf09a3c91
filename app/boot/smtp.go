package boot

import (
	"errors"
	netmail "net/mail"
	"net/url"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/mail"
)

// onSMTP changes the mail settings; they come from several variables, in any order.
func onSMTP(c *Config, change func(*mail.SMTPConfig)) error {
	if c.SMTP == nil {
		return nil // without a server there is nothing to set
	}
	change(c.SMTP)
	return nil
}

// readSMTP takes smtp:// with STARTTLS and smtps:// with TLS from the first byte.
func readSMTP(c *Config, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Hostname() == "" {
		return errors.New("must be smtp:// or smtps:// and a host")
	}
	s := mail.SMTPConfig{Host: u.Hostname(), Port: 587, Security: mail.StartTLS, FromName: "Hubittaako"}
	switch u.Scheme {
	case "smtp":
	case "smtps":
		s.Port, s.Security = 465, mail.ImplicitTLS
	default:
		return errors.New("must begin with smtp:// or smtps://")
	}
	if u.Port() != "" {
		if s.Port, err = strconv.Atoi(u.Port()); err != nil {
			return errors.New("has a port that is no number")
		}
	}
	s.Username = u.User.Username()
	s.Password, _ = u.User.Password()
	c.SMTP = &s
	return nil
}

func readMailFrom(c *Config, v string) error {
	a, err := netmail.ParseAddress(v)
	if err != nil {
		return errors.New("must be an address, such as Hubittaako <hei@hubittaako.example>")
	}
	return onSMTP(c, func(s *mail.SMTPConfig) { s.From, s.FromName = a.Address, a.Name })
}
