package pgdev

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

const ownerEnv = "HUBITTAAKO_PGDEV_TEST_OWNER"

// TestMain lets the tests start this program as a supervisor, and as a process that owns a server and is then killed.
func TestMain(m *testing.M) {
	SuperviseIfAsked()
	if dir := os.Getenv(ownerEnv); dir != "" {
		own(dir)
	}
	os.Exit(m.Run())
}

// own starts a server, tells its process number and lives until killed.
func own(dir string) {
	s, err := Start(context.Background(), dir, Throwaway)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(s.PID)
	select {}
}

func TestDurableClusterKeepsItsData(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pg")
	first := start(t, dir, Durable)
	joined := start(t, dir, Durable)
	if !joined.Joined() || joined.PID != first.PID {
		t.Fatalf("second start: joined %v, process %d, want to join %d", joined.Joined(), joined.PID, first.PID)
	}
	dsn, err := first.Database(t.Context(), "hubi-ttaako")
	if err != nil {
		t.Fatal(err)
	}
	execute(t, dsn, `CREATE TABLE kept (id int)`)
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}

	again := start(t, dir, Durable)
	dsn, err = again.Database(t.Context(), "hubi-ttaako")
	if err != nil {
		t.Fatal(err)
	}
	execute(t, dsn, `INSERT INTO kept VALUES (1)`)
}

func TestInterruptedInitdbIsMadeAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pg")
	if err := os.MkdirAll(filepath.Join(dir, "data.new", "base"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	execute(t, start(t, dir, Durable).DSN, `SELECT 1`)
}

func TestKilledOwnerLeavesNoServer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pg")
	owner := exec.Command(os.Args[0])
	owner.Env = append(os.Environ(), ownerEnv+"="+dir)
	out, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatalf("owner said %q", line)
	}
	if !alive(pid) {
		t.Fatal("the server does not run")
	}
	if err := owner.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = owner.Wait()
	eventually(t, "the server ended", func() bool { return !alive(pid) })
}

func TestSharedServerEndsAfterItsLastClient(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pg")
	ended := make(chan error, 1)
	go func() { ended <- supervise(dir, time.Second) }()
	var clients []*Server
	for range 3 {
		s, err := Shared(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		execute(t, s.DSN, `SELECT 1`)
		clients = append(clients, s)
	}
	pid := clients[0].PID
	for _, s := range clients {
		if s.PID != pid {
			t.Fatalf("two servers: %d and %d", pid, s.PID)
		}
		if !alive(pid) {
			t.Fatal("the server ended before its last client")
		}
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if alive(pid) {
		t.Fatal("the supervisor left its server running")
	}
}

// TestSharedServerStaysForForgetfulClients: who asks for a shared server keeps it, even if he drops what he got.
func TestSharedServerStaysForForgetfulClients(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pg")
	owner := start(t, dir, Throwaway) // in place of a supervisor
	if s, err := Shared(t.Context(), dir); err != nil || s.PID != owner.PID {
		t.Fatalf("not joined (%v)", err)
	}
	for range 5 {
		runtime.GC()
		runtime.Gosched()
	}
	if alone, err := flock(filepath.Join(owner.Dir, "clients"), syscall.LOCK_EX|syscall.LOCK_NB); err == nil {
		alone.release()
		t.Fatal("the client's lock is gone while its process lives")
	}
}

func TestSharedStartsItsOwnSupervisor(t *testing.T) {
	s, err := Shared(t.Context(), filepath.Join(t.TempDir(), "pg"))
	if err != nil {
		t.Fatal(err)
	}
	// The server's parent is the supervisor, which would wait for its grace: end the server, and it follows.
	t.Cleanup(func() {
		execute(t, s.DSN, `SELECT 1`)
		if p, err := os.FindProcess(s.PID); err == nil {
			_ = p.Signal(os.Interrupt)
		}
		eventually(t, "the server ended", func() bool { return !alive(s.PID) })
	})
	execute(t, s.DSN, `SELECT 1`)
}

func TestMajorVersionMismatchIsSaid(t *testing.T) {
	if _, err := findBinaries("7"); err == nil || !strings.Contains(err.Error(), "PostgreSQL 7") {
		t.Fatalf("got %v", err)
	}
	if dir, err := findBinaries(""); err != nil || majorOf(dir) == "" {
		t.Fatalf("got %q, %v", dir, err)
	}
}

func TestFolderOfSomebodyElseIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "open")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := claim(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := claim(dir); err == nil {
		t.Fatal("a folder that anybody may write to was accepted")
	}
}

func start(t *testing.T, dir string, kind Kind) *Server {
	t.Helper()
	s, err := Start(t.Context(), dir, kind)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stop() })
	return s
}

func execute(t *testing.T, dsn, statement string) {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 15 s: %s", what)
		}
	}
}
