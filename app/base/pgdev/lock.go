package pgdev

import (
	"errors"
	"syscall"
)

// lock is a file's lock, held until it is released or the process ends. It keeps the bare descriptor: an os.File that nobody
// refers to any more is closed by the garbage collector, and the lock would be gone with it.
type lock struct{ descriptor int }

// flock opens the file and takes the lock, waiting for it unless how says otherwise.
func flock(path string, how int) (*lock, error) {
	descriptor, err := syscall.Open(path, syscall.O_CREAT|syscall.O_RDWR|syscall.O_CLOEXEC, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(descriptor, how)
		if err == nil {
			return &lock{descriptor}, nil
		}
		if !errors.Is(err, syscall.EINTR) {
			_ = syscall.Close(descriptor)
			return nil, err
		}
	}
}

func (l *lock) release() { _ = syscall.Close(l.descriptor) }
