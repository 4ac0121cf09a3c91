package chaos

import (
	"net"
	"sync"
	"sync/atomic"
	"testing"
)

// What a line does with the bytes on it.
const (
	whole  = iota // passes them on
	deaf          // takes what is asked and loses what is answered
	silent        // neither, and nobody is told
)

// line is the way from the program to its database.
type line struct {
	address string
	target  atomic.Pointer[string]
	mode    atomic.Int32
	mu      sync.Mutex
	open    map[net.Conn]bool
}

func newLine(t *testing.T) *line {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	l := &line{address: listener.Addr().String(), open: map[net.Conn]bool{}}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go l.serve(conn)
		}
	}()
	return l
}

func (l *line) serve(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp4", *l.target.Load())
	if err != nil {
		return
	}
	defer server.Close()
	l.keep(client, true)
	defer l.keep(client, false)
	go func() {
		defer server.Close()
		l.pump(client, server, func(mode int32) bool { return mode != silent })
	}()
	l.pump(server, client, func(mode int32) bool { return mode == whole })
}

// pump moves bytes for as long as the line lets them through; those it does not are gone, and the connection with them once
// the line is whole again.
func (l *line) pump(from, to net.Conn, passes func(mode int32) bool) {
	buffer := make([]byte, 64<<10)
	lost := false
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		if !passes(l.mode.Load()) {
			lost = true
			continue
		}
		if lost {
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func (l *line) keep(c net.Conn, open bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if open {
		l.open[c] = true
	} else {
		delete(l.open, c)
	}
}

// cut closes every connection that is open now.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.open {
		c.Close()
	}
}
