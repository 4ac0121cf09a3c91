// Package partner is the pages of partners: how one applies, the week that is coming, its activities with their sessions and
// photos, and what it says about itself. Also the calendar feed and the photos, which need no sign-in.
package partner
