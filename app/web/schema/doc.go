// Package schema says what pages are about in the words of schema.org, for search engines: the network, a hub, a package that
// can be booked, an event, the way back. A page gives what it gets here to ui.PageMeta.Data.
package schema
