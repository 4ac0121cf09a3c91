package e2e

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	window "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is one Chromium for all tests. It finds nothing but this machine.
var browser = sync.OnceValues(func() (context.Context, error) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"),
		chromedp.Flag("lang", "en-US"), // date fields are typed in the order of the browser's language
		chromedp.WindowSize(1440, 900))
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stop := chromedp.NewContext(alloc)
	whole.Cleanup(stopAlloc)
	whole.Cleanup(stop)
	return ctx, chromedp.Do(ctx)
})

// person is somebody with a browser of their own, cookies and all, who looks at one tab of it.
type person struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	troubles []string
}

// visitor opens a fresh browser at the site.
func (s site) visitor(t *testing.T) *person {
	t.Helper()
	parent, err := browser()
	if err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return openTab(t, parent, s.URL, chromedp.WithNewBrowserContext())
}

// tab opens another tab of the person's browser for a test.
func (p *person) tab(t *testing.T) *person {
	t.Helper()
	return openTab(t, p.ctx, p.base)
}

func openTab(t *testing.T, parent context.Context, base string, opts ...chromedp.ContextOption) *person {
	t.Helper()
	p := &person{t: t, base: base}
	ctx, stop := chromedp.NewContext(parent, append(opts, chromedp.WithListener(p.hear))...)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as the context of its first step
		t.Fatal(err)
	}
	if end, ok := t.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, end)
		t.Cleanup(cancel)
	}
	p.ctx = ctx
	return p
}

// hidden puts the person's window away: pages live and have their shapes as ever, but nobody paints them, which is half of the
// work. What needs the focus, and pictures that wait until they are in sight, need a window.
func (p *person) hidden() {
	p.t.Helper()
	if shots != "" {
		return
	}
	w, err := chromedp.Call(p.ctx, window.GetWindowForTarget, window.GetWindowForTargetParams{})
	if err == nil {
		_, err = chromedp.Call(p.ctx, window.SetWindowBounds, window.SetWindowBoundsParams{
			WindowID: w.WindowID, Bounds: &window.Bounds{WindowState: window.WindowStateMinimized}})
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// hear notes what the page complains of in the console: exceptions, refusals of the content policy, things not found.
func (p *person) hear(ev any) {
	text := ""
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		text = "exception: " + e.ExceptionDetails.Text
		if o := e.ExceptionDetails.Exception; o != nil {
			text += " " + o.Description
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			text = "console: " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	if text != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.troubles = append(p.troubles, text)
	}
}

// heard takes what the console has said since it was last asked.
func (p *person) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.troubles
	p.troubles = nil
	return all
}

// do runs steps in the tab, for as long as patience lasts.
func (p *person) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// emulate sets the size of the window and what the person's device says about its owner's wishes.
func (p *person) emulate(width, height int64, media map[string]string) {
	p.t.Helper()
	var features []*emulation.MediaFeature
	for name, value := range media {
		features = append(features, &emulation.MediaFeature{Name: name, Value: value})
	}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(width, height))
}

// shots is where pictures of what was seen go, when it is set.
var shots = os.Getenv("E2E_SHOTS")

// shot takes a picture of the whole page.
func (p *person) shot(name string) {
	p.t.Helper()
	if shots == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(shots, name+".png"), png, 0o600)
	}
	if err != nil {
		p.t.Error(err)
	}
}
