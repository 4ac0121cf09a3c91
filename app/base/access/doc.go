// Package access says who is acting and what they may touch. Services take an Actor right after the context and ask it
// first; a tenant that is not the actor's answers "not found", so that nobody learns what others have.
package access
