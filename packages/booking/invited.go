package booking

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// linkOf is the token of somebody's link: the one they had, also in another row or with a corrected name, or a new one. A token
// is taken out of the known ones, so that no two people share a link; whoever comes in the place of another has a link of their own.
func linkOf(p Participant, known *[]Participant) string {
	for _, same := range []func(o Participant) bool{
		func(o Participant) bool { return o.Email != "" && strings.EqualFold(o.Email, p.Email) },
		func(o Participant) bool { return o.Email == "" && o.Name != "" && strings.EqualFold(o.Name, p.Name) },
	} {
		if i := slices.IndexFunc(*known, same); i >= 0 {
			token := (*known)[i].Token
			*known = slices.Delete(*known, i, i+1)
			return token
		}
	}
	return rand.Text() + rand.Text()
}

// followed says to which place in a group of people each place goes, when those who come along are named anew: everybody keeps what was
// theirs, and places that nobody known had go to those that are left, in order.
func followed(before []Participant, tokens []string, people int) map[int]int {
	to, used := map[int]int{}, map[int]bool{}
	for _, p := range before {
		if i := slices.Index(tokens, p.Token); i >= 0 && p.Position <= people {
			to[p.Position], used[i+1] = i+1, true
		}
	}
	next := 1
	for place := 1; place <= people; place++ {
		if _, known := to[place]; known {
			continue
		}
		for used[next] {
			next++
		}
		to[place], used[next] = next, true
	}
	return to
}

// Invited finds the stay and the participant that a link is for. Whoever has the link may; it says nothing of prices or of others.
// NotFound for any other token.
func (s *Service) Invited(ctx context.Context, token string) (Detail, Participant, error) {
	var id int64
	if err := s.db.Get(ctx, &id, `/* booking.Invited */ SELECT booking_id FROM participant WHERE token = $1`, token); err != nil {
		return Detail{}, Participant{}, notFound(err)
	}
	d, err := s.ReadDetail(ctx, s.db, id)
	if err != nil {
		return Detail{}, Participant{}, err
	}
	i := slices.IndexFunc(d.Participants, func(p Participant) bool { return p.Token == token })
	if i < 0 {
		return Detail{}, Participant{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return d, d.Participants[i], nil
}
