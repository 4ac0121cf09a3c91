package account

import (
	"context"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

func linkTitle(ctx context.Context, v accounts.LinkView) string {
	if v.Purpose == accounts.PurposeConfirm {
		return ui.T(ctx, "account.link.confirm_title")
	}
	return ui.T(ctx, "account.invite.title")
}

// inviteLead says who invites, where and as what; nothing for other links.
func inviteLead(ctx context.Context, v accounts.LinkView) string {
	if v.Purpose != accounts.PurposeInvite {
		return ""
	}
	args := []any{"Org", orgTitle(ctx, v.Role.Kind(), v.OrgName), "Role", roleName(ctx, v.Role), "By", v.InvitedBy}
	if v.InvitedBy == "" {
		return ui.T(ctx, "account.invite.lead_system", args...)
	}
	return ui.T(ctx, "account.invite.lead", args...)
}

// orgTitle is an organisation's name; the network is called by the site's.
func orgTitle(ctx context.Context, kind, name string) string {
	if kind == "network" {
		return ui.T(ctx, "ui.brand")
	}
	return name
}

func roleName(ctx context.Context, role access.Role) string {
	return ui.T(ctx, "ui.role."+string(role))
}

// roleOptions are the roles that an invitation can give, each with what it lets one do.
func roleOptions(ctx context.Context, roles []access.Role) []ui.Option {
	var all []ui.Option
	for _, r := range roles {
		all = append(all, ui.Option{Value: string(r), Label: roleName(ctx, r), Help: ui.T(ctx, "account.role_help."+string(r))})
	}
	return all
}

func langOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, lang := range ui.Langs() {
		all = append(all, ui.Option{Value: lang, Label: ui.T(ctx, "account.lang."+lang)})
	}
	return all
}

func deviceName(ctx context.Context, userAgent string) string {
	if d := device(userAgent); d != "" {
		return d
	}
	return ui.T(ctx, "account.me.unknown_device")
}

// fields are the names that forms here use, in the order of the pages.
var fields = []string{
	"company_name", "business_id", "street", "postcode", "city", "billing_email", "einvoice_address", "einvoice_operator",
	"buyer_reference", "name", "email", "lang", "current_password", "password",
}

// labelled names the fields for the list of what is wrong.
func labelled(ctx context.Context, f ui.Form) ui.Form {
	f.Order = fields
	f.Labels = map[string]string{}
	for _, name := range fields {
		if f.Error(name) != "" {
			f.Labels[name] = ui.T(ctx, "account.field."+name)
		}
	}
	return f
}
