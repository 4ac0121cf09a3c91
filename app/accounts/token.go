package accounts

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// newToken makes a secret of 256 bits, fit for a cookie and for an address.
func newToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: the runtime stops the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// hashToken is what is stored of a token. No salt and no slow hash: what is hashed is random already.
func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
