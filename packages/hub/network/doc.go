// Package network is the room of those who run the network's hubs: who runs which hub, the path that a new community manager
// walks step by step, and the meetings that they keep together. Only members of a hub and network admins come in; everybody
// else gets NotFound.
package network
