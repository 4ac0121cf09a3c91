// Package desk is a hub's desks by name: where they stand on its floor plan, who sits at which on which day, and what people wish for
// before they come. How many desk-days there are and who has bought them is not its business: a stay holds a number of desks, and which
// ones is decided here, at arrival or before. A seat lives by the stay's allocation of the day, so that what gives the desk-day back
// gives the desk back too. A hub without desks by name works as if this package were not there.
package desk
