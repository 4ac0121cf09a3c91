package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// options are how much is measured.
type options struct {
	only    []string // names of tables; none: all
	seconds time.Duration
	rounds  int
	small   bool   // a network that is made in a moment: for the test
	write   string // a file that gets the tables between their marks; "" is none
}

// tables are all there are, in the order of the README.
var tables = []struct {
	name    string
	measure func(ctx context.Context, o options, h *house, out io.Writer) error
}{
	{"booking", onNetwork(booking)},
	{"flow", onNetwork(flow)},
	{"search", country},
	{"pages", onNetwork(pages)},
	{"trips", onNetwork(trips)},
}

func main() {
	if serveBare() {
		return
	}
	var o options
	only := flag.String("only", "", "names of tables with commas: booking, flow, search, pages, trips")
	flag.DurationVar(&o.seconds, "seconds", 2*time.Second, "how long each measurement takes")
	flag.IntVar(&o.rounds, "rounds", 3, "how often everything is measured, in turn")
	flag.StringVar(&o.write, "write", "", "a file that gets the tables between their marks")
	flag.Parse()
	if *only != "" {
		o.only = strings.Split(*only, ",")
	}
	if err := run(context.Background(), o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, out io.Writer) error {
	h, err := openHouse(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	for _, t := range tables {
		if len(o.only) > 0 && !slices.Contains(o.only, t.name) {
			continue
		}
		var table bytes.Buffer
		if err := t.measure(ctx, o, h, &table); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		fmt.Fprintf(out, "%s\n", table.Bytes())
		if err := put(o.write, t.name, table.String()); err != nil {
			return err
		}
	}
	return nil
}

// put writes a table into the file, between its marks.
func put(file, name, table string) error {
	if file == "" {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	marks := regexp.MustCompile(`(?s)(<!-- bench:` + name + `:begin -->\n).*?(<!-- bench:` + name + `:end -->)`)
	if !marks.Match(text) {
		return fmt.Errorf("%s has no marks for the table %s", file, name)
	}
	return os.WriteFile(file, marks.ReplaceAllFunc(text, func(old []byte) []byte {
		m := marks.FindSubmatch(old)
		return slices.Concat(m[1], []byte(table), m[2])
	}), 0o600)
}
