// Package survey asks how a stay was: those who came along, by the secret of their link, and who booked it. Answers can be given
// from the last day on and changed for thirty days. Everybody sees averages only, published by three answers at a time so that
// nobody's can be worked out; what people wrote is for the staff of the hubs on the way. Answers are deleted a year after the stay.
package survey
