// Package mailjob sends mails that were decided on inside a transaction: the mail is stored with the change that asks for
// it, once for each message id for ever, and a job hands it to the mail.Sender afterwards, as often as it takes. What it
// said is kept until it is handed over and no longer, since mails carry links and personal data; that it was sent is kept.
package mailjob
