package partner_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"mime/multipart"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

func TestApplyingUntilTheDecision(t *testing.T) {
	w := newTown(t)
	visitor := w.as(t, "")
	again := visitor.post("/kumppaniksi", "/kumppaniksi", "name", "Hiihtomökki", "business_id", "1234567-8", "email", "ei mikään", "about", "Hiihtoa & <b>mehua</b>")
	again.status(422).says("Hiihtomökki", "1234567-8", "Hiihtoa &amp; &lt;b&gt;mehua", "Tämä ei ole suomalainen Y-tunnus", "Tarkista sähköpostiosoite", "Tämä tarvitaan")
	fields := []string{
		"name", "Hiihtomökki", "business_id", " FI02430274 ", "vat_registered", "yes", "municipality", "Kinnula", "contact_name", "Yhteyshenkilö", "email", "yhteys@mokki.example ", "about", "Hiihtoa",
	}
	if to := visitor.post("/kumppaniksi", "/kumppaniksi", fields...).to(); to != "/kumppaniksi/kiitos" {
		t.Fatal(to)
	}
	visitor.get("/en/kumppaniksi/kiitos").status(200).says("Thank you")
	visitor.post("/kumppaniksi", "/en/kumppaniksi", fields...).status(422).says("business ID")

	admin := w.as(t, "admin")
	list := admin.get("/hallinta/kumppanit").status(200).says("Hiihtomökki", "0243027-4", "yhteys@mokki.example")
	action := regexp.MustCompile(`/hallinta/kumppanit/\d+`).FindString(list.body)
	admin.post("/hallinta/kumppanit", action+"/hylkaa", "reason", " ").status(422).says("Hiihtomökki", "Tämä tarvitaan")
	if to := admin.post("/hallinta/kumppanit", action+"/hyvaksy").to(); to != "/hallinta/kumppanit" {
		t.Fatal(to)
	}
	admin.post("/kumppaniksi", action+"/hylkaa", "reason", "Myöhässä").status(409).says("Hakemus on jo käsitelty")
	w.as(t, "sauna").get("/hallinta/kumppanit").status(404)
}

func TestWhereAMemberStarts(t *testing.T) {
	w := newTown(t)
	home := fmt.Sprintf("/kumppani/%d", w.Partners[0])
	if to := w.as(t, "sauna").get("/kumppani").to(); to != home {
		t.Error(to)
	}
	w.as(t, "both").get("/kumppani").status(200).says(`href="`+home+`"`, "Melojat")
	if to := w.as(t, "admin").get("/kumppani").to(); to != "/hallinta/kumppanit" {
		t.Error(to)
	}
}

func TestNobodySeesAnothersPages(t *testing.T) {
	w := newTown(t)
	home := fmt.Sprintf("/kumppani/%d", w.Partners[0])
	activity := fmt.Sprintf("%s/aktiviteetit/%d", home, w.activity(t, "savusauna"))
	foreign := strings.Replace(activity, home, fmt.Sprintf("/kumppani/%d", w.Partners[1]), 1)
	for _, path := range []string{home, home + "/tiedot", home + "/aktiviteetit", home + "/aktiviteetit/uusi", activity, activity + "/kerrat", foreign, foreign + "/kerrat"} {
		w.as(t, "canoe").get(path).status(404)
		w.as(t, "company").get(path).status(404)
		if !strings.HasPrefix(w.as(t, "").get(path).to(), "/kirjaudu") {
			t.Errorf("%s is open to nobody", path)
		}
		if path != foreign && path != foreign+"/kerrat" {
			w.as(t, "sauna").get(path).status(200)
			w.as(t, "sauna").get("/en" + path).status(200)
			w.as(t, "admin").get(path).status(200)
		}
	}
	session := fmt.Sprintf("/kerrat/%d", w.Sessions[0])
	for _, path := range []string{activity, activity + "/tila", activity + "/kuva/poista", activity + "/kerrat", activity + session + "/poista", activity + session + "/peru", foreign + session + "/poista"} {
		w.as(t, "canoe").post("/kumppaniksi", path, "status", "archived", "reason", "x").status(404)
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
	b := w.as(t, "sauna")
	list := fmt.Sprintf("/kumppani/%d/aktiviteetit", w.Partners[0])
	b.post(list+"/uusi", list+"/uusi", "kind", "food", "title_fi", "Kylän pöytä", "group_max", "monta", "price", "kallis", "duration", "kauan").
		status(422).says("Kylän pöytä", "monta", "kallis", "kauan", "Kirjoita kokonaisluku", "Kirjoita summa euroina", "Tarkista kesto", "Tämä tarvitaan", "ehdotus")
	b.get(list + "/alv?kind=learning").status(200).says(`value="exempt" checked`)
	fields := []string{
		"kind", "food", "title_fi", "Kylän pöytä", "summary_fi", "Ruokaa läheltä", "duration", "2,5 h", "place", "Kylätalo", "municipality", "Pihtipudas", "group_min", "4", "group_max", "20",
		"price", "28,50", "price_per", "person", "vat_class", "reduced", "season_from", "1", "season_to", "12", "lead_days", "3", "languages", "fi", "languages", "en",
	}
	path := b.post(list+"/uusi", list+"/uusi", fields...).to()
	b.get(path).status(200).says("Kylän pöytä", "2 h 30 min", "28,50", "Tämä on vielä luonnos", "/posters/")
	b.post(path, path, append(fields, "title_en", "The village table")...).to()
	b.get("/en"+path).says("The village table", "This is still a draft")
	b.post(path, path+"/tila", "status", "listed").to()
	b.get(list).says("Tarjolla", "28,50")
	b.post(path, path+"/tila", "status", "gone").status(422)
}

func TestAPhotoTakesThePostersPlace(t *testing.T) {
	w := newTown(t)
	b := w.as(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d", w.Partners[0], w.activity(t, "savusauna"))
	send := func(file []byte) answer {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for name, value := range map[string]string{"_csrf": b.token(path), "alt_fi": "Sauna rannalla"} {
			if err := form.WriteField(name, value); err != nil {
				t.Fatal(err)
			}
		}
		part, err := form.CreateFormFile("photo", "kuva.png")
		if err != nil {
			t.Fatal(err)
		}
		part.Write(file)
		form.Close()
		return b.do("POST", path+"/kuva", &body, form.FormDataContentType())
	}
	send([]byte("tekstiä")).status(422).says("Sauna rannalla")
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 900, 600))); err != nil {
		t.Fatal(err)
	}
	send(picture.Bytes()).to()
	src := regexp.MustCompile(`/kuvat/\d+/800`).FindString(b.get(path).says("Sauna rannalla").body)
	photo := w.as(t, "").get(src).status(200)
	if photo.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(photo.Header.Get("Cache-Control"), "public") {
		t.Errorf("%s: %v", src, photo.Header)
	}
	w.as(t, "").get(strings.Replace(src, "/800", "/801", 1)).status(404)
	b.post(path, path+"/kuva/poista").to()
	w.as(t, "").get(src).status(404)
}

func TestSessionsOfAMonth(t *testing.T) {
	w := newTown(t)
	b := w.as(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], w.activity(t, "savusauna"))
	month := path + "?kuukausi=2027-06"
	b.get(month).status(200).says("0/12", "7.6.")
	b.post(path, path, "day", "2020-01-01", "time", "25:00", "seats", "8").status(422).says("Kirjoita aika näin")
	b.post(path, path, "day", "2020-01-01", "time", "18:00", "seats", "8").status(422).says(`value="18:00"`)
	if to := b.post(path, path, "day", "8.6.2027", "time", "18.30", "seats", "8").to(); to != month {
		t.Fatal(to)
	}
	b.get(month).says("18.30–21.30", "0/8")
	if to := b.post(path, path+"/viikoittain", "weekdays", "6", "weekdays", "7", "time", "12:00", "from", "2027-06-01", "until", "2027-06-30", "seats", "6").to(); to != month {
		t.Fatal(to)
	}
	page := b.get(month).says("Lisättiin 8 kertaa")
	if n := strings.Count(page.body, "12.00–15.00"); n != 8 {
		t.Errorf("%d sessions at noon", n)
	}
	b.post(path, path+"/viikoittain", "time", "12:00", "from", "2027-06-30", "until", "2027-06-01", "seats", "6").status(422).says("Valitse")

	first := fmt.Sprintf("%s/%d", path, w.Sessions[0])
	b.post(path, first+"/paikat", "seats", "").status(422).says("Tämä tarvitaan")
	b.post(path, first+"/paikat", "seats", "9").to()
	b.get(month).says("0/9")
	b.post(path, first+"/poista").to()
	second := fmt.Sprintf("%s/%d", path, w.Sessions[1])
	b.post(path, second+"/peru").status(422).says("Tämä tarvitaan")
	b.post(path, second+"/peru", "reason", "Kiuas rikki").to()
	b.get(month).says("Kiuas rikki", "peruttu")
}

// week is the address of the sauna's first week with sessions.
func (w town) week() string {
	return fmt.Sprintf("/kumppani/%d?viikko=%s", w.Partners[0], w.Monday)
}

func TestTheWeekAndTheFeedCountHeads(t *testing.T) {
	w := newTown(t)
	b := w.as(t, "sauna")
	b.get(w.week()).status(200).says("Viikko 23", "0/12", "Kukaan ei ole vielä varannut")
	profile := fmt.Sprintf("/kumppani/%d/tiedot", w.Partners[0])
	feed := regexp.MustCompile(`/kalenteri/[^<" ]+\.ics`).FindString(b.get(profile).status(200).body)
	calendar := w.as(t, "").get(feed).status(200)
	if !strings.HasPrefix(calendar.Header.Get("Content-Type"), "text/calendar") {
		t.Error(calendar.Header.Get("Content-Type"))
	}
	calendar.says("BEGIN:VCALENDAR", "Savusauna (0/12)")
	w.hold(t, 4)
	b.get(w.week()).says("4/12", "Yritys 1", "Alustava", "4 henkilöä")
	w.as(t, "").get(feed).says("Savusauna (4/12)")
	b.post(profile, fmt.Sprintf("/kumppani/%d/kalenteri", w.Partners[0])).to()
	w.as(t, "").get(feed).status(404)
}

// hold takes a stay for some people; one of the sauna's first week's sessions is in it.
func (w town) hold(t *testing.T, people int) {
	t.Helper()
	_, err := w.bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
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
	b := w.as(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], w.activity(t, "savusauna"))
	one := fmt.Sprintf("%s/%d", path, id)
	b.post(path, one+"/poista").status(409).says("4/12", "varau")
	b.post(path, one+"/paikat", "seats", "3").status(409).says(`value="3"`, "4/12")
	b.post(path, one+"/peru", "reason", "Kiuas rikki").to()
	b.post(path, one+"/peru", "reason", "Kiuas rikki").status(409)
	b.get(path + "?kuukausi=2027-06").says("Kiuas rikki")
}

func TestProfile(t *testing.T) {
	w := newTown(t)
	b := w.as(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/tiedot", w.Partners[0])
	fields := []string{"name", "Rantasauna Oy", "vat_registered", "no", "municipality", "Kinnula", "contact_name", "Isäntä", "lang", "en", "website", "www.rantasauna.example"}
	b.post(path, path, append(fields, "email", "nope")...).status(422).says("Rantasauna Oy", "Tarkista sähköpostiosoite")
	b.post(path, path, append(fields, "email", "vhenkilo1@rantasauna.example")...).to()
	b.get(path).says("Tiedot tallennettiin", "yhden aktiviteetin verokannan", "https://www.rantasauna.example")
	a, err := w.partners.Activity(t.Context(), w.Admin, w.activity(t, "savusauna"))
	if err != nil || a.PartnerVAT || a.VATClass != "none" {
		t.Errorf("%+v %v", a, err)
	}
	if s, err := w.partners.PartnerSessions(t.Context(), w.Admin, w.Partners[0], dates.Through(w.Monday, w.Monday.AddDays(6))); err != nil || len(s) != 2 || s[0].Status != partners.Open {
		t.Errorf("%+v %v", s, err)
	}
}
