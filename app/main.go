// Command hubittaako is the whole product in one program; `hubittaako help` lists what it can do.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/hubittaako/hubittaako/app/boot"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "hubittaako:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	cfg, err := boot.FromEnv(os.Getenv)
	log := boot.NewLogger(cfg, os.Stderr)
	command := append(args, "", "")
	switch {
	case command[0] == "version":
		fmt.Println(boot.Version())
		return nil
	case err != nil:
		return err
	case command[0] == "serve":
		return boot.Serve(ctx, cfg, log)
	case command[0] == "migrate":
		return boot.Migrate(ctx, cfg)
	case command[0] == "seed":
		return boot.Seed(ctx, cfg, log)
	case command[0] == "dev":
		return boot.Dev(ctx, cfg, log, os.Stdout)
	case command[0] == "admin" && command[1] != "":
		return boot.CreateAdmin(ctx, cfg, log, command[1], os.Stdout)
	}
	if command[0] != "" && command[0] != "help" {
		return fmt.Errorf("no command %q: try help", command[0])
	}
	return boot.WriteHelp(os.Stdout)
}
