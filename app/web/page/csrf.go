package page

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
)

// CSRFField and CSRFHeader carry the token; OpField carries an action's operation key.
const (
	CSRFField  = "_csrf"
	CSRFHeader = "X-CSRF-Token"
	OpField    = "_op"
)

// CSRF is the secret that a visitor's forms must carry. Tokens are the secret under a fresh mask, so that no two pages show
// the same bytes and compression cannot give them away.
type CSRF struct{ secret [sha256.Size]byte }

// NewCSRF makes the tokens of a session or of a signed-out visitor's cookie.
func NewCSRF(value string) CSRF { return CSRF{sha256.Sum256([]byte("csrf:" + value))} }

// Token is a new token, different at each call.
func (c CSRF) Token() string {
	var out [2 * sha256.Size]byte
	rand.Read(out[:sha256.Size])
	subtle.XORBytes(out[sha256.Size:], out[:sha256.Size], c.secret[:])
	return base64.RawURLEncoding.EncodeToString(out[:])
}

// Valid says whether the token was made from this secret.
func (c CSRF) Valid(token string) bool {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(b) != 2*sha256.Size {
		return false
	}
	var secret [sha256.Size]byte
	subtle.XORBytes(secret[:], b[:sha256.Size], b[sha256.Size:])
	return subtle.ConstantTimeCompare(secret[:], c.secret[:]) == 1
}
