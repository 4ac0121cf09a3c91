package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/pgdev"
	bookings "github.com/hubittaako/hubittaako/packages/booking"
)

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

// booking measures ours and the limit in turn, and prints the median of the ratios.
func booking(ctx context.Context, o options, h *house, n *network, out io.Writer) error {
	pgbench, err := pgdev.Program("pgbench")
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "| booking | clients | limit /s | ours /s | ours of the limit | p99 limit | p99 ours |\n|---|---|---|---|---|---|---|")
	for _, l := range loads {
		for _, clients := range []int{1, 4, 8, 32} {
			var limits, own, ratios []float64
			var slow, slowLimit time.Duration
			for range o.rounds {
				limit, err := n.limit(ctx, pgbench, l.name, clients, o.seconds)
				if err != nil {
					return err
				}
				ours, err := n.hold(ctx, l, clients, o.seconds)
				if err != nil {
					return fmt.Errorf("%s: %w", l.name, err)
				}
				limits, own, ratios = append(limits, limit.rate), append(own, ours.rate), append(ratios, ours.rate/limit.rate)
				slow, slowLimit = max(slow, ours.p99), max(slowLimit, limit.p99)
			}
			fmt.Fprintf(out, "| %s | %d | %.0f | %.0f | %.2f | %s | %s |\n", l.name, clients, median(limits), median(own), median(ratios), milliseconds(slowLimit), milliseconds(slow))
		}
	}
	return nil
}

// limit has pgbench call the function.
func (n *network) limit(ctx context.Context, pgbench, load string, clients int, long time.Duration) (result, error) {
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
	u, err := url.Parse(n.dsn)
	if err != nil {
		return result{}, err
	}
	password, _ := u.User.Password()
	how, much := "-T", strconv.Itoa(int(long.Seconds()))
	if long < time.Second { // it counts whole seconds
		how, much = "-t", "3"
	}
	cmd := exec.CommandContext(ctx, pgbench, "-n", "-M", "prepared", how, much, "-c", strconv.Itoa(clients), "-j", "1", "-f", file,
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
	took := logged(dir)
	return result{rate, percentile(took, 50), percentile(took, 99)}, err
}

// logged reads the latencies that pgbench wrote.
func logged(dir string) (took []time.Duration) {
	files, _ := filepath.Glob(filepath.Join(dir, "log*"))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for line := range bytes.Lines(text) {
			if fields := bytes.Fields(line); len(fields) > 2 {
				micros, _ := strconv.Atoi(string(fields[2]))
				took = append(took, time.Duration(micros)*time.Microsecond)
			}
		}
	}
	return took
}

// hold has clients hold stays through the service. Each company holds three, one after another: two clients of one company would wait
// for each other at its row, which is not what is measured.
func (n *network) hold(ctx context.Context, l load, clients int, long time.Duration) (result, error) {
	tomorrow := dates.Today(time.Now()).AddDays(1)
	return closed(ctx, clients, long, func(c int) func() error {
		random := rand.New(rand.NewPCG(uint64(c), 9))
		held, company := 0, int64(0)
		return func() error {
			if held%bookings.MaxHolds == 0 {
				next := n.used.Add(1) - 1
				if next >= int64(len(n.companies)) {
					return errors.New("no company is left that may hold")
				}
				company = n.companies[next]
			}
			held++
			actor := access.Actor{PersonID: n.person, Name: "Booker", Grants: []access.Grant{{Role: access.Booker, Org: company}}}
			_, err := n.bookings.HoldAll(ctx, actor, []bookings.HoldRequest{{
				CompanyID: company, RevisionID: l.revision(random, n.revisions), Start: l.start(random, tomorrow), People: l.people(random), Lang: "fi", OpKey: uuid.New()}})
			return err
		}
	})
}
