// Package slug makes the readable part of an address from a name: "Savusauna & järvi" becomes "savusauna-jarvi". It does not
// know who has which slug already; who stores them counts on with Numbered.
package slug
