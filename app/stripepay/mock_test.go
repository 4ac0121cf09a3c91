package stripepay_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// stripeMock is Stripe's own mock. It knows every parameter and remembers nothing.
type stripeMock struct{ transport *http.Transport }

func (m stripeMock) send(t *testing.T, r recorded) (int, string) {
	t.Helper()
	return send(t, &http.Client{Transport: m.transport}, "http://stripe-mock", r)
}

func send(t *testing.T, c *http.Client, host string, r recorded) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), r.method, host+r.path, strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = r.header
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// startMock runs stripe-mock on a Unix socket: on a port it would open a second one, to all the world.
func startMock(t *testing.T) stripeMock {
	t.Helper()
	binary := buildMock(t)
	dir, err := os.MkdirTemp("", "mock") // short: the path of a socket has about 100 characters
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	cmd := exec.CommandContext(t.Context(), binary, "-http-unix", socket)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "Unix socket") {
			dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, "unix", socket)
			}
			return stripeMock{&http.Transport{DialContext: dial}}
		}
	}
	t.Fatalf("stripe-mock did not start: %v", lines.Err())
	return stripeMock{}
}

// buildMock builds the version that mock.mod names, once per version, into the user's cache. Failing to build fails the
// test: a contract that is not checked is none.
func buildMock(t *testing.T) string {
	t.Helper()
	version, err := os.ReadFile("mock.mod")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	sum := sha256.Sum256(version)
	binary := filepath.Join(cache, "hubittaako", "stripe-mock-"+hex.EncodeToString(sum[:6]))
	if _, err := os.Stat(binary); err == nil {
		return binary
	}
	if err := os.MkdirAll(filepath.Dir(binary), 0o750); err != nil {
		t.Fatal(err)
	}
	half := binary + "." + strconv.Itoa(os.Getpid())
	goMock(t, "build", "-o", half, "github.com/stripe/stripe-mock")
	if err := os.Rename(half, binary); err != nil {
		t.Fatal(err)
	}
	return binary
}

// goMock runs the go tool on the module file that names stripe-mock, so that the product's own stays free of it.
func goMock(t *testing.T, verb string, args ...string) []byte {
	t.Helper()
	modfile, err := filepath.Abs("mock.mod")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", append([]string{verb, "-mod=readonly", "-modfile=" + modfile}, args...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", verb, err, complaint.String())
	}
	return out
}

// apiSpec is Stripe's description of its API as stripe-mock carries it.
type apiSpec struct {
	Paths map[string]map[string]struct {
		Parameters []struct {
			Name   string
			Schema schema
		}
		RequestBody struct {
			Content map[string]struct{ Schema schema }
		}
	}
}

type schema struct {
	Properties map[string]schema
	Items      *schema
	AnyOf      []schema
	// Any key is welcome when this is an object, none when it is false or missing.
	AdditionalProperties json.RawMessage
}

func readAPI(t *testing.T) apiSpec {
	t.Helper()
	dir := strings.TrimSpace(string(goMock(t, "list", "-f", "{{.Dir}}", "github.com/stripe/stripe-mock")))
	b, err := os.ReadFile(filepath.Join(dir, "embedded", "openapi", "spec3.json"))
	if err != nil {
		t.Fatal(err)
	}
	var api apiSpec
	if err := json.Unmarshal(b, &api); err != nil {
		t.Fatal(err)
	}
	return api
}

var placeholder = regexp.MustCompile(`\{[^}]+\}`)

// unknown lists the parameters of a request that the description has no place for.
func (api apiSpec) unknown(t *testing.T, r recorded) []string {
	t.Helper()
	path, query, _ := strings.Cut(r.path, "?")
	values, err := url.ParseQuery(strings.Trim(query+"&"+r.body, "&"))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	known := api.parameters(path, strings.ToLower(r.method))
	for name := range values {
		if !known.has(strings.Split(strings.ReplaceAll(name, "]", ""), "[")) {
			found = append(found, name)
		}
	}
	return found
}

// parameters gathers what a call takes, in its query and in its body, as the properties of one object.
func (api apiSpec) parameters(path, method string) schema {
	out := schema{Properties: map[string]schema{}}
	for pattern, calls := range api.Paths {
		full := regexp.MustCompile("^" + placeholder.ReplaceAllString(pattern, "[^/]+") + "$")
		if !full.MatchString(path) {
			continue
		}
		for _, p := range calls[method].Parameters {
			out.Properties[p.Name] = p.Schema
		}
		for name, s := range calls[method].RequestBody.Content["application/x-www-form-urlencoded"].Schema.Properties {
			out.Properties[name] = s
		}
	}
	return out
}

// has walks down "line_items", "0", "quantity".
func (s schema) has(name []string) bool {
	if len(name) == 0 {
		return len(s.Properties) == 0 && s.Items == nil
	}
	if p, ok := s.Properties[name[0]]; ok {
		return p.has(name[1:])
	}
	if _, err := strconv.Atoi(name[0]); err == nil && s.Items != nil && s.Items.has(name[1:]) {
		return true
	}
	for _, one := range s.AnyOf {
		if one.has(name) {
			return true
		}
	}
	return len(name) == 1 && strings.HasPrefix(string(s.AdditionalProperties), "{")
}
