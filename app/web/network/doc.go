// Package network is the pages of the network's room, for those who run hubs: who runs which hub, the path of a new community
// manager, and the meetings. The menu of the room is ui.AreaNetwork; families of pages that live there too bring routes of their own.
package network
