package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// trips counts how often a page asks the database: the answers after which PostgreSQL waits for the next question, between the
// program and its server. What the program asks by itself meanwhile is taken off.
func trips(ctx context.Context, o options, h *house, n *network, out io.Writer) error {
	line, err := tap(n.dsn)
	if err != nil {
		return err
	}
	defer line.Close()
	dsn, err := through(n.dsn, line.Addr().String())
	if err != nil {
		return err
	}
	p, err := h.start(ctx, n.db, dsn)
	if err != nil {
		return err
	}
	defer p.stop()
	cookie, err := n.signIn(ctx, n.companies[n.used.Add(1)-1])
	if err != nil {
		return err
	}
	start := dates.Today(time.Now()).AddDays(10)
	visitor, company := browser{p: p}, browser{p: p, cookie: cookie}
	var stay string
	get := func(b browser, path string) func() error {
		return func() error { _, err := b.get(path); return err }
	}
	packagePath := fmt.Sprintf("/paketit/%s?alku=%s&hlo=4", n.slugs[0], start)
	hold := func() error {
		page, err := company.get(packagePath)
		if err != nil {
			return err
		}
		form, err := hiddenFields(page, holdPath)
		if err != nil {
			return err
		}
		to, err := company.ask("POST", holdPath, form)
		stay = strings.TrimPrefix(string(to), p.base)
		if err == nil {
			_, err = company.ask("POST", stay+"/lasku", form)
		}
		return err
	}
	fmt.Fprintln(out, "| what | round trips to the database |\n|---|---|")
	for _, page := range []struct {
		name string
		ask  func() error
	}{
		{"front", get(visitor, "/")}, {"search", get(visitor, fmt.Sprintf("/paketit?pv=%s&hlo=4", start))}, {"package", get(visitor, packagePath)},
		{"hub", get(visitor, "/hubit/hub-1")}, {"package, signed in", get(company, packagePath)}, {"package, hold and invoice", hold},
		{"a stay's page", func() error { return get(company, stay)() }},
	} {
		each, err := line.count(page.ask, o)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "| %s | %.1f |\n", page.name, each)
	}
	return nil
}

// wire is the way from the program to the database, and counts the answers.
type wire struct {
	net.Listener
	answers atomic.Int64
}

func tap(dsn string) (*wire, error) {
	u, err := url.Parse(dsn)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	w := &wire{Listener: l}
	go func() {
		for {
			program, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", u.Host)
			if err != nil {
				program.Close()
				continue
			}
			go func() { _, _ = io.Copy(server, program); server.Close() }()
			go func() { w.pass(program, server); program.Close() }()
		}
	}()
	return w, nil
}

// readyForQuery is the kind of the message by which PostgreSQL says that it waits for the next question.
const readyForQuery = 'Z'

func (w *wire) pass(program io.Writer, server io.Reader) {
	in := bufio.NewReader(server)
	head := make([]byte, 5)
	for {
		if _, err := io.ReadFull(in, head); err != nil {
			return
		}
		if head[0] == readyForQuery {
			w.answers.Add(1)
		}
		body := make([]byte, 5+binary.BigEndian.Uint32(head[1:])-4)
		copy(body, head)
		if _, err := io.ReadFull(in, body[5:]); err != nil {
			return
		}
		if _, err := program.Write(body); err != nil {
			return
		}
	}
}

// count is how many answers each of several turns took, after as many that were not counted: by then what is sent often is prepared.
func (w *wire) count(ask func() error, o options) (float64, error) {
	turns := 40
	if o.small {
		turns = 2
	}
	for range turns {
		if err := ask(); err != nil {
			return 0, err
		}
	}
	begun, before := time.Now(), w.answers.Load()
	for range turns {
		if err := ask(); err != nil {
			return 0, err
		}
	}
	took, asked := time.Since(begun), w.answers.Load()-before
	idle := w.answers.Load()
	time.Sleep(o.seconds)
	rest := float64(w.answers.Load()-idle) * took.Seconds() / o.seconds.Seconds()
	return max(0, (float64(asked)-rest)/float64(turns)), nil
}
