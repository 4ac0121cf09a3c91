package mail

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	smtp "github.com/emersion/go-smtp"
)

// server is a mail server whose answers a test chooses.
type server struct {
	rcpt func(to string) error
	data error
	got  chan string
}

func (s *server) NewSession(*smtp.Conn) (smtp.Session, error) { return session{s}, nil }

type session struct{ *server }

func (session) Mail(string, *smtp.MailOptions) error { return nil }
func (s session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.rcpt != nil {
		return s.rcpt(to)
	}
	return nil
}
func (s session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err == nil && s.data == nil {
		s.got <- string(b)
	}
	return s.data
}
func (session) Reset()        {}
func (session) Logout() error { return nil }

func start(t *testing.T, s *server) *SMTP {
	t.Helper()
	s.got = make(chan string, 4)
	listener := listen(t)
	srv := smtp.NewServer(s)
	srv.Domain = "localhost"
	go srv.Serve(listener)
	t.Cleanup(func() { srv.Close() })
	return client(t, listener, SMTPConfig{Security: Plain})
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener
}

var noon = time.Date(2027, 6, 7, 9, 0, 0, 0, time.UTC)

func client(t *testing.T, listener net.Listener, config SMTPConfig) *SMTP {
	t.Helper()
	config.Host, config.Port = "127.0.0.1", listener.Addr().(*net.TCPAddr).Port
	config.From, config.FromName, config.ReplyTo = "jaksot@hubittaako.example", "Hubittaako Äänekoski", "apua@hubittaako.example"
	sender, err := NewSMTP(config, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

func confirmation() Message {
	return Message{
		To: "paakayttaja@example.fi", ToName: "Pääkäyttäjä Ö", Lang: "fi", Subject: "Jakso vahvistettu – 1\u00a0234,50\u00a0€", MessageID: "booking-confirmed-17",
		Text: "Hei pääkäyttäjä!\n\nNähdään järvellä.\n", HTML: "<p>Hei pääkäyttäjä!</p>",
		Attachments: []Attachment{{Name: "jakso.ics", ContentType: "text/calendar; charset=utf-8; method=PUBLISH", Body: []byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")}},
	}
}

func TestAMailArrivesWhole(t *testing.T) {
	s := &server{}
	sender := start(t, s)
	if err := sender.Send(t.Context(), confirmation()); err != nil {
		t.Fatal(err)
	}
	m, err := netmail.ReadMessage(strings.NewReader(<-s.got))
	if err != nil {
		t.Fatal(err)
	}
	words := &mime.WordDecoder{}
	for name, want := range map[string]string{
		"Subject": "Jakso vahvistettu – 1\u00a0234,50\u00a0€", "From": `"Hubittaako Äänekoski" <jaksot@hubittaako.example>`,
		"To": `"Pääkäyttäjä Ö" <paakayttaja@example.fi>`, "Reply-To": "<apua@hubittaako.example>", "Message-Id": "<booking-confirmed-17@hubittaako.example>",
		"Auto-Submitted": "auto-generated", "Content-Language": "fi", "Date": "Mon, 07 Jun 2027 09:00:00 +0000",
	} {
		if got, err := words.DecodeHeader(m.Header.Get(name)); err != nil || strings.ReplaceAll(got, `"`, "") != strings.ReplaceAll(want, `"`, "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	parts := map[string]string{}
	collect(t, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, parts)
	for kind, want := range map[string]string{
		"text/plain": confirmation().Text, "text/html": confirmation().HTML, "text/calendar": string(confirmation().Attachments[0].Body),
	} {
		if got := strings.ReplaceAll(parts[kind], "\r\n", "\n"); got != strings.ReplaceAll(want, "\r\n", "\n") {
			t.Errorf("%s is %q, want %q", kind, got, want)
		}
	}
	if parts["multipart/alternative"] == "" || parts["multipart/mixed"] == "" {
		t.Errorf("structure %v", parts)
	}
}

func collect(t *testing.T, contentType, encoding string, body io.Reader, into map[string]string) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(kind, "multipart/") {
		into[kind] = "seen"
		reader := multipart.NewReader(body, params["boundary"])
		for {
			p, err := reader.NextRawPart()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			collect(t, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, into)
		}
	}
	switch encoding {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	b, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	into[kind] = string(b)
}

func TestHeadersCannotBeSmuggledIn(t *testing.T) {
	s := &server{}
	sender := start(t, s)
	m := confirmation()
	m.Subject = "Hei\r\nBcc: kaikki@example.fi\r\n\r\nviesti"
	m.ToName = "Pääkäyttäjä\r\nX-Evil: 1"
	m.MessageID = "<a@b.example>\r\nX-Evil: 2"
	m.Attachments[0].Name = "a.ics\r\nX-Evil: 3"
	if err := sender.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got, err := netmail.ReadMessage(strings.NewReader(<-s.got))
	if err != nil {
		t.Fatal(err)
	}
	if got.Header.Get("Bcc") != "" || got.Header.Get("X-Evil") != "" {
		t.Errorf("headers %v", got.Header)
	}
	b, _ := io.ReadAll(got.Body)
	if strings.Contains(string(b), "\nX-Evil") {
		t.Errorf("a part has a header of its own:\n%s", b)
	}
	if subject, _ := (&mime.WordDecoder{}).DecodeHeader(got.Header.Get("Subject")); subject != "Hei Bcc: kaikki@example.fi viesti" {
		t.Errorf("subject %q", subject)
	}
}

// TestAMailingCanBeLeftByOneClick: mail programs show their button only when both headers are there.
func TestAMailingCanBeLeftByOneClick(t *testing.T) {
	s := &server{}
	sender := start(t, s)
	for address, want := range map[string][2]string{
		"https://hubittaako.example/kirje/abc": {"<https://hubittaako.example/kirje/abc>", "List-Unsubscribe=One-Click"},
		"":                                     {"", ""},
	} {
		m := confirmation()
		m.Unsubscribe = address
		if err := sender.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		got, err := netmail.ReadMessage(strings.NewReader(<-s.got))
		if err != nil {
			t.Fatal(err)
		}
		if h := [2]string{got.Header.Get("List-Unsubscribe"), got.Header.Get("List-Unsubscribe-Post")}; h != want {
			t.Errorf("%q: headers %q", address, h)
		}
	}
}

func TestWhatIsRefusedForGood(t *testing.T) {
	answer := func(code int, enhanced smtp.EnhancedCode) error {
		return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: "no"}
	}
	for name, c := range map[string]struct {
		rcpt, data error
		refused    bool
	}{
		"no such user":      {rcpt: answer(550, smtp.EnhancedCode{5, 1, 1}), refused: true},
		"mailbox is gone":   {rcpt: answer(551, smtp.EnhancedCode{5, 1, 6}), refused: true},
		"content refused":   {data: answer(554, smtp.EnhancedCode{5, 6, 0}), refused: true},
		"greylisted":        {rcpt: answer(451, smtp.EnhancedCode{4, 7, 1})},
		"mailbox full":      {rcpt: answer(452, smtp.EnhancedCode{4, 2, 2})},
		"busy":              {data: answer(421, smtp.EnhancedCode{4, 3, 2})},
		"relaying refused":  {rcpt: answer(550, smtp.EnhancedCode{5, 7, 1})}, // our settings, not their mailbox
		"policy on content": {data: answer(554, smtp.EnhancedCode{5, 7, 1})},
	} {
		sender := start(t, &server{rcpt: func(string) error { return c.rcpt }, data: c.data})
		if err := sender.Send(t.Context(), confirmation()); err == nil || errors.Is(err, ErrRefused) != c.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	sender := start(t, &server{})
	for _, to := range []string{"", "not an address", "a@b.fi, c@d.fi", "a@b.fi\r\nRCPT TO:<c@d.fi>"} {
		m := confirmation()
		m.To = to
		if err := sender.Send(t.Context(), m); !errors.Is(err, ErrRefused) {
			t.Errorf("%q: %v", to, err)
		}
	}
	m := confirmation()
	m.MessageID = ""
	if err := sender.Send(t.Context(), m); err == nil || errors.Is(err, ErrRefused) {
		t.Errorf("without an id: %v", err)
	}
}

// hangUp is a server that answers our lines in turn, hears the mail if takes is set, and closes the connection.
func hangUp(t *testing.T, takes bool) net.Listener {
	t.Helper()
	listener := listen(t)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		in := bufio.NewReader(conn)
		io.WriteString(conn, "220 hello\r\n")
		for _, answer := range []string{"250 hello", "250 sender", "250 recipient", "354 go on"} {
			if _, err := in.ReadString('\n'); err != nil {
				return
			}
			io.WriteString(conn, answer+"\r\n")
		}
		for line := ""; line != ".\r\n"; {
			if line, err = in.ReadString('\n'); err != nil {
				return
			}
		}
		if takes {
			io.WriteString(conn, "250 taken\r\n")
		}
	}()
	return listener
}

func TestTakenIsTakenEvenIfTheServerHangsUp(t *testing.T) {
	for _, takes := range []bool{true, false} {
		sender := client(t, hangUp(t, takes), SMTPConfig{Security: Plain, Timeout: 2 * time.Second})
		if err := sender.Send(t.Context(), confirmation()); (err == nil) != takes || errors.Is(err, ErrRefused) {
			t.Errorf("taken %v: %v", takes, err)
		}
	}
}

func TestADeadServerCostsNoMoreThanTheTimeout(t *testing.T) {
	silent := listen(t) // accepts by its backlog and never says a word
	sender := client(t, silent, SMTPConfig{Security: Plain, Timeout: 100 * time.Millisecond})
	began := time.Now()
	if err := sender.Send(t.Context(), confirmation()); err == nil || errors.Is(err, ErrRefused) {
		t.Fatalf("got %v", err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("took %s", took)
	}

	silent.Close()
	if err := sender.Send(t.Context(), confirmation()); err == nil || errors.Is(err, ErrRefused) {
		t.Errorf("nobody there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := start(t, &server{}).Send(ctx, confirmation()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestNothingLeavesUnencryptedUnlessAllowed(t *testing.T) {
	for _, security := range []string{"", StartTLS, ImplicitTLS} {
		s := &server{}
		open := start(t, s)
		sender, err := NewSMTP(SMTPConfig{Host: "127.0.0.1", Port: open.config.Port, From: "a@b.fi", Security: security, Timeout: 300 * time.Millisecond}, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if err := sender.Send(t.Context(), confirmation()); err == nil || errors.Is(err, ErrRefused) || len(s.got) != 0 {
			t.Errorf("%q: %v, %d sent", security, err, len(s.got))
		}
	}
	s := &server{}
	open := start(t, s)
	sender, err := NewSMTP(SMTPConfig{Host: "127.0.0.1", Port: open.config.Port, From: "a@b.fi", Security: Opportunistic}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), confirmation()); err != nil || len(s.got) != 1 {
		t.Errorf("opportunistic: %v", err)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	good := SMTPConfig{Host: "mail.example.fi", Port: 587, From: "a@b.fi", Helo: "hubittaako.example", Username: "u", Password: "p"}
	if _, err := NewSMTP(good, time.Now); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*SMTPConfig){
		"host":     func(c *SMTPConfig) { c.Host = "" },
		"port":     func(c *SMTPConfig) { c.Port = 70000 },
		"from":     func(c *SMTPConfig) { c.From = "nobody" },
		"security": func(c *SMTPConfig) { c.Security = "ssl" },
	} {
		c := good
		spoil(&c)
		if _, err := NewSMTP(c, time.Now); err == nil {
			t.Errorf("a bad %s passed", name)
		}
	}
}
