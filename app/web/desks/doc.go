// Package desks has the pages of desks by name: for hub staff the floor plan of a day, where people are seated and moved, and the plan
// itself; for participants and companies the section on a stay's page that says where people sit and takes their wishes.
package desks
