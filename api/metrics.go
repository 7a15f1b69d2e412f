package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics count what is asked and how long answers take.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

func newMetrics(s *server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "truceline_http_requests_total", Help: "Requests by route, method and status."}, []string{"route", "method", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "truceline_http_seconds", Help: "Time to answer, by route.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5}}, []string{"route"}),
	}
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	m.registry.MustRegister(m.requests, m.took, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), sourceMetrics{s},
		gauge("truceline_streams_open", "Readers that listen to server-sent events.", func() float64 { return float64(s.streams.open.Load()) }),
		gauge("truceline_page_cache_bytes", "Answers that are kept ready.", func() float64 { return float64(s.cache.size()) }),
		gauge("truceline_archive_version", "Version of the archive that is answered from.", func() float64 {
			newest, _ := s.archive.get(context.Background())
			return float64(newest)
		}),
	)
	return m
}

// middleware measures every request. Routes, not addresses, are the labels:
// there are few of them.
func (m *metrics) middleware(c *gin.Context) {
	began := time.Now()
	c.Next()
	route := or(c.FullPath(), "other")
	m.requests.WithLabelValues(route, method(c), strconv.Itoa(c.Writer.Status())).Inc()
	if route != "/api/v1/stream" {
		m.took.WithLabelValues(route).Observe(time.Since(began).Seconds())
	}
}

// method keeps invented methods from becoming labels.
func method(c *gin.Context) string {
	switch c.Request.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return c.Request.Method
	}
	return "other"
}

func (m *metrics) handler() gin.HandlerFunc {
	return gin.WrapH(promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
}
