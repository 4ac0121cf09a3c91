package pgdev

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// errNoBinaries says what a person can do about a machine without PostgreSQL.
var errNoBinaries = errors.New("no PostgreSQL server programs found: run .ci/install (or install PostgreSQL), or set PG_BINDIR, or set DATABASE_URL to a running server")

// findBinaries returns the folder that holds initdb and postgres. A data folder made by one major version opens with that
// version only, so with major set (such as "15") others do not count.
func findBinaries(major string) (string, error) {
	var seen []string
	for _, dir := range candidates() {
		if !executable(filepath.Join(dir, "initdb")) || !executable(filepath.Join(dir, "postgres")) {
			continue
		}
		if major == "" || majorOf(dir) == major {
			return dir, nil
		}
		seen = append(seen, dir)
	}
	if len(seen) > 0 {
		return "", fmt.Errorf("the data was made by PostgreSQL %s, but only other versions are installed (%s); install %s or move the data away",
			major, strings.Join(seen, ", "), major)
	}
	return "", errNoBinaries
}

func candidates() []string {
	var dirs []string
	if dir := os.Getenv("PG_BINDIR"); dir != "" {
		dirs = append(dirs, dir)
	}
	if program, err := exec.LookPath("postgres"); err == nil {
		// Distributions link the program into the path; postgres finds its own files from where it really lives.
		if real, err := filepath.EvalSymlinks(program); err == nil {
			program = real
		}
		dirs = append(dirs, filepath.Dir(program))
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
	} {
		found, _ := filepath.Glob(pattern) // the pattern is constant: it cannot be malformed
		slices.Sort(found)
		slices.Reverse(found) // newest first
		dirs = append(dirs, found...)
	}
	return dirs
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// majorOf asks for the version: "postgres (PostgreSQL) 15.18 (Debian ...)" is "15".
func majorOf(dir string) string {
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return ""
	}
	fields := strings.Fields(string(out))
	if len(fields) < 3 {
		return ""
	}
	major, _, _ := strings.Cut(fields[2], ".")
	return major
}

// Program finds a program that comes with PostgreSQL's server, such as pgbench.
func Program(name string) (string, error) {
	dir, err := findBinaries("")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, name)
	if !executable(path) {
		return "", fmt.Errorf("%s is not installed beside PostgreSQL's server programs", name)
	}
	return path, nil
}
