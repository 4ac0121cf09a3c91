package page

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Signer protects small values that a browser keeps for us. Its key is derived from the application's secret for one purpose,
// so that a value signed for one cookie is worthless in another.
type Signer struct{ key []byte }

// NewSigner derives the key of a purpose.
func NewSigner(secret []byte, purpose string) Signer {
	key, err := hkdf.Key(sha256.New, secret, nil, purpose, 32)
	if err != nil {
		panic(err) // only for lengths that HKDF cannot give
	}
	return Signer{key}
}

// Sign returns the value with its signature, safe for a cookie.
func (s Signer) Sign(value []byte) string {
	return encode(value) + "." + encode(s.mac(value))
}

// Open returns a value that Sign made, or false for anything else.
func (s Signer) Open(signed string) ([]byte, bool) {
	head, tail, ok := strings.Cut(signed, ".")
	if !ok {
		return nil, false
	}
	value, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil {
		return nil, false
	}
	mac, err := base64.RawURLEncoding.DecodeString(tail)
	if err != nil || !hmac.Equal(mac, s.mac(value)) {
		return nil, false
	}
	return value, true
}

func (s Signer) mac(value []byte) []byte {
	m := hmac.New(sha256.New, s.key)
	m.Write(value)
	return m.Sum(nil)
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
