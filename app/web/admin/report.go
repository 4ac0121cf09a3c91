package admin

import (
	"context"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/sheet"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Years that a report may be asked of.
const (
	firstReportYear = 2020
	lastReportYear  = 2100
)

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
	data, err := reportCSV(r, func(key string) string { return c.T(key) })
	if err != nil {
		return err
	}
	return c.Download(fmt.Sprintf("hubittaako-%d.csv", r.Year), sheet.ContentType, data)
}

func (p bookingPages) yearReport(c *page.Ctx) (booking.Report, error) {
	year := c.QueryInt("vuosi", p.today().Year())
	return p.Bookings.Report(c.Context(), c.Actor(), min(max(year, firstReportYear), lastReportYear))
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
		{Term: ui.T(ctx, "report.companies"), Text: ui.T(ctx, "report.again_of", "Again", t.Again, "Count", t.Companies), Big: true},
		{Term: ui.T(ctx, "report.net"), Text: ui.MoneyShort(ctx, r.Net()), Big: true},
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

func mostNet(list []booking.ReportSeller) (most int64) {
	for _, s := range list {
		most = max(most, s.Net)
	}
	return most
}

func mostNights(r booking.Report) (most int64) {
	for _, m := range r.Months {
		most = max(most, int64(m.Nights))
	}
	return most
}

// reportCSV is the report with a row for each figure.
func reportCSV(r booking.Report, t func(key string) string) ([]byte, error) {
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
	return file.Bytes()
}
