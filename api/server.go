package api

import (
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/store"
	"truceline/timeline"
	"truceline/topics"
)

// Config is what the API is made of. Store and Topic are needed; everything
// else has a sensible zero value.
type Config struct {
	Store *store.Store
	Topic *topics.Topic
	// PublicURL is the address under which readers find this server, as it
	// stands in feeds, calendars and canonical links, "https://example.org".
	PublicURL string
	Version   string // of the program
	Contact   string // mail address or page for corrections; "" for none
	// TrustedProxies are the networks whose X-Forwarded-For is believed.
	TrustedProxies []string
	Now            func() time.Time
	Log            *slog.Logger
	// Explorer is the page of the explorer; Assets are the files that the
	// frontend's build made; Pages are the templates of the pages that are
	// complete without script.
	Explorer []byte
	Assets   fs.FS
	Pages    fs.FS
	// Weaver applies corrections; made from Topic where nil. Weaving is held
	// while something is woven, by whoever weaves; its own where nil.
	Weaver  *timeline.Weaver
	Weaving sync.Locker
	// Rate is how much one address may ask; DefaultRate where zero, and as
	// much as it likes where PerSecond is negative.
	Rate Rate
	// CacheBytes bounds the answers that are kept ready; 32 MB where 0.
	CacheBytes int
}

const defaultCache = 32 << 20

// A server holds what handlers share.
type server struct {
	store     *store.Store
	topic     *topics.Topic
	names     *names
	typeIDs   []string
	archive   *archiveVersion
	weaver    *timeline.Weaver
	weaving   sync.Locker
	cache     *cache
	streams   streams
	now       func() time.Time
	log       *slog.Logger
	publicURL string
	program   string // version of the program
	contact   string
	explorer  []byte
	pages     *template.Template
}

// New makes the handler of everything that the server answers. An error
// names the setting that cannot be used.
func New(config Config) (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	s, err := newServer(&config)
	if err != nil {
		return nil, err
	}
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	engine.RemoveExtraSlash = false
	if err := engine.SetTrustedProxies(config.TrustedProxies); err != nil {
		return nil, fmt.Errorf("trusted proxies: %w", err)
	}
	measured := newMetrics(s)
	engine.Use(measured.middleware, s.recover, securityHeaders)
	engine.GET("/metrics", measured.handler())
	if err := s.route(engine, config); err != nil {
		return nil, err
	}
	go s.archive.listen()
	return engine, nil
}

// newServer fills in what the configuration leaves open.
func newServer(config *Config) (*server, error) {
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Log == nil {
		config.Log = slog.Default()
	}
	if config.CacheBytes == 0 {
		config.CacheBytes = defaultCache
	}
	if config.Rate == (Rate{}) {
		config.Rate = DefaultRate
	}
	if config.Weaver == nil {
		config.Weaver = timeline.NewWeaver(config.Topic.Knowledge())
	}
	if config.Weaving == nil {
		config.Weaving = &sync.Mutex{}
	}
	public, err := url.Parse(config.PublicURL)
	if err != nil || (config.PublicURL != "" && public.Host == "") {
		return nil, fmt.Errorf("public URL %q is not an address like https://example.org", config.PublicURL)
	}
	s := &server{
		store:     config.Store,
		topic:     config.Topic,
		names:     namesOf(config.Topic),
		archive:   &archiveVersion{store: config.Store, now: config.Now, log: config.Log},
		weaver:    config.Weaver,
		weaving:   config.Weaving,
		cache:     newCache(config.CacheBytes),
		now:       config.Now,
		log:       config.Log,
		publicURL: strings.TrimRight(config.PublicURL, "/"),
		program:   config.Version,
		contact:   config.Contact,
		explorer:  config.Explorer,
	}
	for _, kind := range config.Topic.Types {
		s.typeIDs = append(s.typeIDs, kind.ID)
	}
	s.pages, err = loadPages(config.Pages)
	return s, err
}

// recover answers a panic like any other fault of our own.
func (s *server) recover(c *gin.Context) {
	defer func() {
		if cause := recover(); cause != nil {
			s.log.Error("handler panicked", slog.Any("cause", cause), slog.String("stack", string(debug.Stack())))
			s.fail(c, fmt.Errorf("panic: %v", cause))
		}
	}()
	c.Next()
}
