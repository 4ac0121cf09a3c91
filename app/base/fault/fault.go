package fault

import (
	"errors"
	"maps"
)

// Code says what kind of answer an error needs; the web layer maps each to one HTTP status.
type Code string

const (
	Invalid         Code = "invalid"         // 422, the form again
	Unauthenticated Code = "unauthenticated" // sign in first
	Forbidden       Code = "forbidden"       // signed in, but not for this
	NotFound        Code = "not_found"       // also for what belongs to another tenant
	Conflict        Code = "conflict"        // true a moment ago, not any more
	Gone            Code = "gone"            // was there, is over
	TooMany         Code = "too_many"        // asked too often: wait, then try again; "Minutes" in Args says how long
	Unavailable     Code = "unavailable"     // try again shortly
	Internal        Code = "internal"        // our fault
)

// Field is one form field's error: Name is the form's field name, Key the message key, Args its placeholders.
type Field struct {
	Name string
	Key  string
	Args map[string]any
}

// Error is what services return. Key names a message in the locales; Err, if any, is for the log alone.
type Error struct {
	Code   Code
	Key    string
	Args   map[string]any
	Fields []Field
	Err    error
}

// New makes an error with a message key.
func New(code Code, key string) *Error { return &Error{Code: code, Key: key} }

// With returns a copy that carries one more placeholder value for its message.
func (e *Error) With(name string, v any) *Error {
	c := *e
	c.Args = maps.Clone(e.Args)
	if c.Args == nil {
		c.Args = map[string]any{}
	}
	c.Args[name] = v
	return &c
}

// Wrap returns a copy that remembers its cause for the log.
func (e *Error) Wrap(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

func (e *Error) Error() string {
	s := string(e.Code) + ": " + e.Key
	for _, f := range e.Fields {
		s += " [" + f.Name + ": " + f.Key + "]"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is compare code and key, so that tests and callers can ask for a certain refusal.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && t.Key == e.Key
}

// Check returns nil when there are no field errors, else one Invalid error that carries them.
func Check(fields []Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Code: Invalid, Key: "fault.invalid", Fields: fields}
}

// OnField is an Invalid error about one field.
func OnField(name, key string) *Error {
	return &Error{Code: Invalid, Key: "fault.invalid", Fields: []Field{{Name: name, Key: key}}}
}

// As gives any error as *Error: an unknown one becomes Internal and keeps its cause. nil stays nil.
func As(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Code: Internal, Key: "fault.internal", Err: err}
}

// CodeOf is the code of any error, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	return As(err).Code
}
