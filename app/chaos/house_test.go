package chaos

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/pgdev"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/migrations"
)

// house is the product as it runs: a PostgreSQL of its own, the program as a child process, and the line between them.
type house struct {
	t       *testing.T
	dir     string
	binary  string
	base    string
	line    *line
	mu      sync.Mutex // of what follows
	pg      *pgdev.Server
	dsn     string // straight to the database
	program *exec.Cmd
	watched *postgres.DB
}

func newHouse(t *testing.T, binary string) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), binary: binary, line: newLine(t)}
	t.Cleanup(h.leave)
	h.startDatabase()
	if err := postgres.Migrate(context.Background(), h.dsn, migrations.FS); err != nil {
		t.Fatal(err)
	}
	port, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.base = "http://" + port.Addr().String()
	port.Close()
	h.startProgram()
	return h
}

func (h *house) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.watched != nil {
		h.watched.Close()
	}
	if h.program != nil {
		_ = h.program.Process.Kill()
		_ = h.program.Wait()
	}
	if err := h.pg.Stop(); err != nil {
		h.t.Error(err)
	}
}

// startDatabase starts PostgreSQL on the data that are there, and leads the line to it.
func (h *house) startDatabase() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var server *pgdev.Server
	var err error
	for range 20 { // after a kill the old processes hold the data for a moment
		if server, err = pgdev.Start(ctx, filepath.Join(h.dir, "pg"), pgdev.Durable); err == nil {
			break
		}
		wait(ctx, 200*time.Millisecond)
	}
	if err != nil {
		h.t.Fatalf("PostgreSQL does not start: %v", err)
	}
	dsn, err := server.Database(ctx, "hubittaako")
	if err != nil {
		h.t.Fatal(err)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		h.t.Fatal(err)
	}
	h.line.target.Store(&u.Host)
	watched, err := postgres.Open(ctx, dsn, postgres.Options{Name: "chaos", MaxOpen: 2})
	if err != nil {
		h.t.Fatal(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.watched != nil {
		h.watched.Close()
	}
	h.pg, h.dsn, h.watched = server, dsn, watched
}

// db leads straight to the database, past the line.
func (h *house) db() *postgres.DB {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.watched
}

// startProgram starts the program and waits until it answers.
func (h *house) startProgram() {
	u, err := url.Parse(h.dsn)
	if err != nil {
		h.t.Fatal(err)
	}
	u.Host = h.line.address
	program := exec.Command(h.binary, "serve")
	program.Env = append(os.Environ(), "DATABASE_URL="+u.String(), "ADDR="+strings.TrimPrefix(h.base, "http://"), "REQUESTS_PER_MINUTE=0", "DATA_DIR="+h.dir, "LOG_LEVEL=error",
		"APP_SECRET="+strings.Repeat("x", 64))
	log, err := os.OpenFile(filepath.Join(h.dir, "program.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		h.t.Fatal(err)
	}
	defer log.Close()
	program.Stdout, program.Stderr = log, log
	if err := program.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.mu.Lock()
	h.program = program
	h.mu.Unlock()
	h.ready(time.Minute)
}

// ready waits until the program says that it can serve.
func (h *house) ready(patience time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for ctx.Err() == nil {
		r, err := http.Get(h.base + "/readyz")
		if err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return
			}
		}
		wait(ctx, 20*time.Millisecond)
	}
	said, _ := os.ReadFile(filepath.Join(h.dir, "program.log"))
	h.t.Fatalf("the program is not ready:\n%s", said[max(0, len(said)-3000):])
}

func (h *house) killProgram() {
	_ = h.program.Process.Kill()
	_ = h.program.Wait()
	h.startProgram()
}

// killDatabase kills every process of PostgreSQL at once and starts it anew.
func (h *house) killDatabase() {
	for _, pid := range append([]int{h.pg.PID}, children(h.pg.PID)...) {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	h.startDatabase()
}

// signalDatabase sends a signal to every process of PostgreSQL.
func (h *house) signalDatabase(s syscall.Signal) {
	for _, pid := range append(children(h.pg.PID), h.pg.PID) {
		_ = syscall.Kill(pid, s)
	}
}

func children(pid int) (ids []int) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, task := range tasks {
		list, err := os.ReadFile(task)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			continue
		}
		for _, field := range strings.Fields(string(list)) {
			if id, err := strconv.Atoi(field); err == nil {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// terminate ends the program's connections from inside the database.
func (h *house) terminate() {
	var n int
	_ = h.db().Get(context.Background(), &n, `/* chaos.terminate */
		SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'chaos'`)
}

func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
