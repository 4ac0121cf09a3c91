// Package mailtest reads mails as their readers do and says what they would stumble over: for the tests of whoever writes mails.
package mailtest
