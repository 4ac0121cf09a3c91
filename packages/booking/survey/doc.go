// Package survey asks how a stay was: those who came along, by the secret of their link, and who booked it. Answers can be given
// from the last day on and changed for thirty days. The company sees averages only, and those only when enough have answered that
// nobody can be picked out; what people wrote is for the staff of the hubs on the way.
package survey
