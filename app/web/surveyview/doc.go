// Package surveyview shows the survey about a stay, for those who came along and for who booked it, and what was answered, for all
// who may see it.
package surveyview
