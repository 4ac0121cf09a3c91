// Package participant has what those who come along see without an account: the programme of their stay, as a page, a calendar and
// a paper. Whoever has the link reads it; it says nothing of prices or of the others.
package participant
