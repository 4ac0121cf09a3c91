package sheet

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/money"
)

// byteOrderMark tells spreadsheets that the file is UTF-8.
const byteOrderMark = "\ufeff"

// ContentType is what a file is sent as.
const ContentType = "text/csv; charset=utf-8"

// Sheet is a file that is being written; an error waits until Bytes.
type Sheet struct {
	b   bytes.Buffer
	w   *csv.Writer
	err error
}

// New begins a file with its heads.
func New(heads ...string) *Sheet {
	s := &Sheet{}
	s.b.WriteString(byteOrderMark)
	s.w = csv.NewWriter(&s.b)
	s.w.Comma, s.w.UseCRLF = ';', true
	s.Row(heads...)
	return s
}

// Row adds a row. Texts that people typed come through Plain, sums through Euros.
func (s *Sheet) Row(cells ...string) {
	if s.err == nil {
		s.err = s.w.Write(cells)
	}
}

// Bytes is the file.
func (s *Sheet) Bytes() ([]byte, error) {
	s.w.Flush()
	if s.err == nil {
		s.err = s.w.Error()
	}
	return s.b.Bytes(), s.err
}

// Euros are cents as a number with a comma.
func Euros(cents int64) string { return strings.Replace(money.Decimal(cents), ".", ",", 1) }

// Count is a whole number.
func Count(n int) string { return strconv.Itoa(n) }

// Share is basis points as a percentage with a comma: 2550 is "25,50".
func Share(bp int) string { return Euros(int64(bp)) }

// Plain keeps a text that somebody typed from being a formula in a spreadsheet.
func Plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n|", rune(s[0])) {
		return "'" + s
	}
	return s
}
