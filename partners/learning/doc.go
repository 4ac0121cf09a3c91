// Package learning is what can be learnt in the network: courses and modules of institutions such as an open university, seats at
// a hub for those who follow them there, and what people say that they want to learn. A course is an activity of package partners
// with more facts; its meetings at the hub are the activity's sessions, so that packages can hold it like anything else. Enrolment
// and fees are the institution's own: this package only knows where they are.
package learning
