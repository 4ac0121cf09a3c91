package accounts

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func signUpForm(businessID, email string) SignUpForm {
	return SignUpForm{CompanyForm: companyForm(businessID), PersonForm: PersonForm{Name: "Oma Henkilö", Email: email, Password: goodPassword, Lang: "fi"}}
}

func TestSignUpCompany(t *testing.T) {
	h := newHouse(t)
	f := signUpForm("FI 9000001\u20131", " Henkilo1@Example.fi\u00a0")
	f.CompanyName, f.BillingEmail, f.Postcode = "\u00a0Tunturi  Oy ", "", " 44 800 "
	f.EInvoiceAddress, f.EInvoiceOperator = "0037 9000 0011", "bawcfi22"
	done, err := h.SignUpCompany(t.Context(), access.Actor{}, f, browser)
	h.must(err)
	first := h.actor(done.Token)
	if !first.Has(access.CompanyAdmin, done.CompanyID) || len(first.Grants) != 1 || first.Grants[0].OrgName != "Tunturi Oy" {
		t.Fatalf("got %+v", first)
	}
	c, err := h.Company(t.Context(), first, done.CompanyID)
	h.must(err)
	c.CreatedAt = c.CreatedAt.Truncate(0)
	if c.BusinessID != "9000001-1" || c.Name != "Tunturi Oy" || c.BillingEmail != "henkilo1@example.fi" || c.Postcode != "44800" ||
		c.EInvoiceAddress != "003790000011" || c.EInvoiceOperator != "BAWCFI22" || c.Country != "FI" || c.InvoiceAllowed || c.Demo {
		t.Fatalf("got %+v", c)
	}
	if text := h.mailTo("henkilo1@example.fi"); !strings.Contains(text, "Tunturi Oy voi nyt varata") {
		t.Fatalf("mailed %q", text)
	}
	if me, err := h.Me(t.Context(), first); err != nil || me.EmailProved || !me.HasPassword {
		t.Fatalf("%+v %v", me, err)
	}
	token := h.linkTo("henkilo1@example.fi")
	wantFault(t, h.ConfirmEmail(t.Context(), access.Actor{}, token), fault.Unauthenticated, "fault.sign_in")
	h.person("henkilo2@example.fi")
	wantFault(t, h.ConfirmEmail(t.Context(), h.actor(h.signIn("henkilo2@example.fi").Token), token), fault.Forbidden, "fault.link_of_other")
	h.must(h.ConfirmEmail(t.Context(), first, token))
	if me, err := h.Me(t.Context(), first); err != nil || !me.EmailProved {
		t.Fatalf("%+v %v", me, err)
	}
	h.must(h.AskConfirm(t.Context(), first, browser))
	h.must(h.ConfirmEmail(t.Context(), first, h.linkTo("henkilo1@example.fi")))
}

func TestSignUpFields(t *testing.T) {
	h := newHouse(t)
	for name, c := range map[string]struct {
		change     func(*SignUpForm)
		field, key string
	}{
		"no company name":      {func(f *SignUpForm) { f.CompanyName = " \u00a0 " }, "company_name", "field.required"},
		"long company name":    {func(f *SignUpForm) { f.CompanyName = strings.Repeat("å", 201) }, "company_name", "field.too_long"},
		"no business id":       {func(f *SignUpForm) { f.BusinessID = "" }, "business_id", "field.required"},
		"wrong check digit":    {func(f *SignUpForm) { f.BusinessID = "9000001-2" }, "business_id", "field.business_id"},
		"no street":            {func(f *SignUpForm) { f.Street = "" }, "street", "field.required"},
		"four digits":          {func(f *SignUpForm) { f.Postcode = "4480" }, "postcode", "field.postcode"},
		"no city":              {func(f *SignUpForm) { f.City = "" }, "city", "field.required"},
		"billing e-mail":       {func(f *SignUpForm) { f.BillingEmail = "laskut" }, "billing_email", "field.email"},
		"address, no operator": {func(f *SignUpForm) { f.EInvoiceAddress = "003790000011" }, "einvoice_operator", "field.required"},
		"operator, no address": {func(f *SignUpForm) { f.EInvoiceOperator = "BAWCFI22" }, "einvoice_address", "field.required"},
		"address of signs":     {func(f *SignUpForm) { f.EInvoiceAddress, f.EInvoiceOperator = "<b>", "BAWCFI22" }, "einvoice_address", "field.einvoice"},
		"no name":              {func(f *SignUpForm) { f.Name = "" }, "name", "field.required"},
		"no e-mail":            {func(f *SignUpForm) { f.Email = "" }, "email", "field.required"},
		"not an e-mail":        {func(f *SignUpForm) { f.Email = "henkilo1@" }, "email", "field.email"},
		"short password":       {func(f *SignUpForm) { f.Password = "lyhyt" }, "password", "field.password_short"},
		"company as password":  {func(f *SignUpForm) { f.Password = "TunturiOy2026" }, "password", "field.password_guessable"},
	} {
		t.Run(name, func(t *testing.T) {
			f := signUpForm("9000001-1", "henkilo1@example.fi")
			c.change(&f)
			_, err := h.SignUpCompany(t.Context(), access.Actor{}, f, browser)
			wantField(t, err, c.field, c.key)
		})
	}
	if n := h.number(`SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM company) + (SELECT count(*) FROM message)`); n != 0 {
		t.Fatalf("%d rows of refused forms", n)
	}
}

func TestSignUpWithABusinessIDThatIsThere(t *testing.T) {
	h := newHouse(t)
	done, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000001-1", "henkilo1@example.fi"), browser)
	h.must(err)
	_, err = h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000001-1", "mallory@example.fi"), browser)
	wantField(t, err, "business_id", "field.business_id_taken")
	if n := h.number(`SELECT count(*) FROM person`); n != 1 {
		t.Fatal("a person was left behind")
	}
	h.person("henkilo2@example.fi")
	_, err = h.SignUpCompany(t.Context(), h.actor(h.signIn("henkilo2@example.fi").Token), SignUpForm{CompanyForm: companyForm("9000001-1")}, browser)
	wantField(t, err, "business_id", "field.business_id_taken")
	again, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000001-1", "henkilo1@example.fi"), browser)
	h.must(err)
	if again.CompanyID != done.CompanyID || again.PersonID != done.PersonID {
		t.Fatalf("asked again: %+v, before %+v", again, done)
	}
}

func TestSignUpOfSomebodyWithAnAccount(t *testing.T) {
	h := newHouse(t)
	id := h.person("henkilo1@example.fi")
	before := h.signIn("henkilo1@example.fi").Token
	done, err := h.SignUpCompany(t.Context(), h.actor(before), SignUpForm{CompanyForm: companyForm("9000001-1")}, Client{Token: before})
	h.must(err)
	if a := h.actor(done.Token); a.PersonID != id || !a.Has(access.CompanyAdmin, done.CompanyID) {
		t.Fatalf("got %+v", a)
	}
	second, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000003-8", "henkilo1@example.fi"), browser)
	h.must(err)
	if a := h.actor(second.Token); a.PersonID != id || len(a.Orgs("company")) != 2 {
		t.Fatalf("got %+v", a)
	}
	f := signUpForm("9000004-6", "henkilo1@example.fi")
	f.Password = otherPassword
	_, err = h.SignUpCompany(t.Context(), access.Actor{}, f, browser)
	wantField(t, err, "email", "field.email_taken")
	if n := h.number(`SELECT count(*) FROM attempt WHERE key = 'sign_in:email:henkilo1@example.fi'`); n == 0 {
		t.Fatal("a guess at sign-up is not counted")
	}
}

// TestSignUpDoesNotTellOfAnAccountEarly: as long as anything else is wrong, an address with an account gets the answer of
// one without.
func TestSignUpDoesNotTellOfAnAccountEarly(t *testing.T) {
	h := newHouse(t)
	h.person("henkilo1@example.fi")
	for _, email := range []string{"henkilo1@example.fi", "nobody@example.fi"} {
		f := signUpForm("9000001-2", email)
		f.Password = otherPassword
		_, err := h.SignUpCompany(t.Context(), access.Actor{}, f, browser)
		wantField(t, err, "business_id", "field.business_id")
	}
}

func TestTheSameSignUpTwiceAtOnce(t *testing.T) {
	h := newHouse(t)
	errs := parallel(6, func(i int) error {
		_, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000001-1", string(rune('a'+i))+"@example.fi"), browser)
		return err
	})
	if n := successes(errs); n != 1 {
		t.Fatalf("%d signed up: %v", n, errs)
	}
	for _, err := range errs {
		if err != nil {
			wantField(t, err, "business_id", "field.business_id_taken")
		}
	}
	if n := h.number(`SELECT (SELECT count(*) FROM person) * 100 + (SELECT count(*) FROM company) * 10 + (SELECT count(*) FROM membership)`); n != 111 {
		t.Fatalf("people, companies, memberships: %d", n)
	}
}

func TestTheSamePersonTwiceAtOnce(t *testing.T) {
	h := newHouse(t)
	errs := parallel(3, func(i int) error {
		_, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm(businessIDs[i], "henkilo1@example.fi"), browser)
		return err
	})
	for _, err := range errs {
		if err != nil {
			wantField(t, err, "email", "field.email_taken")
		}
	}
	if n := h.number(`SELECT count(*) FROM person`); n != 1 {
		t.Fatalf("%d people: %v", n, errs)
	}
}

func TestSignUpsAreLimitedByAddress(t *testing.T) {
	h := newHouse(t)
	h.company(0)
	for range 10 {
		_, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000001-1", "henkilo1@example.fi"), browser)
		wantField(t, err, "business_id", "field.business_id_taken")
	}
	_, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000003-8", "henkilo1@example.fi"), browser)
	wantFault(t, err, fault.TooMany, "fault.too_many_attempts")
}

// TestWhoWaitsInSomebodyElsesAccountIsThrownOut: a stranger signs up with an address that is not theirs. When its owner
// comes by a mailed link, the stranger's password and sign-ins end.
func TestWhoWaitsInSomebodyElsesAccountIsThrownOut(t *testing.T) {
	h := newHouse(t)
	stranger, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000001-1", "henkilo1@example.fi"), browser)
	h.must(err)
	owner, err := h.SignInByLink(t.Context(), h.askSignIn("henkilo1@example.fi"), browser)
	h.must(err)
	if !owner.PasswordEnded {
		t.Fatal("not told that a password ended")
	}
	if _, _, err := h.Authenticate(t.Context(), stranger.Token); err == nil {
		t.Fatal("the stranger is still in")
	}
	_, err = h.SignIn(t.Context(), SignInForm{Email: "henkilo1@example.fi", Password: goodPassword}, browser)
	wantFault(t, err, fault.Invalid, "fault.sign_in_failed")
	if me, err := h.Me(t.Context(), h.actor(owner.Token)); err != nil || !me.EmailProved || me.HasPassword {
		t.Fatalf("%+v %v", me, err)
	}
}

func TestWhoSignedUpAndUsesALinkInTheSameBrowserKeepsThePassword(t *testing.T) {
	h := newHouse(t)
	done, err := h.SignUpCompany(t.Context(), access.Actor{}, signUpForm("9000001-1", "henkilo1@example.fi"), browser)
	h.must(err)
	in, err := h.SignInByLink(t.Context(), h.askSignIn("henkilo1@example.fi"), Client{Token: done.Token})
	h.must(err)
	if in.PasswordEnded {
		t.Fatal("password ended")
	}
	h.signIn("henkilo1@example.fi")
	again, err := h.SignInByLink(t.Context(), h.askSignIn("henkilo1@example.fi"), browser) // proved now: nothing ends any more
	h.must(err)
	if again.PasswordEnded {
		t.Fatal("password ended")
	}
	h.actor(in.Token)
}
