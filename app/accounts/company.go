package accounts

import (
	"context"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/businessid"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Company is a customer: who books, and what stands on the invoice.
type Company struct {
	ID               int64     `db:"id"`
	Name             string    `db:"name"`
	BusinessID       string    `db:"business_id"` // "0243027-4"
	Street           string    `db:"street"`
	Postcode         string    `db:"postcode"`
	City             string    `db:"city"`
	Country          string    `db:"country"` // "FI"
	BillingEmail     string    `db:"billing_email"`
	EInvoiceAddress  string    `db:"einvoice_address"` // with its operator, or both empty
	EInvoiceOperator string    `db:"einvoice_operator"`
	BuyerReference   string    `db:"buyer_reference"` // printed on each invoice
	InvoiceAllowed   bool      `db:"invoice_allowed"` // may pay by invoice
	Demo             bool      `db:"demo"`
	CreatedAt        time.Time `db:"created_at"`
}

// ProfileForm is what a company may change about itself. The business ID is not among it: another ID is another company.
type ProfileForm struct {
	CompanyName      string `form:"company_name" validate:"required,max=200"`
	Street           string `form:"street" validate:"required,max=200"`
	Postcode         string `form:"postcode" validate:"required,postcode"`
	City             string `form:"city" validate:"required,max=100"`
	BillingEmail     string `form:"billing_email" validate:"omitempty,email,max=254"` // empty: the person's own
	EInvoiceAddress  string `form:"einvoice_address" validate:"required_with=EInvoiceOperator,omitempty,einvoice,max=50"`
	EInvoiceOperator string `form:"einvoice_operator" validate:"required_with=EInvoiceAddress,omitempty,einvoice,max=20"`
	BuyerReference   string `form:"buyer_reference" validate:"max=100"`
}

func (f *ProfileForm) clean() {
	f.CompanyName = typed.Line(f.CompanyName)
	f.Street = typed.Line(f.Street)
	f.Postcode = typed.Word(f.Postcode)
	f.City = typed.Line(f.City)
	f.BillingEmail = cleanEmail(f.BillingEmail)
	f.EInvoiceAddress = strings.ToUpper(typed.Word(f.EInvoiceAddress))
	f.EInvoiceOperator = strings.ToUpper(typed.Word(f.EInvoiceOperator))
	f.BuyerReference = typed.Line(f.BuyerReference)
}

// CompanyForm is a company's sign-up.
type CompanyForm struct {
	BusinessID string `form:"business_id" validate:"required,business_id"`
	ProfileForm
}

func (f *CompanyForm) clean() {
	f.ProfileForm.clean()
	if id, ok := businessid.Parse(f.BusinessID); ok {
		f.BusinessID = id
	}
}

// Form fills the form of a company's profile page.
func (c Company) Form() ProfileForm {
	return ProfileForm{CompanyName: c.Name, Street: c.Street, Postcode: c.Postcode, City: c.City, BillingEmail: c.BillingEmail,
		EInvoiceAddress: c.EInvoiceAddress, EInvoiceOperator: c.EInvoiceOperator, BuyerReference: c.BuyerReference}
}

// Company reads a company, for its members, network admins and the system. Error: NotFound.
func (s *Service) Company(ctx context.Context, actor access.Actor, id int64) (Company, error) {
	if err := actor.MayCompany(id); err != nil {
		return Company{}, err
	}
	var c Company
	err := s.db.Get(ctx, &c, `/* accounts.Company */
		SELECT id, name, business_id, street, postcode, city, country, billing_email, einvoice_address, einvoice_operator,
			buyer_reference, invoice_allowed, demo, created_at
		FROM company WHERE id = $1`, id)
	return c, notFound(err)
}

// UpdateCompany changes a company's profile. For its admins and network admins. Invoices that exist stay as they were
// issued. Errors: Invalid with fields, NotFound, Forbidden for its bookers.
func (s *Service) UpdateCompany(ctx context.Context, actor access.Actor, id int64, f ProfileForm) error {
	if err := mayManage(actor, access.CompanyAdmin, id); err != nil {
		return err
	}
	f.clean()
	wrong := s.forms.faults(f)
	if f.BillingEmail == "" {
		wrong = append(wrong, fault.Field{Name: "billing_email", Key: "field.required"})
	}
	if err := fault.Check(wrong); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		return oneRow(tx.Exec(ctx, `/* accounts.UpdateCompany */
			UPDATE company SET name = $2, street = $3, postcode = $4, city = $5, billing_email = $6, einvoice_address = $7,
				einvoice_operator = $8, buyer_reference = $9
			WHERE id = $1`,
			id, f.CompanyName, f.Street, f.Postcode, f.City, f.BillingEmail, f.EInvoiceAddress, f.EInvoiceOperator, f.BuyerReference))
	})
}

func insertCompany(ctx context.Context, tx *postgres.Tx, f CompanyForm, demo bool) (int64, error) {
	var id int64
	err := tx.Get(ctx, &id, `/* accounts.insertCompany */
		INSERT INTO company (name, business_id, street, postcode, city, billing_email, einvoice_address, einvoice_operator, buyer_reference, demo)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
		f.CompanyName, f.BusinessID, f.Street, f.Postcode, f.City, f.BillingEmail, f.EInvoiceAddress, f.EInvoiceOperator, f.BuyerReference, demo)
	return id, err
}

// CompanyRow is a line of the network admin's list.
type CompanyRow struct {
	Company
	Members int `db:"members"`
}

// companiesPage is how many companies Companies gives at a time.
const companiesPage = 100

// Companies lists companies by name for network admins, those whose name, city or business ID contains find: a page of them that
// begins after a company (0: at the start), and whether there are more.
func (s *Service) Companies(ctx context.Context, actor access.Actor, find string, after int64) (list []CompanyRow, more bool, err error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, false, err
	}
	err = s.db.Select(ctx, &list, `/* accounts.Companies */
		SELECT c.id, c.name, c.business_id, c.street, c.postcode, c.city, c.country, c.billing_email, c.einvoice_address,
			c.einvoice_operator, c.buyer_reference, c.invoice_allowed, c.demo, c.created_at,
			(SELECT count(*) FROM membership m WHERE m.company_id = c.id) AS members
		FROM company c
		WHERE ($1 = '' OR strpos(lower(concat_ws(' ', c.name, c.city, c.business_id)), lower($1)) > 0)
			AND ($2 = 0 OR (c.name COLLATE "fi-x-icu", c.id) > (SELECT x.name COLLATE "fi-x-icu", x.id FROM company x WHERE x.id = $2))
		ORDER BY c.name COLLATE "fi-x-icu", c.id LIMIT $3`, typed.Line(find), after, companiesPage+1)
	if len(list) > companiesPage {
		list, more = list[:companiesPage], true
	}
	return list, more, err
}

// SetInvoiceAllowed says whether a company may pay by invoice. For network admins. Error: NotFound.
func (s *Service) SetInvoiceAllowed(ctx context.Context, actor access.Actor, id int64, allowed bool) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		return oneRow(tx.Exec(ctx, `/* accounts.SetInvoiceAllowed */ UPDATE company SET invoice_allowed = $2 WHERE id = $1`, id, allowed))
	})
	if err == nil {
		s.log.InfoContext(ctx, "invoicing set", "company", id, "allowed", allowed, "by", actor.PersonID)
	}
	return err
}
