// Package statement has what the law on digital services (306/2019) wants of a public site: the accessibility statement, and
// the form by which anybody may tell us of a barrier, or of anything else about the site.
package statement
