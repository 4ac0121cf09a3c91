// Package webhook takes messages from machines: the payment provider's. The sender is known by a signature over the raw body,
// which the service checks; there is no session and no form token.
package webhook
