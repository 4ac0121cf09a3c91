// Package students is the students' corner: companies give small assignments to the students of a school, and the school's
// coordinator reviews them, publishes them, says which students take part and agrees on a time at the hub. Students are a first
// name or an alias here and nothing else; no text may carry what leads to one of them.
package students
