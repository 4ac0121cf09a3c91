package pgdev

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account says whom the server runs as. PostgreSQL refuses to run as root, so root lends the server to an account without
// rights; an ordinary user runs it himself (nil). initdb wants the account to stand in passwd, so a made-up id will not do.
func account() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if errUID == nil && errGID == nil {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
		}
	}
	return nil, errors.New("running as root, and there is neither a postgres nor a nobody account to run the server as")
}

// reachable gives dir itself, or, when the server runs as another account that some parent folder shuts out (a home with
// mode 0700), a folder under /var/tmp named after dir.
func reachable(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil || os.Geteuid() != 0 {
		return dir, err
	}
	for parent := filepath.Dir(dir); ; parent = filepath.Dir(parent) {
		if info, err := os.Stat(parent); err == nil && info.Mode()&0o001 == 0 {
			sum := sha256.Sum256([]byte(dir))
			return filepath.Join("/var/tmp", "hubittaako-pg-"+hex.EncodeToString(sum[:6])), nil
		}
		if parent == filepath.Dir(parent) {
			return dir, nil
		}
	}
}

// claim makes the folder, or accepts it only if it is ours: the temporary folder's names can be guessed, and whoever makes
// the folder first could read the password.
func claim(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || !ok || int(owner.Uid) != os.Geteuid() || info.Mode()&0o022 != 0 {
		return errors.New(dir + " belongs to somebody else or is open to writing: remove it")
	}
	return nil
}
