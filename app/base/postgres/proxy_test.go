package postgres_test

import (
	"bytes"
	"net"
	"net/url"
	"sync/atomic"
	"testing"
)

// proxy stands between the pool and the server and breaks the line at a chosen statement.
type proxy struct {
	trigger atomic.Pointer[[]byte] // the statement's text; used once, then the line is whole again
	silent  bool                   // swallow the reply and keep the line open, instead of closing it
	hit     chan struct{}
	target  string
}

// newProxy returns a proxy for dsn and the address that leads through it.
func newProxy(t *testing.T, dsn string) (*proxy, string) {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	p := &proxy{target: u.Host, hit: make(chan struct{}, 16)}
	go p.accept(listener)
	u.Host = listener.Addr().String()
	return p, u.String()
}

// breakAt arms the proxy: the next message that holds text reaches the server, but its reply reaches nobody.
func (p *proxy) breakAt(text string) {
	b := []byte(text)
	p.trigger.Store(&b)
}

func (p *proxy) accept(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go p.serve(client)
	}
}

func (p *proxy) serve(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp4", p.target)
	if err != nil {
		return
	}
	defer server.Close()
	var broken atomic.Bool
	go func() { // requests
		buffer := make([]byte, 64<<10)
		for {
			n, err := client.Read(buffer)
			if err != nil {
				server.Close()
				return
			}
			if text := p.trigger.Load(); text != nil && bytes.Contains(buffer[:n], *text) && p.trigger.CompareAndSwap(text, nil) {
				broken.Store(true)
			}
			if _, err := server.Write(buffer[:n]); err != nil {
				return
			}
		}
	}()
	buffer := make([]byte, 64<<10)
	for { // replies
		n, err := server.Read(buffer)
		if err != nil {
			return
		}
		if !broken.Load() {
			if _, err := client.Write(buffer[:n]); err != nil {
				return
			}
			continue
		}
		p.hit <- struct{}{} // the server has answered: it has done what was asked
		if !p.silent {
			return
		}
	}
}
