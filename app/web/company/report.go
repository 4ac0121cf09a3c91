package company

import (
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/sheet"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/surveyview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// report is what a stay was: who came, what was done, what it cost.
type report struct {
	view
	attendance []booking.Attendance
}

// showReport is a stay's report, while it goes on and after it.
func (p pages) showReport(c *page.Ctx) error {
	r, err := p.readReport(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, reportPage(r))
}

// reportFile is the same for spreadsheets.
func (p pages) reportFile(c *page.Ctx) error {
	r, err := p.readReport(c)
	if err != nil {
		return err
	}
	data, err := r.file(speaking(c))
	if err != nil {
		return err
	}
	return c.Download("hubittaako-"+r.d.Ref+".csv", sheet.ContentType, data)
}

func (p pages) readReport(c *page.Ctx) (r report, err error) {
	if r.view, err = p.view(c); err != nil {
		return r, err
	}
	r.attendance, err = p.Bookings.AttendanceOf(c.Context(), c.Actor(), r.d.Ref)
	return r, err
}

// ReportPath is the report of a stay.
func ReportPath(ref string) string { return BookingPath(ref) + "/raportti" }

func reportFilePath(ref string) string { return ReportPath(ref) + ".csv" }

// reports says whether the stay's page leads to its report: from the first day on.
func (v view) reports() bool { return v.d.Reportable() && !v.today.Before(v.d.StartsOn) }

// begun says whether the first day has come: before it there is only the price.
func (r report) begun() bool { return !r.today.Before(r.d.StartsOn) }

// noted says whether any hub on the way has noted arrivals.
func (r report) noted() bool {
	return slices.ContainsFunc(r.attendance, func(a booking.Attendance) bool { return a.Noted })
}

// known says whether the hub's notes tell how many were there on the day.
func (r report) known(a booking.Attendance) bool { return a.Noted && !r.today.Before(a.Day) }

// arrived is how many have come to any hub so far.
func (r report) arrived() (most int) {
	for _, a := range r.attendance {
		if r.known(a) {
			most = max(most, a.Arrived)
		}
	}
	return most
}

// personDays is how many desk days the group has.
func (r report) personDays() (n int) {
	for _, a := range r.attendance {
		n += a.Expected
	}
	return n
}

// chart is the attendance as bars.
func (r report) chart(ctx context.Context) ui.Occupancy {
	o := ui.Occupancy{Title: ui.T(ctx, "stayreport.attendance"), Kind: "arrivals"}
	for _, a := range r.attendance {
		day := ui.OccupancyDay{Date: a.Day, Taken: min(a.Arrived, a.Expected), Capacity: a.Expected, Closed: a.Expected == 0, Unknown: !r.known(a), Today: a.Day == r.today}
		if n := len(o.Days); n > 0 && o.Days[n-1].Date == a.Day { // a day of moving counts where the desks are
			if a.Expected > o.Days[n-1].Capacity {
				o.Days[n-1] = day
			}
			continue
		}
		o.Days = append(o.Days, day)
	}
	return o
}

// done is one thing that the group did together.
type done struct {
	day         dates.Date
	title, lang string
	by          string
	heads       int
	off         bool // called off
}

// activities are what the group did and does, in order: sessions of partners, and events that it joined.
func (r report) activities(lang string) (list []done) {
	for _, s := range r.d.Sessions {
		title, in := s.TitleText().Find(lang)
		list = append(list, done{dates.Of(s.StartsAt), title, in, s.PartnerName, s.Seats, s.Status == string(partners.Cancelled)})
	}
	for _, o := range r.meanwhile.joined {
		list = append(list, done{o.Day, o.Title(lang), "", o.HubName, r.d.People, o.Cancelled})
	}
	slices.SortStableFunc(list, func(a, b done) int { return a.day.Compare(b.day) })
	return list
}

func (r report) activityTable(ctx context.Context) ui.Measured {
	m := ui.Measured{Caption: ui.T(ctx, "stayreport.activities"), Head: ui.T(ctx, "stayreport.activity"), Columns: []string{ui.T(ctx, "stayreport.day"), ui.T(ctx, "stayreport.heads")}}
	for _, a := range r.activities(ui.Lang(ctx)) {
		row := ui.MeasuredRow{Text: a.title, Sub: a.by, Value: int64(a.heads), Cells: ui.Cells(ui.DateShort(ctx, a.day), strconv.Itoa(a.heads)), Ahead: a.day.After(r.today)}
		if a.lang != ui.Lang(ctx) {
			row.Lang = a.lang
		}
		if a.off {
			row.Value, row.Quiet, row.Cells[1] = 0, true, ui.Cell{Text: "0", Sub: ui.T(ctx, "stayreport.called_off")}
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// costs is what each part of the stay costs, the most first.
func (r report) costs(ctx context.Context) ui.Measured {
	m := ui.Measured{Caption: ui.T(ctx, "stayreport.parts"), Head: ui.T(ctx, "stayreport.part"), Columns: []string{ui.T(ctx, "stayreport.net")}}
	lines := slices.Clone(r.d.Lines)
	slices.SortStableFunc(lines, func(a, b booking.Line) int { return int(b.NetCents - a.NetCents) })
	for _, l := range lines {
		row := ui.MeasuredRow{Text: l.Text(ui.Lang(ctx)), Lang: ui.OtherLang(ctx, l.Words()), Value: l.NetCents, Cells: ui.Cells(ui.Money(ctx, l.NetCents))}
		if l.Kind != "desk" { // the hub's name is in the line itself
			row.Sub = l.Seller
		}
		m.Rows = append(m.Rows, row)
	}
	m.Foot = &ui.MeasuredRow{Text: ui.T(ctx, "ui.price.total"), Cells: ui.Cells(ui.Money(ctx, r.d.Net))}
	return m
}

// amount is a sum with its words.
type amount struct {
	text  string
	cents int64
	sum   bool
}

// ledger is how the price came about, and what of it has been paid and has come back.
func (r report) ledger(ctx context.Context) (list []amount) {
	first := r.d.Gross
	for _, m := range r.changing.made {
		first -= m.Difference()
	}
	if len(r.changing.made) > 0 {
		list = append(list, amount{ui.T(ctx, "stayreport.first"), first, false})
		for _, m := range r.changing.made {
			list = append(list, amount{ui.T(ctx, "stayreport.change", "Day", ui.Date(ctx, dates.Of(m.MadeAt))), m.Difference(), false})
		}
	}
	paid, back := r.paidAndBack()
	list = append(list, amount{ui.T(ctx, "stayreport.gross"), r.d.Gross, true}, amount{ui.T(ctx, "stayreport.paid"), paid, false})
	if back > 0 {
		list = append(list, amount{ui.T(ctx, "stayreport.back"), -back, false})
	}
	if open := r.d.Gross - paid + back; open != 0 {
		list = append(list, amount{ui.T(ctx, "stayreport.unpaid"), open, false})
	}
	return list
}

// part is an amount that was divided: one sum, or two a cent apart.
func part(ctx context.Context, p booking.Share) string {
	if p.Low == p.High {
		return ui.Money(ctx, p.Low)
	}
	return ui.T(ctx, "stayreport.between", "Low", ui.Money(ctx, p.Low), "High", ui.Money(ctx, p.High))
}

func (r report) facts(ctx context.Context) []ui.Fact {
	arrived := ui.T(ctx, "stayreport.unknown")
	if r.noted() && r.begun() {
		arrived = ui.T(ctx, "stayreport.of", "N", r.arrived(), "Of", r.d.People)
	}
	heads := 0
	for _, a := range r.activities(ui.Lang(ctx)) {
		if !a.off {
			heads++
		}
	}
	return []ui.Fact{
		{Term: ui.T(ctx, "stayreport.arrived"), Text: arrived, Big: true},
		{Term: ui.T(ctx, "stayreport.desk_days"), Text: strconv.Itoa(r.personDays()), Big: true},
		{Term: ui.T(ctx, "stayreport.done"), Text: strconv.Itoa(heads), Big: true},
		{Term: ui.T(ctx, "stayreport.per_person"), Text: ui.Euros(ctx, r.d.PerPerson().High), Big: true},
		{Term: ui.T(ctx, "stayreport.per_person_day"), Text: ui.Euros(ctx, r.d.PerPersonDay().High), Big: true},
	}
}

// file has a row for each figure.
func (r report) file(ctx context.Context) ([]byte, error) {
	t := func(key string) string { return ui.T(ctx, "stayreport."+key) }
	f := sheet.New(t("ref"), t("figure"), t("day"), t("name"), t("count"), t("expected"), t("net_eur"), t("vat_eur"), t("gross_eur"))
	row := func(what string, day dates.Date, name, count, expected, net, vat, gross string) {
		on := ""
		if !day.IsZero() {
			on = day.String()
		}
		f.Row(r.d.Ref, t(what), on, sheet.Plain(name), count, expected, net, vat, gross)
	}
	for _, a := range r.attendance {
		arrived := ""
		if r.known(a) {
			arrived = sheet.Count(a.Arrived)
		}
		row("attendance", a.Day, a.HubName, arrived, sheet.Count(a.Expected), "", "", "")
	}
	for _, a := range r.activities(ui.Lang(ctx)) {
		heads := a.heads
		if a.off {
			heads = 0
		}
		row("activity", a.day, a.title, sheet.Count(heads), sheet.Count(a.heads), "", "", "")
	}
	for _, l := range r.d.Lines {
		row("part", l.PerformedOn, l.Text(ui.Lang(ctx)), sheet.Count(l.Quantity), "", sheet.Euros(l.NetCents), "", "")
	}
	for _, l := range r.d.VATLines() {
		row("vat", dates.Date{}, stayview.VATClass(ctx, l.Class)+" "+ui.Percent(ctx, l.BP), "", "", sheet.Euros(l.Net), sheet.Euros(l.VAT), sheet.Euros(l.Gross()))
	}
	row("total", dates.Date{}, "", sheet.Count(r.d.People), "", sheet.Euros(r.d.Net), sheet.Euros(r.d.VAT), sheet.Euros(r.d.Gross))
	for _, q := range surveyview.Rows(ctx, r.survey.result) {
		row("satisfaction", dates.Date{}, q[0], q[1], "", "", "", "")
	}
	row("answers", dates.Date{}, "", sheet.Count(r.survey.result.Answers), "", "", "", "")
	for _, a := range r.ledger(ctx) {
		row("ledger", dates.Date{}, a.text, "", "", "", "", sheet.Euros(a.cents))
	}
	return f.Bytes()
}

func reportLead(ctx context.Context, r report) string {
	return r.d.Name(ui.Lang(ctx)) + ", " + ui.DateRange(ctx, r.d.StartsOn, r.d.EndsOn) + ", " + ui.T(ctx, "stay.people", "Count", r.d.People) + ", " + r.d.Hubs
}
