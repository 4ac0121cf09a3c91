// Package ui is the site's look in templates: the layout of every page, form fields, cards, calendars, timelines and charts.
//
// Components take plain values (strings, ints, cents, dates) and never domain types: a page turns what a service gave it into
// a component's values. What the request brings along (language, actor, form token) travels in the context as a View; see
// With and From. Nothing here writes inline styles or scripts, because the content policy forbids them: position and size
// come from classes, or from SVG attributes.
//
// Texts of the components themselves stand in locales/ui.*.toml. /ui in development shows every component in its states
// (Gallery).
package ui
