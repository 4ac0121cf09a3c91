package partner_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// send is post with an operation key of the caller's choice; hx makes it a question of htmx for a piece of the page.
func (b *browser) send(from, path, op string, hx bool, pairs ...string) answer {
	b.t.Helper()
	form := url.Values{"_csrf": {b.token(from)}, "_op": {op}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Host = "hubittaako.test"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if hx {
		r.Header.Set("HX-Request", "true")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	res, err := b.town.server.App().Test(r, -1)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range res.Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return answer{b.t, res, string(body)}
}

func TestTheWeeklyRuleIsCountedFirst(t *testing.T) {
	w := newTown(t)
	b := w.as(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], w.activity(t, "savusauna"))
	look := path + "/viikoittain/katso"
	rule := func(until string) []string {
		return []string{"weekdays", "6", "weekdays", "7", "time", "12.00", "from", "2027-06-01", "until", until, "seats", "6"}
	}
	before := b.get(path + "?kuukausi=2027-06").body

	b.send(path, look, uuid.NewString(), false, rule("30.6.2027")...).status(200).
		says("Lisätään 8 kertaa, ensimmäinen 5.6.2027 ja viimeinen 27.6.2027.", `value="12:00"`, "<html", "Lisää kerrat")
	piece := b.send(path, look, uuid.NewString(), true, rule("30.6.2027")...).status(200).says("Lisätään 8 kertaa")
	if strings.Contains(piece.body, "<html") {
		t.Error("a whole page for a piece")
	}
	if unfinished := b.send(path, look, uuid.NewString(), true, "weekdays", "6", "seats", "6").status(200); strings.Contains(unfinished.body, "note") {
		t.Errorf("an error before the form is complete: %s", unfinished.body)
	}
	b.send(path, look, uuid.NewString(), true, rule("2027-05-01")...).status(200).says("note warn")
	b.send(path, look, uuid.NewString(), false, rule("2027-05-01")...).status(422).says(`value="2027-05-01"`)
	if after := b.get(path + "?kuukausi=2027-06").body; strings.Count(after, "kerta-") != strings.Count(before, "kerta-") {
		t.Error("looking added sessions")
	}

	op := uuid.NewString()
	for range 2 { // the same form twice, as after a lost answer
		b.send(path, path+"/viikoittain", op, false, rule("30.6.2027")...).to()
		b.get(path + "?kuukausi=2027-06").says("Lisättiin 8 kertaa")
	}
	b.send(path, look, uuid.NewString(), true, rule("30.6.2027")...).says("8 ajalla on jo kerta", "mitään ei lisätä")
	b.send(path, look, uuid.NewString(), true, rule("6.7.2027")...).says("Lisätään 2 kertaa", "8 ajalla on jo kerta")
	w.as(t, "canoe").send("/kumppaniksi", look, uuid.NewString(), true, rule("30.6.2027")...).status(404)
}
