// Package ics writes calendars that people's own programs read: as an attachment of a mail, a download, or a feed.
// Times stand in Finnish wall-clock time with the zone's rules beside them, so that an event after a clock change is
// still at the right hour.
package ics
