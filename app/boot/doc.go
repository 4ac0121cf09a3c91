// Package boot joins the parts: it reads the configuration, opens the database, makes the services and the server, runs them
// and ends them in the right order. The program and the end-to-end tests start the same App. It decides nothing about the
// product.
package boot
