// Package webtest puts pages onto a small network of package packtest, with the services behind them and a pay page in
// memory, and has a browser without script that asks for them: for tests of page packages.
package webtest
