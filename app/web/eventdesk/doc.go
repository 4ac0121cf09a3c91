// Package eventdesk is where hub staff make, change and call off the events of their hub, and network admins those of the whole
// network; both see who comes.
package eventdesk
