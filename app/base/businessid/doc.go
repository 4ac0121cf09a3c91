// Package businessid reads and checks Finnish business IDs (Y-tunnus), as people type and paste them. Companies and
// partners both have one.
package businessid
