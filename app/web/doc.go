// Package web is the site's edge and the only importer of Fiber besides package page: the server, what every request passes
// before its page runs, and how errors become answers. Pages live in the folders below; each exports its routes and package
// boot hands them in. Nothing here knows a domain rule.
package web
