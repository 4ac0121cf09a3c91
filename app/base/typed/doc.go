// Package typed makes of what people type or paste what they meant: no signs that nobody sees, no spaces around it. It keeps
// every letter and picture; whether they may be there is for the rules of the field.
package typed
