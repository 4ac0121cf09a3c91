//go:build unix && !linux

package pgdev

import "syscall"

// attributes: without Linux's death signal a kill -9 leaves the server running; the next start joins it.
func attributes(as *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: as, Setpgid: true}
}
