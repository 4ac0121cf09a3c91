package accounts

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// argonCost is the price of one guess. Raising it is enough: a hash with another price is made anew at the next sign-in.
type argonCost struct {
	kib     uint32
	passes  uint32
	threads uint8
}

var currentCost = argonCost{kib: 19 * 1024, passes: 2, threads: 1}

const (
	saltBytes = 16
	keyBytes  = 32
)

// hasher makes and checks Argon2id hashes in PHC form. Each costs 19 MiB, so only a few run at a time.
type hasher struct {
	slots chan struct{}
	cost  argonCost
	dummy string // checked when there is no account, so that its absence takes as long as a wrong password
}

func newHasher(cost argonCost) *hasher {
	h := &hasher{slots: make(chan struct{}, 2*runtime.GOMAXPROCS(0)), cost: cost}
	h.dummy = encodePHC(cost, randomBytes(saltBytes), randomBytes(keyBytes))
	return h
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// hash returns the PHC string of a password. The error is the context's: nothing else can fail.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := randomBytes(saltBytes)
	key, err := h.derive(ctx, password, salt, h.cost, keyBytes)
	if err != nil {
		return "", err
	}
	return encodePHC(h.cost, salt, key), nil
}

// verify compares in constant time. An empty stored hash (no account, or one without a password) costs as much as a real
// one and never matches. stale says that the hash should be made anew.
func (h *hasher) verify(ctx context.Context, stored, password string) (ok, stale bool, err error) {
	known := stored != ""
	if !known {
		stored = h.dummy
	}
	cost, salt, want, err := decodePHC(stored)
	if err != nil {
		return false, false, err
	}
	got, err := h.derive(ctx, password, salt, cost, uint32(len(want)))
	if err != nil {
		return false, false, err
	}
	ok = subtle.ConstantTimeCompare(got, want) == 1 && known
	return ok, ok && cost != h.cost, nil
}

// derive normalises first: the same ä arrives as one character from one keyboard and as two from another.
func (h *hasher) derive(ctx context.Context, password string, salt []byte, c argonCost, n uint32) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, c.passes, c.kib, c.threads, n), nil
}

func encodePHC(c argonCost, salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.kib, c.passes, c.threads, b64.EncodeToString(salt), b64.EncodeToString(key))
}

func decodePHC(s string) (c argonCost, salt, key []byte, err error) {
	bad := fmt.Errorf("not an Argon2id hash")
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, bad
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.kib, &c.passes, &c.threads); err != nil {
		return c, nil, nil, bad
	}
	if c.kib == 0 || c.kib > 1<<20 || c.passes == 0 || c.passes > 16 || c.threads == 0 {
		return c, nil, nil, bad
	}
	b64 := base64.RawStdEncoding
	salt, errSalt := b64.DecodeString(parts[4])
	key, errKey := b64.DecodeString(parts[5])
	if errSalt != nil || errKey != nil || len(salt) < 8 || len(key) < 16 {
		return c, nil, nil, bad
	}
	return c, salt, key, nil
}
