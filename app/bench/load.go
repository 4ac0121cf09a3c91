package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
)

// result is a rate a second and how long one took.
type result struct {
	rate     float64
	p50, p99 time.Duration
}

func resultOf(took []time.Duration, in time.Duration) result {
	return result{float64(len(took)) / in.Seconds(), percentile(took, 50), percentile(took, 99)}
}

func percentile(took []time.Duration, p int) time.Duration {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[(len(took)-1)*p/100]
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}

// closed has clients do one thing after another for as long; the first error ends its client and is the answer.
func closed(ctx context.Context, clients int, long time.Duration, client func(c int) func() error) (result, error) {
	ctx, cancel := context.WithTimeout(ctx, long)
	defer cancel()
	var mu sync.Mutex
	var all []time.Duration
	var failed error
	var working sync.WaitGroup
	begun := time.Now()
	for c := range clients {
		do := client(c)
		working.Go(func() {
			var took []time.Duration
			for ctx.Err() == nil {
				at := time.Now()
				if err := do(); err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				took = append(took, time.Since(at))
			}
			mu.Lock()
			all = append(all, took...)
			mu.Unlock()
		})
	}
	working.Wait()
	return resultOf(all, time.Since(begun)), failed
}

// constant asks at a constant rate, whether or not there are answers; what an answer took counts from when it should have been asked for.
func constant(ctx context.Context, rate int, long time.Duration, ask func() error) (result, error) {
	var mu sync.Mutex
	var all []time.Duration
	var failed error
	var working sync.WaitGroup
	begun := time.Now()
	for i := range int(float64(rate) * long.Seconds()) {
		due := begun.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		if ctx.Err() != nil {
			break
		}
		working.Go(func() {
			err := ask()
			took := time.Since(due)
			mu.Lock()
			defer mu.Unlock()
			if all = append(all, took); err != nil {
				failed = err
			}
		})
	}
	working.Wait()
	return resultOf(all, time.Since(begun)), failed
}

// browser asks one program as one visitor.
type browser struct {
	p      *program
	cookie string
	packed bool // accepts packed answers, as browsers do
}

// get gives the page.
func (b browser) get(path string) ([]byte, error) { return b.ask("GET", path, nil) }

// ask gives the body of the answer, or where it leads; anything but 200 and 303 is an error.
func (b browser) ask(method, path string, form *fasthttp.Args) ([]byte, error) {
	req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(res)
	req.Header.SetMethod(method)
	req.SetRequestURI(b.p.base + path)
	req.Header.Set("Accept", "text/html")
	if b.packed {
		req.Header.Set("Accept-Encoding", "gzip, deflate, br")
	}
	if b.cookie != "" {
		req.Header.Set("Cookie", b.cookie)
	}
	if form != nil {
		req.Header.SetContentType("application/x-www-form-urlencoded")
		req.Header.Set("Origin", b.p.base)
		req.SetBody(form.QueryString())
	}
	if err := b.p.client.Do(req, res); err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	switch res.StatusCode() {
	case fasthttp.StatusOK:
		return slices.Clone(res.Body()), nil
	case fasthttp.StatusSeeOther:
		return slices.Clone(res.Header.Peek("Location")), nil
	}
	return nil, fmt.Errorf("%s %s: %d", method, path, res.StatusCode())
}
