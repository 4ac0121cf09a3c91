package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgdev"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/migrations"
	bookings "github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/search"
)

//go:embed sql/*.sql
var scripts embed.FS

// house is where everything is measured: a database server, and the product's program ready to be started.
type house struct {
	dir    string
	server *pgdev.Server
	binary string
	net    *network
}

func openHouse(ctx context.Context) (*house, error) {
	h := &house{}
	if err := h.furnish(ctx); err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

func (h *house) furnish(ctx context.Context) (err error) {
	if h.dir, err = os.MkdirTemp("", "hubittaako-bench"); err != nil {
		return err
	}
	if h.server, err = pgdev.Start(ctx, filepath.Join(h.dir, "pg"), pgdev.Durable); err != nil {
		return err
	}
	h.binary = filepath.Join(h.dir, "hubittaako")
	if text, err := exec.CommandContext(ctx, "go", "build", "-o", h.binary, "github.com/hubittaako/hubittaako/app").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, text)
	}
	return nil
}

func (h *house) close() {
	if h.net != nil {
		h.net.close()
	}
	if h.server != nil {
		_ = h.server.Stop()
	}
	os.RemoveAll(h.dir)
}

// database is a migrated one, filled by the scripts. Words in them that stand in the list are exchanged, name and value in turn.
func (h *house) database(ctx context.Context, name string, words []string, names ...string) (dsn string, db *postgres.DB, err error) {
	if dsn, err = h.server.Database(ctx, name); err != nil {
		return "", nil, err
	}
	if err = postgres.Migrate(ctx, dsn, migrations.FS); err != nil {
		return "", nil, err
	}
	if db, err = postgres.Open(ctx, dsn, postgres.Options{MaxOpen: 40, StatementTimeout: 15 * time.Minute}); err != nil {
		return "", nil, err
	}
	for _, script := range names {
		if err := fill(ctx, db, words, script); err != nil {
			db.Close()
			return "", nil, err
		}
	}
	return dsn, db, nil
}

func fill(ctx context.Context, db *postgres.DB, words []string, script string) error {
	text, err := scripts.ReadFile("sql/" + script + ".sql")
	if err != nil {
		return err
	}
	if err := db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, strings.NewReplacer(words...).Replace(string(text)))
		return err
	}); err != nil {
		return fmt.Errorf("%s: %w", script, err)
	}
	return nil
}

// network is 51 hubs with packages that are never sold out, and the product's services on it.
type network struct {
	dsn       string
	db        *postgres.DB
	bookings  *bookings.Service
	revisions []int64
	slugs     []string // of the revisions' packages
	companies []int64
	person    int64
	used      atomic.Int64 // companies that have begun to hold
	stop      context.CancelFunc
}

func (n *network) close() {
	n.stop()
	n.db.Close()
}

// onNetwork measures on the network, which is made once.
func onNetwork(measure func(ctx context.Context, o options, h *house, n *network, out io.Writer) error) func(context.Context, options, *house, io.Writer) error {
	return func(ctx context.Context, o options, h *house, out io.Writer) (err error) {
		if h.net == nil {
			if h.net, err = h.join(ctx, o); err != nil {
				return err
			}
		}
		return measure(ctx, o, h, h.net, out)
	}
}

func (h *house) join(ctx context.Context, o options) (*network, error) {
	words := []string{"{{companies}}", "40000", "{{past}}", "30000"}
	if o.small {
		words = []string{"{{companies}}", "400", "{{past}}", "300"}
	}
	n := &network{}
	var err error
	if n.dsn, n.db, err = h.database(ctx, "network", words, "limit", "network"); err != nil {
		return nil, err
	}
	if err := n.read(ctx); err != nil {
		return nil, err
	}
	queue, err := jobs.NewQueue()
	if err != nil {
		return nil, err
	}
	ctx, n.stop = context.WithCancel(ctx)
	index := search.NewIndex(n.db, n.dsn, time.Now, slog.New(slog.DiscardHandler))
	n.db.OnCommit(index.Changed)
	n.bookings = bookings.NewService(n.db, search.NewFinder(n.db, time.Now).With(index), notify.NewQueue(queue), time.Now)
	go index.Run(ctx)
	built(index)
	return n, nil
}

// built waits until the index has what there is.
func built(x *search.Index) {
	for x.Age() > time.Hour {
		time.Sleep(time.Millisecond)
	}
}

func (n *network) read(ctx context.Context) error {
	if err := n.db.Select(ctx, &n.revisions, `/* main.revisions */ SELECT r.id FROM revision r JOIN package p ON p.id = r.package_id ORDER BY p.hub_id, p.id`); err != nil {
		return err
	}
	if err := n.db.Select(ctx, &n.slugs, `/* main.slugs */ SELECT slug FROM package ORDER BY hub_id, id`); err != nil {
		return err
	}
	if err := n.db.Select(ctx, &n.companies, `/* main.companies */ SELECT id FROM company ORDER BY id`); err != nil {
		return err
	}
	return n.db.Get(ctx, &n.person, `/* main.person */ SELECT id FROM person ORDER BY id LIMIT 1`)
}

// program is the product in a process of its own.
type program struct {
	base    string
	process *exec.Cmd
	client  *fasthttp.HostClient
	started time.Duration // from its start to the first page it answered
}

// start runs the product on the database until stop, and waits until it has nothing to do.
func (h *house) start(ctx context.Context, db *postgres.DB, dsn string, env ...string) (*program, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	p, err := begin(address, "/", exec.Command(h.binary, "serve"), append(env, "DATABASE_URL="+dsn, "ADDR="+address, "REQUESTS_PER_MINUTE=0", "DATA_DIR="+h.dir, "LOG_LEVEL=error",
		"APP_SECRET="+rand.Text()+rand.Text()))
	if err != nil {
		return nil, err
	}
	return p, quiet(ctx, db)
}

// begin starts a process and waits until it answers at the path.
func begin(address, path string, process *exec.Cmd, env []string) (*program, error) {
	p := &program{base: "http://" + address, process: process, client: &fasthttp.HostClient{Addr: address, MaxConns: 1000, ReadTimeout: time.Minute}}
	process.Env = append(os.Environ(), env...)
	begun := time.Now()
	if err := process.Start(); err != nil {
		return nil, err
	}
	for {
		code, _, err := p.client.Get(nil, p.base+path)
		p.started = time.Since(begun)
		switch {
		case err == nil && code == fasthttp.StatusOK:
			return p, nil
		case p.started > time.Minute:
			p.stop()
			return nil, errors.Join(fmt.Errorf("%s%s: %d", p.base, path, code), err)
		}
		time.Sleep(time.Millisecond)
	}
}

func (p *program) stop() {
	p.client.CloseIdleConnections()
	_ = p.process.Process.Signal(os.Interrupt)
	_ = p.process.Wait()
}

var resident = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// memory is what the process has in memory, in MB.
func (p *program) memory() float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.process.Process.Pid))
	m := resident.FindSubmatch(text)
	if m == nil {
		return 0
	}
	kb, _ := strconv.ParseFloat(string(m[1]), 64)
	return kb / 1024
}

// quiet waits until nobody asks the database anything: the program looks at its rules when it starts, and then once an hour.
func quiet(ctx context.Context, db *postgres.DB) error {
	for still := 0; still < 5; time.Sleep(50 * time.Millisecond) {
		var busy bool
		if err := db.Get(ctx, &busy, `/* main.quiet */ SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid())`); err != nil {
			return err
		}
		if still++; busy {
			still = 0
		}
	}
	return nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// signIn signs somebody of a company in, past the sign-in page, and gives the cookie.
func (n *network) signIn(ctx context.Context, company int64) (cookie string, err error) {
	token := rand.Text()
	hash := sha256.Sum256([]byte(token))
	err = n.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* main.signIn */
			WITH p AS (INSERT INTO person (email, name) VALUES ($1, 'Booker') RETURNING id),
			m AS (INSERT INTO membership (person_id, role, company_id) SELECT id, 'company_admin', $2 FROM p)
			INSERT INTO sign_in (token_hash, person_id, csrf, expires_at) SELECT $3, id, $4, now() + interval '1 hour' FROM p`,
			strings.ToLower(rand.Text())+"@example.fi", company, hash[:], rand.Text())
		return err
	})
	return "session=" + token, err
}

// through is the dsn with another address.
func through(dsn, address string) (string, error) {
	u, err := url.Parse(dsn)
	if err != nil {
		return "", err
	}
	u.Host = address
	return u.String(), nil
}
