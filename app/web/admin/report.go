package admin

import (
	"context"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/sheet"
	"github.com/hubittaako/hubittaako/app/web/surveyview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
)

// Years that a report may be asked of.
const (
	firstReportYear = 2020
	lastReportYear  = 2100
)

// yearReport is what the stays of a year brought, and how they were.
type yearReport struct {
	booking.Report
	shares []booking.PartnerShare // as they stand today
	result survey.Result
}

// report is what the stays of a year brought to the region.
func (p bookingPages) report(c *page.Ctx) error {
	r, err := p.yearReport(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, reportPage(r))
}

// reportFile is the same for spreadsheets.
func (p bookingPages) reportFile(c *page.Ctx) error {
	r, err := p.yearReport(c)
	if err != nil {
		return err
	}
	data, err := reportCSV(ui.With(c.Context(), c.View()), r)
	if err != nil {
		return err
	}
	return c.Download(fmt.Sprintf("hubittaako-%d.csv", r.Year), sheet.ContentType, data)
}

func (p bookingPages) yearReport(c *page.Ctx) (r yearReport, err error) {
	year := min(max(c.QueryInt("vuosi", p.today().Year()), firstReportYear), lastReportYear)
	if r.Report, err = p.Bookings.Report(c.Context(), c.Actor(), year); err != nil {
		return r, err
	}
	if r.shares, err = p.Bookings.Shares(c.Context(), c.Actor()); err != nil || p.Surveys == nil {
		return r, err
	}
	r.result, err = p.Surveys.OfNetwork(c.Context(), c.Actor(), dates.Through(dates.New(year, 1, 1), dates.New(year, 12, 31)))
	return r, err
}

func reportPath(year int) string { return networkPath("/raportti?vuosi=") + strconv.Itoa(year) }

func reportFilePath(year int) string { return networkPath("/raportti.csv?vuosi=") + strconv.Itoa(year) }

func reportFacts(ctx context.Context, r booking.Report) []ui.Fact {
	t := r.Totals
	number := func(key string, n int) ui.Fact {
		return ui.Fact{Term: ui.T(ctx, "report."+key), Text: strconv.Itoa(n), Big: true}
	}
	return []ui.Fact{
		number("stays", t.Stays), number("people", t.People), number("nights", t.Nights),
		{Term: ui.T(ctx, "report.off_season"), Text: ui.Percent(ctx, t.OffSeasonBP()), Big: true},
		number("companies", t.Companies), number("again", t.Again),
		{Term: ui.T(ctx, "report.net"), Text: ui.Euros(ctx, r.Net()), Big: true},
	}
}

// sellersOf are the hubs, or the partners.
func sellersOf(r booking.Report, hubs bool) (list []booking.ReportSeller) {
	for _, s := range r.Sellers {
		if s.Hub == hubs {
			list = append(list, s)
		}
	}
	return list
}

func reportMonths(ctx context.Context, r booking.Report) ui.Measured {
	m := ui.Measured{
		Caption: ui.T(ctx, "report.months"), Head: ui.T(ctx, "report.month"), Columns: []string{ui.T(ctx, "report.nights"), ui.T(ctx, "report.people"), ui.T(ctx, "report.stays")},
	}
	for _, one := range r.Months {
		m.Rows = append(m.Rows, ui.MeasuredRow{
			Text: ui.MonthCap(ctx, one.First.MonthOf()), Value: int64(one.Nights), Quiet: one.Stays == 0,
			Cells: ui.Cells(strconv.Itoa(one.Nights), strconv.Itoa(one.People), strconv.Itoa(one.Stays)),
		})
	}
	return m
}

func reportSales(ctx context.Context, title string, list []booking.ReportSeller) ui.Measured {
	m := ui.Measured{Caption: title, Head: ui.T(ctx, "report.name"), Columns: []string{ui.T(ctx, "report.stays"), ui.T(ctx, "report.net")}}
	for _, s := range list {
		m.Rows = append(m.Rows, ui.MeasuredRow{Text: s.Name, Names: true, Sub: s.Municipality, Value: s.Net, Cells: ui.Cells(strconv.Itoa(s.Stays), ui.MoneyShort(ctx, s.Net))})
	}
	return m
}

// reportShares shows how partners of the same kind stand: what they sold, beside their part of the places.
func reportShares(ctx context.Context, list []booking.PartnerShare) ui.Measured {
	m := ui.Measured{Caption: ui.T(ctx, "report.shares"), Head: ui.T(ctx, "report.name"), Columns: []string{ui.T(ctx, "report.share_sold"), ui.T(ctx, "report.share_places"), ui.T(ctx, "report.net")}}
	for _, s := range list {
		m.Rows = append(m.Rows, ui.MeasuredRow{Text: s.Name, Names: true, Sub: ui.T(ctx, "partner.kind."+s.Kind), Value: int64(s.SoldBP),
			Cells: ui.Cells(ui.Percent(ctx, s.SoldBP), ui.Percent(ctx, s.PartBP), ui.MoneyShort(ctx, s.Net))})
	}
	return m
}

// reportCSV is the report with a row for each figure.
func reportCSV(ctx context.Context, r yearReport) ([]byte, error) {
	t := func(key string) string { return ui.T(ctx, key) }
	year := strconv.Itoa(r.Year)
	file := sheet.New(t("report.year"), t("report.figure"), t("report.name"), t("report.place"), t("report.stays"), t("report.people"), t("report.nights"), t("report.net_eur"))
	row := func(what, name, place, stays, people, nights, net string) {
		file.Row(year, t("report."+what), sheet.Plain(name), sheet.Plain(place), stays, people, nights, net)
	}
	for _, m := range r.Months {
		row("month", m.First.String()[:7], "", sheet.Count(m.Stays), sheet.Count(m.People), sheet.Count(m.Nights), "")
	}
	for _, s := range r.Sellers {
		kind := "partner"
		if s.Hub {
			kind = "hub"
		}
		row(kind, s.Name, s.Municipality, sheet.Count(s.Stays), "", "", sheet.Euros(s.Net))
	}
	tot := r.Totals
	row("total", "", "", sheet.Count(tot.Stays), sheet.Count(tot.People), sheet.Count(tot.Nights), sheet.Euros(r.Net()))
	row("off_season", "", "", "", "", sheet.Count(tot.OffSeason), "")
	row("companies", "", "", sheet.Count(tot.Companies), "", "", "")
	row("again", "", "", sheet.Count(tot.Again), "", "", "")
	for _, q := range surveyview.Rows(ctx, r.result) {
		row("satisfaction", q[0], "", q[1], "", "", "")
	}
	row("answers", "", "", sheet.Count(r.result.Answers), "", "", "")
	return file.Bytes()
}
