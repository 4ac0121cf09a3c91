package staff

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/sheet"
	"github.com/hubittaako/hubittaako/app/web/surveyview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// hubReport is what a hub did in a period.
type hubReport struct {
	booking.HubReport
	hub      hub.Hub
	form     ui.Form // the period
	result   survey.Result
	comments []survey.Comment
}

// showReport is a hub's report: a year, or from any day to any other.
func (p pages) showReport(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	days, typed := p.period(c)
	r, err := p.readReport(c, h, days)
	if fault.CodeOf(err) == fault.Invalid {
		typed = typed.WithFault(ui.With(c.Context(), c.View()), err)
		if r, err = p.readReport(c, h, yearOf(p.today())); err == nil {
			r.form = typed
			return c.Render(422, hubReportPage(r))
		}
	}
	if err != nil {
		return err
	}
	r.form = typed
	return c.Render(200, hubReportPage(r))
}

// reportFile is the same for spreadsheets.
func (p pages) reportFile(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	days, _ := p.period(c)
	r, err := p.readReport(c, h, days)
	if err != nil {
		return err
	}
	data, err := r.file(ui.With(c.Context(), c.View()))
	if err != nil {
		return err
	}
	return c.Download(fmt.Sprintf("hubittaako-%s-%s-%s.csv", h.Slug, r.Days.From, r.Days.Last()), sheet.ContentType, data)
}

// period is what the address asks for; this year where it does not say.
func (p pages) period(c *page.Ctx) (dates.Range, ui.Form) {
	days := yearOf(p.today())
	if d, err := dates.ParseInput(c.Query("from")); err == nil {
		days = yearOf(d)
		days.From = d
	}
	if d, err := dates.ParseInput(c.Query("until")); err == nil {
		days.To = d.AddDays(1)
	}
	return days, ui.NewForm("").SetDate("from", days.From).SetDate("until", days.Last())
}

func yearOf(d dates.Date) dates.Range {
	return dates.Through(dates.New(d.Year(), 1, 1), dates.New(d.Year(), 12, 31))
}

func (p pages) readReport(c *page.Ctx, h hub.Hub, days dates.Range) (r hubReport, err error) {
	r.hub = h
	if r.HubReport, err = p.Bookings.HubReport(c.Context(), c.Actor(), h.ID, days); err != nil || p.Surveys == nil {
		return r, err
	}
	r.result, r.comments, err = p.Surveys.OfHub(c.Context(), c.Actor(), h.ID, days)
	return r, err
}

func reportPath(hubID int64) string { return homePath(hubID) + "/raportti" }

func reportAt(path string, days dates.Range) string {
	return path + "?from=" + days.From.String() + "&until=" + days.Last().String()
}

func (r hubReport) year(n int) string {
	return reportAt(reportPath(r.hub.ID), yearOf(dates.New(r.Days.From.Year()+n, 1, 1)))
}

func (r hubReport) facts(ctx context.Context) []ui.Fact {
	t := r.Totals
	fact := func(key, text string) ui.Fact {
		return ui.Fact{Term: ui.T(ctx, "hubreport."+key), Text: text, Big: true}
	}
	return []ui.Fact{
		fact("stays", strconv.Itoa(t.Stays)), fact("person_days", strconv.Itoa(t.PersonDays)), fact("occupancy", ui.Percent(ctx, t.OccupancyBP())),
		fact("off_season", ui.Percent(ctx, t.OffSeasonBP())), fact("companies", strconv.Itoa(t.Companies)), fact("again", strconv.Itoa(t.Again)),
	}
}

func (r hubReport) months(ctx context.Context) ui.Measured {
	m := ui.Measured{
		Caption: ui.T(ctx, "hubreport.months"), Head: ui.T(ctx, "hubreport.month"),
		Columns: []string{ui.T(ctx, "hubreport.person_days"), ui.T(ctx, "hubreport.occupancy"), ui.T(ctx, "hubreport.stays")},
	}
	for _, one := range r.Months {
		m.Rows = append(m.Rows, ui.MeasuredRow{
			Text: ui.MonthCap(ctx, one.First.MonthOf()), Value: int64(one.PersonDays), Quiet: one.PersonDays == 0,
			Cells: ui.Cells(strconv.Itoa(one.PersonDays), ui.Percent(ctx, one.OccupancyBP()), strconv.Itoa(one.Stays)),
		})
	}
	m.Foot = &ui.MeasuredRow{Text: ui.T(ctx, "ui.price.total"), Cells: ui.Cells(strconv.Itoa(r.Totals.PersonDays), ui.Percent(ctx, r.Totals.OccupancyBP()), strconv.Itoa(r.Totals.Stays))}
	return m
}

func (r hubReport) kinds(ctx context.Context) ui.Measured {
	m := ui.Measured{Caption: ui.T(ctx, "hubreport.kinds"), Head: ui.T(ctx, "hubreport.kind"), Columns: []string{ui.T(ctx, "hubreport.heads"), ui.T(ctx, "hubreport.times")}}
	for _, k := range r.Kinds {
		m.Rows = append(m.Rows, ui.MeasuredRow{Text: ui.T(ctx, "partner.kind."+k.Kind), Value: int64(k.Heads), Cells: ui.Cells(strconv.Itoa(k.Heads), strconv.Itoa(k.Times))})
	}
	return m
}

// file has a row for each figure.
func (r hubReport) file(ctx context.Context) ([]byte, error) {
	t := func(key string) string { return ui.T(ctx, "hubreport."+key) }
	f := sheet.New(t("hub"), t("from"), t("until"), t("figure"), t("name"), t("stays"), t("person_days"), t("capacity"), t("share"), t("heads"), t("value"))
	row := func(what, name string, cells ...string) {
		f.Row(append([]string{sheet.Plain(r.hub.Name), r.Days.From.String(), r.Days.Last().String(), t(what), name}, cells...)...)
	}
	tot := r.Totals
	for _, m := range r.Months {
		row("month", m.First.String()[:7], sheet.Count(m.Stays), sheet.Count(m.PersonDays), sheet.Count(m.Capacity), sheet.Share(m.OccupancyBP()), "", "")
	}
	for _, k := range r.Kinds {
		row("kind", ui.T(ctx, "partner.kind."+k.Kind), "", "", "", "", sheet.Count(k.Heads), sheet.Count(k.Times))
	}
	row("total", "", sheet.Count(tot.Stays), sheet.Count(tot.PersonDays), sheet.Count(tot.Capacity), sheet.Share(tot.OccupancyBP()), sheet.Count(tot.People), "")
	row("off_season", "", "", sheet.Count(tot.OffSeason), "", sheet.Share(tot.OffSeasonBP()), "", "")
	row("companies", "", "", "", "", "", "", sheet.Count(tot.Companies))
	row("again", "", "", "", "", "", "", sheet.Count(tot.Again))
	for _, q := range surveyview.Rows(ctx, r.result) {
		row("satisfaction", q[0], "", "", "", "", "", q[1])
	}
	row("answers", "", "", "", "", "", "", sheet.Count(r.result.Answers))
	return f.Bytes()
}
