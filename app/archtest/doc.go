// Package archtest keeps the rules of the house that the compiler does not: which folder may import which, who may touch
// Fiber, Stripe and the browser, and the habits that every file has. It holds tests only. A new folder needs a row in
// layers; a rule that stands in the way is changed here, in the open, or not at all.
package archtest
