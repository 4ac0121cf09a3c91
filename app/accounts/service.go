package accounts

import (
	"log/slog"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Service is all that the house does with people and companies. Safe for concurrent use.
type Service struct {
	db      *postgres.DB
	queue   *jobs.Queue
	baseURL string
	log     *slog.Logger
	hasher  *hasher
	forms   *formChecker
	texts   *mailTexts
}

// New makes the service. baseURL is where mailed links point, "https://hubittaako.example"; it is configured, never read
// from a request.
func New(db *postgres.DB, queue *jobs.Queue, baseURL string, log *slog.Logger) (*Service, error) {
	texts, err := loadMailTexts()
	if err != nil {
		return nil, err
	}
	return &Service{
		db:      db,
		queue:   queue,
		baseURL: strings.TrimRight(baseURL, "/"),
		log:     log,
		hasher:  newHasher(currentCost),
		forms:   newFormChecker(),
		texts:   texts,
	}, nil
}

// Client is what is known of the browser that asks.
type Client struct {
	IP        string // as the trusted proxy tells it
	UserAgent string
	Token     string // the sign-in it came with, if any: a new sign-in ends it
}
