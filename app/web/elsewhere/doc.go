// Package elsewhere is a day at another hub as participants and companies see it: what they have asked, what became of it, and the form to
// ask. The pages that show it are theirs.
package elsewhere
