// Package site has the pages that anybody may see: the front page, the search, a package with its days and prices, the hubs,
// and the pages of plain text. One file an action; what is free and what it costs is search.Finder's business.
package site
