// Package sheet writes reports as files for spreadsheets, the way Finnish ones read them: UTF-8 with its mark, semicolons between
// cells, a comma in sums, and no cell that a spreadsheet would take for a formula.
package sheet
