// Package webtest puts pages behind the real server and has a browser without script that asks for them: for tests of page
// packages. A World is pages on a small network of package packtest, with the services behind them, people who may be signed
// in and a pay page in memory; a Site is pages alone, for tests that bring their own database and sign-in.
package webtest
