// Package practices is the pages of good practices in the network's room: what one hub has found out, and how others take it over.
package practices
