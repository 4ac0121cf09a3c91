# One command for each thing a person does here. Tests of a single package need none of it: `go test ./packages/...`
# starts the database it needs by itself.
.DEFAULT_GOAL := help
.PHONY: run test audit bench chaos lint generate seed help build format

tool := go tool -modfile=tools.mod

run: ## start the demo network: database, assets, data, server
	@.ci/install run
	@.ci/assets
	@$(MAKE) -s build
	@exec bin/hubittaako dev

test: ## everything: checks, unit, database, HTTP and browser tests
	@.ci/test

audit: ## Lighthouse over the public pages; writes its figures into the README
	@.ci/audit

lint: format ## the checks alone: format, generated code, vet, staticcheck
	@.ci/generated
	go vet ./...
	$(tool) staticcheck ./...

generate: ## make the Go code of the templates
	@$(tool) templ generate -log-level warn

bench: ## measure the product beside its limits, and write the figures into the README; wants a quiet machine
	go run ./app/bench -write README.md

chaos: ## break PostgreSQL, the program and the line between them while companies book: 8 runs, 152 faults
	go test ./app/chaos -count=1 -v -timeout 60m -seeds 8 -faults 19

seed: build ## fill the database at DATABASE_URL with the demo network
	@bin/hubittaako seed

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build:
	@stale=$$(find app -name node_modules -prune -o -name '*.templ' -print | while read -r t; do [ "$${t%.templ}_templ.go" -nt "$$t" ] || echo "$$t"; done); \
	[ -z "$$stale" ] || $(MAKE) -s generate
	@go build -o bin/hubittaako ./app

format:
	@unformatted=$$(find app migrations packages partners -name node_modules -prune -o -name '*.go' -exec gofmt -l {} +); \
	[ -z "$$unformatted" ] || { echo "Not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; }
