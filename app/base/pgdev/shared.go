package pgdev

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

const (
	superviseEnv = "HUBITTAAKO_PGDEV_SUPERVISE"
	grace        = 20 * time.Second // go test compiles between two packages; on a slow machine that takes a while
)

// Shared joins the throwaway server on dir, starting one if none runs. go test gives each package a process of its own, so
// none of them may own the server: it belongs to a supervisor, this very program started once more, which ends it some
// seconds after the last client's process is gone. The program must call SuperviseIfAsked before anything else.
func Shared(ctx context.Context, dir string) (*Server, error) {
	dir, err := reachable(dir)
	if err != nil {
		return nil, err
	}
	if err := claim(dir); err != nil {
		return nil, err
	}
	// Held as long as this process lives. The supervisor needs it alone to end the server, so from here on it cannot.
	client, err := flock(filepath.Join(dir, "clients"), syscall.LOCK_SH)
	if err != nil {
		return nil, err
	}
	s, err := joinOrSupervise(ctx, cluster{dir})
	if err != nil {
		client.release()
		return nil, err
	}
	s.client = client
	return s, nil
}

// SuperviseIfAsked turns this process into the supervisor of a shared server if Shared started it as one; then it never
// returns. Otherwise it does nothing.
func SuperviseIfAsked() {
	dir := os.Getenv(superviseEnv)
	if dir == "" {
		return
	}
	if err := supervise(dir, grace); err != nil {
		_ = os.WriteFile(failure(dir), []byte(err.Error()), 0o600)
		os.Exit(1)
	}
	os.Exit(0)
}

// joinOrSupervise tries to join, asking for a supervisor until somebody's (ours or another process's) has the server up.
func joinOrSupervise(ctx context.Context, c cluster) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var supervisor <-chan error
	for {
		s, err := c.join(ctx)
		if err == nil {
			return s, nil
		}
		if supervisor == nil {
			if supervisor, err = startSupervisor(c.dir); err != nil {
				return nil, err
			}
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(errors.New("the shared PostgreSQL did not come up"), err)
		case err := <-supervisor:
			if err != nil {
				return nil, reason(c.dir, err)
			}
			supervisor = nil // it found another supervisor's server; join that, or ask again
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// startSupervisor starts this program again, in a session of its own so that it outlives us, and without our standard
// streams: go test waits for whoever holds them.
func startSupervisor(dir string) (<-chan error, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), superviseEnv+"="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	return ended, nil
}

// supervise runs a server until it dies or no client has held the lock for the whole patience.
func supervise(dir string, patience time.Duration) error {
	_ = os.Remove(failure(dir))
	s, err := Start(context.Background(), dir, Throwaway)
	if err != nil || s.Joined() {
		return err
	}
	for quiet := time.Now(); ; {
		select {
		case <-s.done:
			return nil
		case <-time.After(time.Second):
		}
		alone, err := flock(filepath.Join(s.Dir, "clients"), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != nil {
			quiet = time.Now()
			continue
		}
		if time.Since(quiet) >= patience {
			defer alone.release() // whoever comes now waits for the end and then starts a new one
			return s.Stop()
		}
		alone.release()
	}
}

func failure(dir string) string { return filepath.Join(dir, "error") }

func reason(dir string, err error) error {
	if text, readErr := os.ReadFile(failure(dir)); readErr == nil {
		return errors.New("the shared PostgreSQL did not come up: " + string(text))
	}
	return err
}
