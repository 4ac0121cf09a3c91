// Command bench measures the product beside its limits, in one run on one machine, and prints ratios: what holding a stay costs
// through the service against the least that a booking can be in SQL. It starts a PostgreSQL of its own; `make bench` runs it, and it
// wants a quiet machine. Searches over a country are measured by the benchmarks of packages/search.
package main
