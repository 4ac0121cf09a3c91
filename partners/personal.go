package partners

import "github.com/hubittaako/hubittaako/app/base/typed"

// personalKeys are what people are told of a text that leads to a person.
var personalKeys = map[string]string{typed.Email: "field.personal_email", typed.Phone: "field.personal_phone", typed.Identity: "field.personal_identity"}

// PersonalKey is the message for a field whose text has a phone number, an e-mail address or a personal identity code in it; ""
// for a text that has none. For texts that must not tell who somebody is.
func PersonalKey(text string) string { return personalKeys[typed.Personal(text)] }
