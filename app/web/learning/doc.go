// Package learning is what people see of what can be learnt: the public list and the page of a course with a seat at its hub, the
// survey of what people want to learn, the links of its mails; and the pages on which institutions describe their courses, and
// they and hub staff see the demand.
package learning
