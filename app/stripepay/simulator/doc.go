// Package simulator stands in for Stripe in development and in tests: the few API calls that app/stripepay makes, a pay
// page of its own, and signed webhook messages, all with a state that remembers. Without keys for Stripe the product
// takes its payments here, and no money moves. It can misbehave on request (Knobs) in the ways in which networks and
// payment providers do.
//
// What belongs here is Stripe's behaviour as far as we rely on it; app/stripepay checks with stripe-mock that what it
// sends here would be accepted by Stripe too. It must never run in production and refuses to.
package simulator
