package pgdev

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

const superuser = "app"

// cluster is the folder of one server: data/, the password, the lock and the log.
type cluster struct{ dir string }

func (c cluster) data() string     { return filepath.Join(c.dir, "data") }
func (c cluster) password() string { return filepath.Join(c.dir, "password") }
func (c cluster) log() string      { return filepath.Join(c.dir, "postgres.log") }

// version is the major version that made the data, "" where there is none.
func (c cluster) version() string {
	text, err := os.ReadFile(filepath.Join(c.data(), "PG_VERSION"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// create runs initdb beside the final place and renames, so that an interrupted run leaves nothing half made.
func (c cluster) create(ctx context.Context, binaries string, as *syscall.Credential) error {
	fresh, passwordCopy := c.data()+".new", c.password()+".new"
	for _, leftover := range []string{c.data(), fresh, passwordCopy} {
		if err := os.RemoveAll(leftover); err != nil {
			return err
		}
	}
	password := []byte(rand.Text())
	if err := os.WriteFile(c.password(), password, 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(passwordCopy, append(password, '\n'), 0o600); err != nil {
		return err
	}
	defer os.Remove(passwordCopy)
	if err := os.Mkdir(fresh, 0o700); err != nil {
		return err
	}
	if as != nil {
		for _, path := range []string{fresh, passwordCopy} {
			if err := os.Chown(path, int(as.Uid), int(as.Gid)); err != nil {
				return err
			}
		}
	}
	cmd := exec.CommandContext(ctx, filepath.Join(binaries, "initdb"), "-D", fresh, "-U", superuser, "--pwfile="+passwordCopy,
		"-A", "scram-sha-256", "-E", "UTF8", "--locale="+locale(), "--no-sync", "--no-instructions")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	cmd.Dir, cmd.Env = "/", environment()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return os.Rename(fresh, c.data())
}

// running reads postmaster.pid (line 1 the process, line 4 the port) and says whether that process lives.
func (c cluster) running() (port, pid int, ok bool) {
	file, err := os.Open(filepath.Join(c.data(), "postmaster.pid"))
	if err != nil {
		return 0, 0, false
	}
	defer file.Close()
	var lines []string
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		lines = append(lines, strings.TrimSpace(scanner.Text()))
	}
	if len(lines) < 4 {
		return 0, 0, false
	}
	pid, errPID := strconv.Atoi(lines[0])
	port, errPort := strconv.Atoi(lines[3])
	return port, pid, errPID == nil && errPort == nil && alive(pid)
}

func (c cluster) dsn(port int) (string, error) {
	password, err := os.ReadFile(c.password())
	if err != nil {
		return "", err
	}
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword(superuser, strings.TrimSpace(string(password))),
		Host: "127.0.0.1:" + strconv.Itoa(port), Path: "/postgres", RawQuery: "sslmode=disable",
	}
	return u.String(), nil
}

// forgetDead removes the note of a server that is gone. PostgreSQL does so itself unless the process number has been given
// to another process of the same account, as happens after a restart of a container; then it would refuse to start.
func (c cluster) forgetDead() error {
	err := os.Remove(filepath.Join(c.data(), "postmaster.pid"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// alive says whether the process runs and is a PostgreSQL. One that is dead but not yet reaped counts as dead, although
// kill(pid, 0) still finds it.
func alive(pid int) bool {
	if pid <= 0 || syscall.Kill(pid, 0) == syscall.ESRCH {
		return false
	}
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return runtime.GOOS != "linux" // no /proc there: the signal's answer has to do
	}
	name, state, _ := strings.Cut(string(stat), ") ")
	return strings.HasSuffix(name, "(postgres") && !strings.HasPrefix(state, "Z")
}

// locale: C.UTF-8 upper- and lower-cases ä and ö and exists on every Linux, but not on macOS.
func locale() string {
	if runtime.GOOS == "linux" {
		return "C.UTF-8"
	}
	return "en_US.UTF-8"
}

func environment() []string { return []string{"PATH=/usr/bin:/bin", "LC_ALL=" + locale()} }
