// Package students is what people see of the students' corner: the public page with what students may ask for, the pages on which
// companies give assignments, and the coordinator's desk with its certificates.
package students
