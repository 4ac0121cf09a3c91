// Package dev has the pages of one's own machine: the mails that nobody sent. They are not mounted in production.
package dev
