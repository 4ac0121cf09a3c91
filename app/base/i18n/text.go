package i18n

// Text is what somebody wrote about a thing, in the languages they wrote it in. Finnish is there as a rule, the others may be
// empty. What a page shows, and in which language, is decided here and nowhere else.
type Text struct{ Fi, En, Sv string }

// In is the text in the language, or in the next of Order that it was written in; empty where there is none.
func (t Text) In(lang string) string {
	s, _ := t.Find(lang)
	return s
}

// Find is In, with the language that the text is in.
func (t Text) Find(lang string) (text, in string) {
	for _, l := range Order(lang) {
		if s := t.written(l); s != "" {
			return s, l
		}
	}
	return "", lang
}

func (t Text) written(lang string) string {
	switch lang {
	case "fi":
		return t.Fi
	case "sv":
		return t.Sv
	}
	return t.En
}
