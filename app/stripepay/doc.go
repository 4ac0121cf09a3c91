// Package stripepay puts Stripe behind the interfaces that billing declares: pay pages (Checkout Sessions), refunds and
// webhooks. It is the only package, with its simulator, that imports stripe-go. What belongs here is the translation
// between Stripe's words and ours and the handling of its failures; what a payment means for a booking is billing's.
//
// The library speaks Stripe's API version 2023-10-16. The webhook endpoint must be created with that version: messages
// of another one are refused.
package stripepay
