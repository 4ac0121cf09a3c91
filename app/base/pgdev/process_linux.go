package pgdev

import "syscall"

// attributes bind the server to the thread that starts it: when we die, even by kill -9, the kernel sends SIGINT, which is
// PostgreSQL's fast shutdown (SIGTERM would wait for clients). The own process group keeps a Ctrl-C in the terminal for us.
func attributes(as *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: as, Setpgid: true, Pdeathsig: syscall.SIGINT}
}
