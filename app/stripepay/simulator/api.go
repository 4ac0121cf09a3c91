package simulator

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
)

// apiVersion is the version that app/stripepay speaks; the objects here have its shape.
const apiVersion = "2023-10-16"

// call is one request, understood: what it asks for and of which object.
type call struct {
	params params
	id     string
}

// endpoint carries a request out on the state, with the lock held.
type endpoint func(s *Server, c call) (any, *apiError)

// apiError is a refusal in Stripe's shape.
type apiError struct {
	status   int
	executed bool // true: remembered under the idempotency key; false: refused before anything began

	Type    string `json:"type"`
	Code    string `json:"code,omitempty"`
	Param   string `json:"param,omitempty"`
	Message string `json:"message"`
}

func badParam(name, code, message string) *apiError {
	return &apiError{status: http.StatusBadRequest, Type: "invalid_request_error", Code: code, Param: name, Message: message}
}

func missing(kind, id string) *apiError {
	return &apiError{
		status: http.StatusNotFound, Type: "invalid_request_error", Code: "resource_missing", Param: "id",
		Message: "No such " + kind + ": '" + id + "'",
	}
}

// refusal is a no that depends on the state of things and not on the wording of the request.
func refusal(param, code, message string) *apiError {
	e := badParam(param, code, message)
	e.executed = true
	return e
}

func (s *Server) routeAPI(mux *http.ServeMux) {
	mux.Handle("POST /v1/checkout/sessions", s.endpoint(createSession))
	mux.Handle("GET /v1/checkout/sessions/{id}", s.endpoint(getSession))
	mux.Handle("POST /v1/checkout/sessions/{id}/expire", s.endpoint(expireSession))
	mux.Handle("GET /v1/payment_intents/{id}", s.endpoint(getIntent))
	mux.Handle("POST /v1/refunds", s.endpoint(createRefund))
	mux.Handle("GET /v1/refunds", s.endpoint(listRefunds))
	mux.Handle("GET /v1/refunds/{id}", s.endpoint(getRefund))
	mux.Handle("/v1/", s.endpoint(func(*Server, call) (any, *apiError) {
		return nil, &apiError{status: http.StatusNotFound, Type: "invalid_request_error", Message: "Unrecognized request URL."}
	}))
}

// endpoint checks who asks, reads the parameters, and answers: a write from the store of replies if its key is known.
func (s *Server) endpoint(run endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Request-Id", newID("req_"))
		w.Header().Set("Stripe-Version", apiVersion)
		if e := s.admit(r); e != nil {
			answer(w, e.status, e.body())
			return
		}
		if err := r.ParseForm(); err != nil {
			e := badParam("", "", "Invalid request body.")
			answer(w, e.status, e.body())
			return
		}
		c := call{params: params{r.Form}, id: r.PathValue("id")}
		if r.Method != http.MethodPost {
			status, body := s.read(run, c)
			answer(w, status, body)
			return
		}
		s.write(w, r, run, c)
	})
}

func (s *Server) admit(r *http.Request) *apiError {
	key, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer || subtle.ConstantTimeCompare([]byte(key), []byte(s.cfg.SecretKey)) != 1 {
		return &apiError{status: http.StatusUnauthorized, Type: "invalid_request_error", Message: "Invalid API Key provided."}
	}
	if v := r.Header.Get("Stripe-Version"); v != "" && v != apiVersion {
		return badParam("", "", "The simulator speaks API version "+apiVersion+", not "+v+".")
	}
	if s.Knobs().Down {
		return &apiError{status: http.StatusServiceUnavailable, Type: "api_error", Message: "Service unavailable."}
	}
	if len(r.Header.Get("Idempotency-Key")) > 255 {
		return badParam("", "", "Idempotency keys have at most 255 characters.")
	}
	return nil
}

func (s *Server) read(run endpoint, c call) (int, json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	status, body, _ := s.run(run, c)
	return status, body
}

// write carries a write out once per key and then lets the knobs spoil the answer.
func (s *Server) write(w http.ResponseWriter, r *http.Request, run endpoint, c call) {
	key := r.Header.Get("Idempotency-Key")
	if key != "" {
		w.Header().Set("Idempotency-Key", key)
	}
	out := s.once(key, r.URL.Path, fingerprint(c.params), run, c)
	if out.hang {
		<-r.Context().Done()
		panic(http.ErrAbortHandler) // closes the connection without an answer
	}
	if out.replayed {
		w.Header().Set("Idempotent-Replayed", "true")
	}
	answer(w, out.status, out.body)
}

type outcome struct {
	status         int
	body           json.RawMessage
	replayed, hang bool
}

// once runs a write unless its key is known. Checking, running and remembering are under one lock, so that of any number
// of equal requests at the same moment exactly one runs.
func (s *Server) once(key, path, print string, run endpoint, c call) outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.save()
	s.state.forget(s.cfg.Clock())
	if r, known := s.state.Replies[key]; known {
		if e := r.mismatch(key, path, print); e != nil {
			return outcome{status: e.status, body: e.body()}
		}
		return outcome{status: r.Status, body: r.Body, replayed: true, hang: spend(&s.knobs.HangWrites)}
	}
	if spend(&s.knobs.BreakWrites) {
		run = breakdown
	}
	status, body, executed := s.run(run, c)
	if executed && spend(&s.knobs.FailWrites) {
		status, body, _ = s.run(breakdown, c)
	}
	if executed && key != "" {
		s.state.Replies[key] = &reply{Created: s.cfg.Clock(), Path: path, Fingerprint: print, Status: status, Body: body}
	}
	return outcome{status: status, body: body, hang: executed && spend(&s.knobs.HangWrites)}
}

// breakdown is Stripe failing by its own fault. It counts as carried out: the 500 is remembered and replayed.
func breakdown(*Server, call) (any, *apiError) {
	return nil, &apiError{
		status: http.StatusInternalServerError, executed: true, Type: "api_error", Message: "An unknown error occurred.",
	}
}

// run returns whether the request came as far as being carried out.
func (s *Server) run(run endpoint, c call) (int, json.RawMessage, bool) {
	object, e := run(s, c)
	if e != nil {
		return e.status, e.body(), e.executed
	}
	return http.StatusOK, mustJSON(object), true
}

func (r *reply) mismatch(key, path, print string) *apiError {
	e := &apiError{status: http.StatusBadRequest, Type: "idempotency_error"}
	switch {
	case r.Path != path:
		e.Message = "Keys for idempotent requests can only be used for the same endpoint they were first used for ('" +
			r.Path + "' vs '" + path + "'). Try using a key other than '" + key + "' if you meant to execute a different request."
	case r.Fingerprint != print:
		e.Message = "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
			"Try using a key other than '" + key + "' if you meant to execute a different request."
	default:
		return nil
	}
	return e
}

func fingerprint(p params) string {
	sum := sha256.Sum256([]byte(p.v.Encode()))
	return hex.EncodeToString(sum[:])
}

func (e *apiError) body() json.RawMessage { return mustJSON(map[string]any{"error": e}) }

func answer(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that went away is its own affair
}

// mustJSON marshals our own plain values, which cannot fail.
func mustJSON(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
