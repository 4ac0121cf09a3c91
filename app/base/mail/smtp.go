package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Ways to protect the connection to the mail server.
const (
	StartTLS      = "starttls"      // the default: the connection is upgraded, or nothing is sent
	ImplicitTLS   = "tls"           // encrypted from the first byte
	Opportunistic = "opportunistic" // upgraded if the server can
	Plain         = "none"          // never upgraded: tests and local relays only
)

// SMTPConfig tells which server to hand mails to, and as whom.
type SMTPConfig struct {
	Host     string
	Port     int
	Username string // empty: no sign-in
	Password string
	Security string // one of the constants above; empty is StartTLS
	From     string // address
	FromName string
	ReplyTo  string        // address, may be empty
	Timeout  time.Duration // for connecting, and again for handing over; 0 is 15 s
	Helo     string        // how we introduce ourselves; empty is the machine's name
}

// SMTP is the Sender for real mail. It opens a connection for each one and is safe for concurrent use.
type SMTP struct {
	config  SMTPConfig
	options []gomail.Option
	domain  string // of From, for message ids
	now     func() time.Time
}

// NewSMTP checks the settings; it doesn't connect yet.
func NewSMTP(config SMTPConfig, now func() time.Time) (*SMTP, error) {
	from, err := mail.ParseAddress(config.From)
	if err != nil {
		return nil, fmt.Errorf("mail: sender address: %w", err)
	}
	if config.Timeout == 0 {
		config.Timeout = 15 * time.Second
	}
	options := []gomail.Option{gomail.WithPort(config.Port), gomail.WithTimeout(config.Timeout), gomail.WithoutNoop()}
	switch config.Security {
	case StartTLS, "":
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case ImplicitTLS:
		options = append(options, gomail.WithSSL())
	case Opportunistic:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		return nil, fmt.Errorf("mail: no such security: %q", config.Security)
	}
	if config.Username != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(config.Username), gomail.WithPassword(config.Password))
	}
	if config.Helo != "" {
		options = append(options, gomail.WithHELO(config.Helo))
	}
	if _, err := gomail.NewClient(config.Host, options...); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	domain := from.Address[strings.LastIndexByte(from.Address, '@')+1:]
	return &SMTP{config: config, options: options, domain: domain, now: now}, nil
}

// Send hands one mail over. It takes twice the timeout at most, whatever the server does.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := s.build(m)
	if err != nil {
		return err
	}
	client, err := gomail.NewClient(s.config.Host, s.options...)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if err == nil || msg.IsDelivered() {
		return nil // once the server has taken it, a clumsy goodbye changes nothing
	}
	if refused(err) {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return fmt.Errorf("mail: %w", err)
}

func (s *SMTP) build(m Message) (*gomail.Msg, error) {
	if m.MessageID == "" {
		return nil, errors.New("mail: no message id")
	}
	msg := gomail.NewMsg()
	if err := msg.FromFormat(s.config.FromName, s.config.From); err != nil {
		return nil, fmt.Errorf("mail: sender: %w", err)
	}
	if s.config.ReplyTo != "" {
		if err := msg.ReplyTo(s.config.ReplyTo); err != nil {
			return nil, fmt.Errorf("mail: reply address: %w", err)
		}
	}
	to, err := mail.ParseAddress(m.To)
	if err != nil {
		return nil, fmt.Errorf("%w: address: %w", ErrRefused, err)
	}
	msg.ToMailAddress(&mail.Address{Name: oneLine(m.ToName), Address: to.Address})
	msg.Subject(oneLine(m.Subject))
	msg.SetMessageIDWithValue(s.messageID(m.MessageID))
	msg.SetDateWithValue(s.now())
	msg.SetGenHeader(gomail.HeaderContentLang, m.Lang)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // so that holiday robots don't answer
	if m.Unsubscribe != "" {                             // RFC 8058: mail programs show a button that posts there
		msg.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+oneLine(m.Unsubscribe)+">")
		msg.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	for _, a := range m.Attachments {
		if err := msg.AttachReader(oneLine(a.Name), bytes.NewReader(a.Body), gomail.WithFileContentType(gomail.ContentType(a.ContentType))); err != nil {
			return nil, fmt.Errorf("mail: attachment %s: %w", a.Name, err)
		}
	}
	return msg, nil
}

func (s *SMTP) messageID(id string) string {
	id = strings.Trim(strings.Join(strings.Fields(id), ""), "<>")
	if !strings.Contains(id, "@") {
		id += "@" + s.domain
	}
	return id
}

// refused says whether the server said no for good to this address or this mail. A no to us (sign-in, sender, policy) is
// our settings' fault: it goes away when somebody mends them, and must not cost the mails of the meantime.
func refused(err error) bool {
	var e *gomail.SendError
	if !errors.As(err, &e) || e.ErrorCode() < 500 || strings.HasPrefix(e.EnhancedStatusCode(), "5.7.") {
		return false
	}
	return e.Reason == gomail.ErrSMTPRcptTo || e.Reason == gomail.ErrSMTPDataClose
}
