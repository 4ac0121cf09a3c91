package partner_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

func TestApplyingUntilTheDecision(t *testing.T) {
	w := newTown(t)
	visitor := w.As(t, "")
	again := post(visitor, "/kumppaniksi", "/kumppaniksi", "name", "Hiihtomökki", "business_id", "1234567-8", "email", "ei mikään", "about", "Hiihtoa & <b>mehua</b>")
	again.Status(422).Says("Hiihtomökki", "1234567-8", "Tämä ei ole suomalainen Y-tunnus", "Tarkista sähköpostiosoite", "Tämä tarvitaan")
	if !strings.Contains(again.Raw, "Hiihtoa &amp; &lt;b&gt;mehua") {
		t.Errorf("what was typed is not on the page as text: %s", again.Raw)
	}
	fields := []string{
		"name", "Hiihtomökki", "business_id", " FI02430274 ", "vat_registered", "yes", "municipality", "Kinnula", "contact_name", "Yhteyshenkilö", "email", "yhteys@mokki.example ", "about", "Hiihtoa",
	}
	if to := post(visitor, "/kumppaniksi", "/kumppaniksi", fields...).To(); to != "/kumppaniksi/kiitos" {
		t.Fatal(to)
	}
	visitor.Get("/en/kumppaniksi/kiitos").Status(200).Says("Thank you")
	post(visitor, "/kumppaniksi", "/en/kumppaniksi", fields...).Status(422).Says("business ID")

	admin := w.As(t, "admin")
	list := admin.Get("/hallinta/kumppanit").Status(200).Says("Hiihtomökki", "0243027-4", "yhteys@mokki.example")
	action := regexp.MustCompile(`/hallinta/kumppanit/\d+`).FindString(list.Body)
	post(admin, "/hallinta/kumppanit", action+"/hylkaa", "reason", " ").Status(422).Says("Hiihtomökki", "Tämä tarvitaan")
	if to := post(admin, "/hallinta/kumppanit", action+"/hyvaksy").To(); to != "/hallinta/kumppanit" {
		t.Fatal(to)
	}
	post(admin, "/kumppaniksi", action+"/hylkaa", "reason", "Myöhässä").Status(409).Says("Hakemus on jo käsitelty")
	w.As(t, "sauna").Get("/hallinta/kumppanit").Status(404)
}

func TestWhereAMemberStarts(t *testing.T) {
	w := newTown(t)
	home := fmt.Sprintf("/kumppani/%d", w.Partners[0])
	if to := w.As(t, "sauna").Get("/kumppani").To(); to != home {
		t.Error(to)
	}
	w.As(t, "two-partners").Get("/kumppani").Status(200).Says(`href="`+home+`"`, "Melojat")
	if to := w.As(t, "admin").Get("/kumppani").To(); to != "/hallinta/kumppanit" {
		t.Error(to)
	}
}

func TestNobodySeesAnothersPages(t *testing.T) {
	w := newTown(t)
	home := fmt.Sprintf("/kumppani/%d", w.Partners[0])
	activity := fmt.Sprintf("%s/aktiviteetit/%d", home, w.activity(t, "savusauna"))
	foreign := strings.Replace(activity, home, fmt.Sprintf("/kumppani/%d", w.Partners[1]), 1)
	for _, path := range []string{home, home + "/tiedot", home + "/aktiviteetit", home + "/aktiviteetit/uusi", activity, activity + "/kerrat", foreign, foreign + "/kerrat"} {
		w.As(t, "canoe").Get(path).Status(404)
		w.As(t, "company").Get(path).Status(404)
		if !strings.HasPrefix(w.As(t, "").Get(path).To(), "/kirjaudu") {
			t.Errorf("%s is open to nobody", path)
		}
		if path != foreign && path != foreign+"/kerrat" {
			w.As(t, "sauna").Get(path).Status(200)
			w.As(t, "sauna").Get("/en" + path).Status(200)
			w.As(t, "admin").Get(path).Status(200)
		}
	}
	session := fmt.Sprintf("/kerrat/%d", w.Sessions[0])
	for _, path := range []string{activity, activity + "/tila", activity + "/kuva/poista", activity + "/kerrat", activity + session + "/poista", activity + session + "/peru", foreign + session + "/poista"} {
		post(w.As(t, "canoe"), "/kumppaniksi", path, "status", "archived", "reason", "x").Status(404)
	}
}

// activity is the id of one by its slug.
func (w town) activity(t *testing.T, slug string) (id int64) {
	t.Helper()
	if err := w.DB.Get(t.Context(), &id, `SELECT id FROM activity WHERE slug = $1`, slug); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestDescribingAnActivity(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	list := fmt.Sprintf("/kumppani/%d/aktiviteetit", w.Partners[0])
	post(b, list+"/uusi", list+"/uusi", "kind", "food", "title_fi", "Kylän pöytä", "group_max", "monta", "price", "kallis", "duration", "kauan").
		Status(422).Says("Kylän pöytä", "monta", "kallis", "kauan", "Kirjoita kokonaisluku", "Kirjoita summa euroina", "Tarkista kesto", "Tämä tarvitaan", "ehdotus")
	b.Get(list + "/alv?kind=learning").Status(200).Says(`value="exempt" checked`)
	fields := []string{
		"kind", "food", "title_fi", "Kylän pöytä", "summary_fi", "Ruokaa läheltä", "duration", "2,5 h", "place", "Kylätalo", "municipality", "Pihtipudas", "group_min", "4", "group_max", "20",
		"price", "28,50", "price_per", "person", "vat_class", "reduced", "season_from", "1", "season_to", "12", "lead_days", "3", "languages", "fi", "languages", "en",
	}
	path := post(b, list+"/uusi", list+"/uusi", fields...).To()
	b.Get(path).Status(200).Says("Kylän pöytä", "2 h 30 min", "28,50", "Tämä on vielä luonnos", "/posters/")
	post(b, path, path, append(fields, "title_en", "The village table")...).To()
	b.Get("/en"+path).Says("The village table", "This is still a draft")
	post(b, path, path+"/tila", "status", "listed").To()
	b.Get(list).Says("Tarjolla", "28,50").Lacks("Kumoa") // there is no way back to a draft
	post(b, path, path+"/tila", "status", "archived").To()
	b.Send(b.Get(path).Says("on pois tarjolta", "Kumoa").Form("/tila")).To()
	b.Get(path).Says("on nyt tarjolla", "Tarjolla paketteihin")
	post(b, path, path+"/tila", "status", "gone").Status(422)
}

func TestAPhotoTakesThePostersPlace(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d", w.Partners[0], w.activity(t, "savusauna"))
	send := func(file []byte) webtest.Answer {
		return b.Upload(form(b, path, path+"/kuva", "alt_fi", "Sauna rannalla"), "photo", "kuva.png", file)
	}
	// Each refusal is said at the field, and what was typed and chosen stays.
	hundred := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x27\x10\x00\x00\x27\x10\x08\x02\x00\x00\x00")
	hundred = binary.BigEndian.AppendUint32(hundred, crc32.ChecksumIEEE(hundred[12:]))
	for why, file := range map[string][]byte{
		"JPEG-, PNG- tai WebP-tiedosto": []byte("tekstiä"), "liikaa pisteitä. Enintään 40 megapikseliä": hundred,
		"Kuva on liian suuri, enintään 10 Mt": append(bytes.Clone(hundred), make([]byte, 11<<20)...),
	} {
		b.Upload(form(b, path, path+"/kuva", "alt_fi", "Sauna rannalla", "focus", "85-15"), "photo", "kuva.png", file).
			Status(422).Says(why, "Sauna rannalla", `value="85-15" checked`)
	}
	b.Upload(form(b, path, path+"/kuva", "focus", "85-15"), "photo", "kuva.png", hundred).Status(422).Says("Mitä kuvassa näkyy?")
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 900, 600))); err != nil {
		t.Fatal(err)
	}
	send(picture.Bytes()).To()
	src := regexp.MustCompile(`/kuvat/\d+/800`).FindString(b.Get(path).Says("Sauna rannalla").Body)
	photo := w.As(t, "").Get(src).Status(200)
	if photo.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(photo.Header.Get("Cache-Control"), "public") {
		t.Errorf("%s: %v", src, photo.Header)
	}
	w.As(t, "").Get(strings.Replace(src, "/800", "/801", 1)).Status(404)
	post(b, path, path+"/kuva", "alt_fi", "Sauna rannalla", "focus", "15-85").To()
	b.Get(path).Says(`class="cut fx15 fy85"`, `value="15-85" checked`)
	post(b, path, path+"/kuva/poista").To()
	w.As(t, "").Get(src).Status(404)
}

func TestSessionsOfAMonth(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], w.activity(t, "savusauna"))
	month := path + "?kuukausi=2027-06"
	b.Get(month).Status(200).Says("0/12", "7.6.")
	post(b, path, path, "day", "2020-01-01", "time", "25:00", "seats", "8").Status(422).Says("Kirjoita aika näin")
	post(b, path, path, "day", "2020-01-01", "time", "18:00", "seats", "8").Status(422).Says(`value="18:00"`)
	if to := post(b, path, path, "day", "8.6.2027", "time", "18.30", "seats", "8").To(); to != month {
		t.Fatal(to)
	}
	b.Get(month).Says("18.30–21.30", "0/8")
	if to := post(b, path, path+"/viikoittain", "weekdays", "6", "weekdays", "7", "time", "12:00", "from", "2027-06-01", "until", "2027-06-30", "seats", "6").To(); to != month {
		t.Fatal(to)
	}
	page := b.Get(month).Says("Lisättiin 8 kertaa")
	if n := strings.Count(page.Body, "</b> <span class=\"num\">12.00–15.00"); n != 8 {
		t.Errorf("%d sessions at noon", n)
	}
	post(b, path, path+"/viikoittain", "time", "12:00", "from", "2027-06-30", "until", "2027-06-01", "seats", "6").Status(422).Says("Valitse")

	first := fmt.Sprintf("%s/%d", path, w.Sessions[0])
	post(b, path, first+"/paikat", "seats", "").Status(422).Says("Tämä tarvitaan")
	post(b, path, first+"/paikat", "seats", "9").To()
	b.Get(month).Says("0/9")
	post(b, path, first+"/poista").To()
	second := fmt.Sprintf("%s/%d", path, w.Sessions[1])
	post(b, path, second+"/peru").Status(422).Says("Tämä tarvitaan")
	post(b, path, second+"/peru", "reason", "Kiuas rikki").To()
	b.Get(month).Says("Kiuas rikki", "Peruttu")
}

// week is the address of the sauna's first week with sessions.
func (w town) week() string {
	return fmt.Sprintf("/kumppani/%d?viikko=%s", w.Partners[0], w.Monday)
}

// feed is the address of the sauna's calendar.
func (w town) feed(b *webtest.Browser) string {
	return regexp.MustCompile(`/kalenteri/[^<" ]+\.ics`).FindString(b.Get(fmt.Sprintf("/kumppani/%d/tiedot", w.Partners[0])).Status(200).Body)
}

func TestTheWeekAndTheFeedCountHeads(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	b.Get(w.week()).Status(200).Says("Viikko 23", "0/12", "Kukaan ei ole vielä varannut")
	profile := fmt.Sprintf("/kumppani/%d/tiedot", w.Partners[0])
	feed := w.feed(b)
	calendar := w.As(t, "").Get(feed).Status(200)
	if !strings.HasPrefix(calendar.Header.Get("Content-Type"), "text/calendar") {
		t.Error(calendar.Header.Get("Content-Type"))
	}
	calendar.Says("BEGIN:VCALENDAR", "Savusauna (0/12)")
	w.hold(t, 4)
	b.Get(w.week()).Says("4/12", "Yritys 1", "Alustava", "4 henkilöä")
	w.As(t, "").Get(feed).Says("Savusauna (4/12)")
	post(b, profile, fmt.Sprintf("/kumppani/%d/kalenteri", w.Partners[0])).To()
	w.As(t, "").Get(feed).Status(404)
}

// hold takes a stay for some people; one of the sauna's first week's sessions is in it.
func (w town) hold(t *testing.T, people int) {
	t.Helper()
	_, err := w.Bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: w.Monday, People: people, Lang: "fi", OpKey: uuid.New(),
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestABookedSessionStaysUntilItIsCancelled(t *testing.T) {
	w := newTown(t)
	w.hold(t, 4)
	var id int64
	if err := w.DB.Get(t.Context(), &id, `SELECT session_id FROM booking_session WHERE session_id = ANY (ARRAY[$1, $2]::bigint[])`, w.Sessions[0], w.Sessions[1]); err != nil {
		t.Fatal(err)
	}
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], w.activity(t, "savusauna"))
	one := fmt.Sprintf("%s/%d", path, id)
	if to := post(b, path, one+"/poista", "month", "2027-06").To(); !strings.Contains(b.Get(to).Body, "Yksi kerta jäi") {
		t.Error("not told that the session stayed")
	}
	post(b, path, one+"/paikat", "seats", "3").Status(409).Says(`value="3"`, "4/12")
	post(b, path, one+"/peru", "reason", "Kiuas rikki").To()
	b.Get(path+"?kuukausi=2027-06").Says("Kerta peruttiin", "Kiuas rikki")
	post(b, path, one+"/peru", "reason", "Kiuas rikki").To()
	b.Get(path+"?kuukausi=2027-06").Says("Kerta on jo peruttu", "Kiuas rikki")
}

func TestProfile(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/tiedot", w.Partners[0])
	fields := []string{"name", "Rantasauna Oy", "vat_registered", "no", "municipality", "Kinnula", "contact_name", "Isäntä", "lang", "en", "website", "www.rantasauna.example"}
	post(b, path, path, append(fields, "email", "nope")...).Status(422).Says("Rantasauna Oy", "Tarkista sähköpostiosoite")
	post(b, path, path, append(fields, "email", "vhenkilo1@rantasauna.example")...).To()
	b.Get(path).Says("Tiedot tallennettiin", "yhden aktiviteetin verokannan", "https://www.rantasauna.example")
	a, err := w.partners.Activity(t.Context(), w.Admin, w.activity(t, "savusauna"))
	if err != nil || a.PartnerVAT || a.VATClass != "none" {
		t.Errorf("%+v %v", a, err)
	}
	if s, err := w.partners.PartnerSessions(t.Context(), w.Admin, w.Partners[0], dates.Through(w.Monday, w.Monday.AddDays(6))); err != nil || len(s) != 2 || s[0].Status != partners.Open {
		t.Errorf("%+v %v", s, err)
	}
}
