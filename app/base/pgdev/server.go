package pgdev

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/lib/pq"
)

// Kind says how much the data is worth.
type Kind int

const (
	Durable   Kind = iota // development: kept, safe against a power cut
	Throwaway             // tests: made anew at every start, fast, gone after Stop
)

// Server is a running PostgreSQL. DSN leads to its database "postgres" as superuser.
type Server struct {
	DSN string
	Dir string // where it lives; another folder than asked when the server's account could not reach that
	PID int

	cluster cluster
	kind    Kind
	process *exec.Cmd // nil when joined
	done    chan error
	client  *lock // keeps a shared server alive, see Shared
}

// Start makes dir a cluster if it is none and starts a server on it, or joins the one that already runs there. The server
// ends with this process, however that ends. Callers end a server they started with Stop.
func Start(ctx context.Context, dir string, kind Kind) (*Server, error) {
	c, unlock, err := open(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if s, err := c.join(ctx); err == nil {
		return s, nil
	}
	as, err := account()
	if err != nil {
		return nil, err
	}
	version := c.version()
	if kind == Throwaway {
		version = ""
	}
	binaries, err := findBinaries(version)
	if err != nil {
		return nil, err
	}
	if version == "" {
		if err := c.create(ctx, binaries, as); err != nil {
			return nil, err
		}
	}
	if err := c.forgetDead(); err != nil {
		return nil, err
	}
	return c.start(ctx, binaries, as, kind)
}

// Joined says that another process owns the server.
func (s *Server) Joined() bool { return s.process == nil }

// Stop ends a server that this process started, waiting at most a few seconds for its clients' work. A joined server is left
// running; a shared one ends when the last of its clients has left.
func (s *Server) Stop() error {
	if s.Joined() {
		if s.client != nil {
			s.client.release()
		}
		return nil
	}
	if err := s.process.Process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-s.done:
	case <-time.After(10 * time.Second):
		_ = s.process.Process.Signal(syscall.SIGQUIT) // crash recovery at the next start is better than an orphan
		<-s.done
	}
	if s.kind == Throwaway {
		return os.RemoveAll(s.cluster.data())
	}
	return nil
}

// Database makes the database if it is missing and returns its DSN.
func (s *Server) Database(ctx context.Context, name string) (string, error) {
	db, err := sql.Open("postgres", s.DSN)
	if err != nil {
		return "", err
	}
	defer db.Close()
	var exists bool
	if err := db.QueryRowContext(ctx, `/* pgdev.Database */ SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&exists); err != nil {
		return "", err
	}
	if !exists {
		if _, err := db.ExecContext(ctx, `/* pgdev.Database */ CREATE DATABASE `+pq.QuoteIdentifier(name)); err != nil {
			return "", err
		}
	}
	u, err := url.Parse(s.DSN)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// open claims the folder and takes its lock: one starter at a time.
func open(dir string) (cluster, func(), error) {
	dir, err := reachable(dir)
	if err != nil {
		return cluster{}, nil, err
	}
	if err := claim(dir); err != nil {
		return cluster{}, nil, err
	}
	one, err := flock(filepath.Join(dir, "lock"), syscall.LOCK_EX)
	if err != nil {
		return cluster{}, nil, err
	}
	return cluster{dir}, func() { one.release() }, nil
}

// join connects to the server that runs on the cluster, if one does.
func (c cluster) join(ctx context.Context) (*Server, error) {
	port, pid, ok := c.running()
	if !ok {
		return nil, os.ErrNotExist
	}
	dsn, err := c.dsn(port)
	if err != nil {
		return nil, err
	}
	s := &Server{DSN: dsn, Dir: c.dir, PID: pid, cluster: c}
	return s, answers(ctx, dsn, 5*time.Second, nil)
}

func (c cluster) start(ctx context.Context, binaries string, as *syscall.Credential, kind Kind) (*Server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	dsn, err := c.dsn(port)
	if err != nil {
		return nil, err
	}
	log, err := os.OpenFile(c.log(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(filepath.Join(binaries, "postgres"), arguments(c.data(), port, kind)...)
	cmd.Dir, cmd.Env = "/", environment()
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = attributes(as)
	s := &Server{DSN: dsn, Dir: c.dir, cluster: c, kind: kind, process: cmd, done: make(chan error, 1)}
	if err := s.run(); err != nil {
		return nil, err
	}
	s.PID = cmd.Process.Pid
	if err := answers(ctx, dsn, 30*time.Second, s.done); err != nil {
		_ = cmd.Process.Signal(syscall.SIGQUIT)
		return nil, fmt.Errorf("postgres did not come up, see %s: %w", c.log(), err)
	}
	return s, nil
}

// run starts the process and waits for its end on one thread of its own: the death signal follows the thread that started
// the child, not the process, and Go ends idle threads.
func (s *Server) run() error {
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := s.process.Start()
		started <- err
		if err == nil {
			s.done <- s.process.Wait()
			close(s.done)
		}
	}()
	return <-started
}

// arguments: TCP on the loopback only, since a socket's path may be at most 107 bytes and folders are often deeper.
func arguments(data string, port int, kind Kind) []string {
	settings := []string{
		"listen_addresses=127.0.0.1", "port=" + strconv.Itoa(port), "unix_socket_directories=",
		"log_min_messages=warning", "max_connections=300", "timezone=UTC", "log_timezone=UTC",
	}
	if kind == Throwaway {
		settings = append(settings, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off", "max_wal_size=256MB")
	}
	args := []string{"-D", data}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}

func freePort() (int, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// answers waits until the server takes connections, the time is up, or the server has ended.
func answers(ctx context.Context, dsn string, patience time.Duration, done <-chan error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	for {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case end := <-done:
			return fmt.Errorf("postgres ended: %v", end)
		case <-ctx.Done():
			return err
		case <-time.After(15 * time.Millisecond):
		}
	}
}
