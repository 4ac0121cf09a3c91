// Package notify writes the mails about stays and partners. What happened is queued inside the transaction that made it
// happen; a job then reads the stay as it is, and queues one mail for each person concerned, who is told their part only.
package notify
