package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
)

//go:embed sql/*.sql
var scripts embed.FS

// load is one way to press: at which hubs, and which days.
type load struct {
	name     string
	revision func(r *rand.Rand, all []int64) int64
	start    func(r *rand.Rand, tomorrow dates.Date) dates.Date
	people   func(r *rand.Rand) int
}

func anyDay(r *rand.Rand, tomorrow dates.Date) dates.Date { return tomorrow.AddDays(r.IntN(77)) }
func upToEight(r *rand.Rand) int                          { return 1 + r.IntN(8) }

var loads = []load{
	{"spread", func(r *rand.Rand, all []int64) int64 { return all[2+r.IntN(len(all)-2)] }, anyDay, upToEight},
	{"hot", func(r *rand.Rand, all []int64) int64 { return all[r.IntN(2)] }, anyDay, upToEight},
	{"same", func(_ *rand.Rand, all []int64) int64 { return all[0] },
		func(_ *rand.Rand, tomorrow dates.Date) dates.Date { return tomorrow.AddDays(3) }, func(*rand.Rand) int { return 1 }},
}

// result is a rate a second and the 99th percentile of how long one took.
type result struct {
	rate float64
	p99  time.Duration
}

// limit has pgbench call the function.
func (b *bench) limit(ctx context.Context, load string, clients int) (result, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(dir)
	script, err := scripts.ReadFile("sql/" + load + ".sql")
	if err != nil {
		return result{}, err
	}
	file := filepath.Join(dir, "script.sql")
	if err := os.WriteFile(file, script, 0o600); err != nil {
		return result{}, err
	}
	u, err := url.Parse(b.dsn)
	if err != nil {
		return result{}, err
	}
	password, _ := u.User.Password()
	cmd := exec.CommandContext(ctx, b.pgbench, "-n", "-M", "prepared", "-T", strconv.Itoa(int(b.seconds.Seconds())), "-c", strconv.Itoa(clients), "-j", "1", "-f", file,
		"-l", "--log-prefix="+filepath.Join(dir, "log"), "-h", u.Hostname(), "-p", u.Port(), "-U", u.User.Username(), u.Path[1:])
	cmd.Env = append(os.Environ(), "PGPASSWORD="+password)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return result{}, fmt.Errorf("pgbench: %w: %s", err, out)
	}
	found := regexp.MustCompile(`tps = ([0-9.]+)`).FindSubmatch(out)
	if found == nil {
		return result{}, fmt.Errorf("pgbench says %s", out)
	}
	rate, err := strconv.ParseFloat(string(found[1]), 64)
	return result{rate, logged(dir)}, err
}

// logged reads the latencies that pgbench wrote.
func logged(dir string) time.Duration {
	files, _ := filepath.Glob(filepath.Join(dir, "log*"))
	var took []time.Duration
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for line := range bytes.Lines(text) {
			if fields := bytes.Fields(line); len(fields) > 2 {
				micros, _ := strconv.Atoi(string(fields[2]))
				took = append(took, time.Duration(micros)*time.Microsecond)
			}
		}
	}
	return percentile(took, 99)
}

func percentile(took []time.Duration, p int) time.Duration {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[(len(took)-1)*p/100]
}

// ours has clients hold stays through the service. Each company holds three, one after another: two clients of one company would wait
// for each other at its row, which is not what is measured.
func (b *bench) ours(ctx context.Context, l load, clients int) (result, error) {
	ctx, cancel := context.WithTimeout(ctx, b.seconds)
	defer cancel()
	tomorrow := dates.Today(time.Now()).AddDays(1)
	var mu sync.Mutex
	var took []time.Duration
	var failed error
	var number atomic.Int64
	var working sync.WaitGroup
	begun := time.Now()
	for c := range clients {
		working.Go(func() {
			random := rand.New(rand.NewPCG(uint64(c), 9))
			var mine []time.Duration
			var company int64
			for ctx.Err() == nil {
				if len(mine)%booking.MaxHolds == 0 {
					company = b.companies[b.used.Add(1)-1]
				}
				actor := access.Actor{PersonID: b.person, Name: "Booker", Grants: []access.Grant{{Role: access.Booker, Org: company}}}
				at := time.Now()
				_, err := b.bookings.HoldAll(context.WithoutCancel(ctx), actor, []booking.HoldRequest{{
					CompanyID: company, RevisionID: l.revision(random, b.revisions), Start: l.start(random, tomorrow), People: l.people(random), Lang: "fi", OpKey: uuid.New()}})
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				mine = append(mine, time.Since(at))
				number.Add(1)
			}
			mu.Lock()
			took = append(took, mine...)
			mu.Unlock()
		})
	}
	working.Wait()
	return result{float64(number.Load()) / time.Since(begun).Seconds(), percentile(took, 99)}, failed
}
