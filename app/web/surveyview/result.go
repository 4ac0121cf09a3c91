package surveyview

import (
	"context"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
)

// Shown is a result as a page shows it.
type Shown struct{ survey.Result }

// question is one row of a result: its average in tenths, and the best mark.
type question struct {
	name       string
	tenths, of int
}

func (r Shown) questions() []question {
	return []question{{"work", r.Work, 5}, {"activities", r.Activities, 5}, {"hosting", r.Hosting, 5}, {"again", r.Again, 10}}
}

func (r Shown) table(ctx context.Context) ui.Measured {
	m := ui.Measured{Caption: ui.T(ctx, "survey.result"), Head: ui.T(ctx, "survey.question"), Columns: []string{ui.T(ctx, "survey.average")}, Most: 100}
	for _, q := range r.questions() {
		row := ui.MeasuredRow{Text: ui.T(ctx, "survey.short."+q.name), Value: int64(q.tenths * 10 / q.of), Cells: ui.Cells(Mark(ctx, q.tenths) + " / " + strconv.Itoa(q.of))}
		if q.tenths == 0 && q.name == "activities" {
			row.Quiet, row.Cells = true, ui.Cells("–")
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// few says how many have answered, where that is too few.
func (r Shown) few(ctx context.Context) string {
	if r.Answers == 0 {
		return ui.T(ctx, "survey.none")
	}
	return ui.T(ctx, "survey.few", "Count", r.Answers, "Least", survey.Least)
}

// Rows are the averages for a file: the question and its average, empty where it is not shown.
func Rows(ctx context.Context, r survey.Result) (rows [][2]string) {
	for _, q := range (Shown{r}).questions() {
		value := ""
		if r.Shown && q.tenths > 0 {
			value = Mark(ctx, q.tenths)
		}
		rows = append(rows, [2]string{ui.T(ctx, "survey.short."+q.name), value})
	}
	return rows
}

// Mark is an average: "4,3".
func Mark(ctx context.Context, tenths int) string {
	text := strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
	if ui.Lang(ctx) != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
