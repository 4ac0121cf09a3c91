// Package threads is the pages of discussions in the network's room, what network admins do about posts that were reported, and the
// page of the link that ends the mails about a thread.
package threads
