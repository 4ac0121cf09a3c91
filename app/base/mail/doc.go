// Package mail writes and sends the mails of the house: one layout in text and HTML, a sender that speaks SMTP, and an
// outbox that only keeps mails for the development page. What a mail says belongs to whoever sends it; when it is sent
// belongs to the jobs.
//
// A mail is sent at least once. Its MessageID comes from the caller and stays the same on every try, so that mail
// programs show one mail even when a crash made it two.
package mail
