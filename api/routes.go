package api

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// route says what stands at which address.
func (s *server) route(engine *gin.Engine, config Config) error {
	limited := newLimits(config.Rate, s.now).middleware(s)

	engine.GET("/healthz", s.healthz)
	engine.GET("/readyz", s.readyz)

	v1 := engine.Group("/api/v1", limited, shared)
	v1.GET("/stream", s.stream)
	for path, handler := range s.reads() {
		v1.GET(path, handler)
		v1.HEAD(path, handler)
		v1.OPTIONS(path, func(*gin.Context) {}) // the group's headers are the answer
	}
	for _, f := range formats {
		v1.GET("/export."+f.extension, s.export(f))
	}
	editors := engine.Group("/api/v1/events", limited)
	for _, kind := range []string{timeline.EditConfirm, timeline.EditFields, timeline.EditSplit, timeline.EditReject, timeline.EditRestore, timeline.EditUndo} {
		editors.POST("/:id/"+kind, s.correct(kind))
	}
	editors.POST("/merge", s.correct(timeline.EditMerge))
	engine.Any("/mcp", limited, gin.WrapH(s.mcpHandler()))
	for path, handler := range s.feeds() {
		engine.GET(path, limited, shared, handler)
		engine.HEAD(path, limited, shared, handler)
	}
	for path, handler := range s.sites() {
		engine.GET(path, limited, handler)
		engine.HEAD(path, limited, handler)
	}
	assets, err := loadAssets(config.Assets)
	if err != nil {
		return err
	}
	engine.NoRoute(s.serveAssets(assets))
	engine.NoMethod(func(c *gin.Context) { s.fail(c, errMethod) })
	return nil
}

// reads are the calls under /api/v1 that anybody may make.
func (s *server) reads() map[string]gin.HandlerFunc {
	return map[string]gin.HandlerFunc{
		"/events":             s.kept(s.listEvents),
		"/events/index":       s.answer(s.indexEvents),
		"/events/:id":         s.keep(manner{s.sourcesVersion, requestURI, s.fail}, s.getEvent),
		"/events/:id/history": s.answer(s.getHistory),
		"/facets":             s.answer(s.countFacets),
		"/density":            s.answer(s.countDensity),
		"/changes":            s.answer(s.listChanges),
		"/coverage":           s.answerSources(s.listCoverage),
		"/types":              s.answer(s.listTypes),
		"/actors":             s.answer(s.listActors),
		"/actors/:id":         s.answer(s.getActor),
		"/places":             s.answer(s.listPlaces),
		"/threads":            s.answer(s.listThreads),
		"/threads/:id":        s.answer(s.getThread),
		"/briefings/:id":      s.kept(s.getBriefing),
		"/sources":            s.answerSources(s.listSources),
		"/sources/:id":        s.answerSources(s.getSource),
		"/health":             s.answerSources(s.getHealth),
		"/openapi.json":       s.openapi,
	}
}

// sites are the pages for people.
func (s *server) sites() map[string]gin.HandlerFunc {
	return map[string]gin.HandlerFunc{
		"/":                     withIndexAhead(s.keptPage(s.showExplorer)),
		"/e/:id":                s.page(s.showEvent),
		"/t":                    s.page(s.showThreads),
		"/t/:id":                s.page(s.showThread),
		"/briefing":             s.thisWeek,
		"/sources":              s.page(s.showSources),
		"/sources/:id":          s.page(s.showSource),
		"/about":                s.page(s.showAbout),
		"/embed":                s.page(s.showEmbed),
		"/embed/frame":          s.framed(s.showFrame),
		"/briefing/:id":         s.briefingSite(s.showBriefing),
		"/briefing/:id/edition": s.briefingSite(s.showEdition),
	}
}

// thisWeek leads to the briefing of the week that has begun.
func (s *server) thisWeek(c *gin.Context) {
	year, week := s.today().Time().ISOWeek()
	c.Redirect(http.StatusFound, fmt.Sprintf("/briefing/%d-W%02d", year, week))
}

func (s *server) healthz(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"status": "ok", "version": s.program})
}

// readyz says whether requests can be answered: the database must speak.
func (s *server) readyz(c *gin.Context) {
	if err := s.store.Ping(c.Request.Context()); err != nil {
		s.log.Warn("not ready", "error", err)
		c.JSON(http.StatusServiceUnavailable, gin.H{"status": "unavailable"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "ok"})
}
