package ui

// Measured is a table whose rows a bar measures against the largest: months of a year, sellers, activities. On a phone each row is a
// card. The numbers stand in the cells, so the bars say nothing alone.
type Measured struct {
	Caption string   // for screen readers
	Head    string   // of the first column
	Columns []string // heads of the others, all numbers
	Rows    []MeasuredRow
	Foot    *MeasuredRow // the sum
	Most    int64        // what the bars are measured against; 0: the largest of the rows
}

// MeasuredRow is one row. Value is what its bar shows, none when it is 0 or less.
type MeasuredRow struct {
	Text, Sub string // Sub beside the text, smaller
	Lang      string // of Text where it is not the page's
	Names     bool   // Text is a name, in whatever script
	Value     int64
	Ahead     bool // has not been yet
	Quiet     bool // nothing happened: the cells are soft
	Cells     []Cell
}

// Cell is a number, and what is said under it.
type Cell struct{ Text, Sub string }

// Cells are numbers with nothing under them.
func Cells(texts ...string) []Cell {
	all := make([]Cell, len(texts))
	for i, t := range texts {
		all[i].Text = t
	}
	return all
}

func (m Measured) most() (most int64) {
	if m.Most > 0 {
		return m.Most
	}
	for _, r := range m.Rows {
		most = max(most, r.Value)
	}
	return most
}

// column is a column's head, "" for one too many.
func (m Measured) column(i int) string {
	if i < len(m.Columns) {
		return m.Columns[i]
	}
	return ""
}
