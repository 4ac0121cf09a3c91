package admin

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/page"
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
	return c.Download(fmt.Sprintf("hubittaako-%d.csv", r.Year), "text/csv; charset=utf-8", data)
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

// byteOrderMark tells spreadsheets that the file is UTF-8.
const byteOrderMark = "\ufeff"

// reportCSV is the report with a row for each figure, as Finnish spreadsheets read it: semicolons, a comma in sums.
func reportCSV(r booking.Report, t func(key string) string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	year := strconv.Itoa(r.Year)
	row := func(what, name, place, stays, people, nights, net string) error {
		return w.Write([]string{year, t("report." + what), plain(name), plain(place), stays, people, nights, net})
	}
	err := w.Write([]string{t("report.year"), t("report.figure"), t("report.name"), t("report.place"), t("report.stays"), t("report.people"), t("report.nights"), t("report.net_eur")})
	for _, m := range r.Months {
		if err == nil {
			err = row("month", m.First.String()[:7], "", strconv.Itoa(m.Stays), strconv.Itoa(m.People), strconv.Itoa(m.Nights), "")
		}
	}
	for _, s := range r.Sellers {
		kind := "partner"
		if s.Hub {
			kind = "hub"
		}
		if err == nil {
			err = row(kind, s.Name, s.Municipality, strconv.Itoa(s.Stays), "", "", euros(s.Net))
		}
	}
	tot := r.Totals
	if err == nil {
		err = row("total", "", "", strconv.Itoa(tot.Stays), strconv.Itoa(tot.People), strconv.Itoa(tot.Nights), euros(r.Net()))
	}
	if err == nil {
		err = row("off_season", "", "", "", "", strconv.Itoa(tot.OffSeason), "")
	}
	if err == nil {
		err = row("companies", "", "", strconv.Itoa(tot.Companies), "", "", "")
	}
	if err == nil {
		err = row("again", "", "", strconv.Itoa(tot.Again), "", "", "")
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return b.Bytes(), err
}

func euros(cents int64) string { return strings.Replace(money.Decimal(cents), ".", ",", 1) }

// plain keeps a text that somebody typed from being a formula in a spreadsheet.
func plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n|", rune(s[0])) {
		return "'" + s
	}
	return s
}
