// Package packtest makes small networks for tests of what is sold and booked: hubs with desks, partners with sessions, a
// published package, companies. It writes rows, not through the services, so that a test has just what it needs.
package packtest
