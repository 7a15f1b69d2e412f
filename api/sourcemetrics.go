package api

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// sourceMetrics tell how the sources are when they are asked for.
type sourceMetrics struct{ s *server }

// metricsTime bounds what one scrape may ask of the archive.
const metricsTime = 5 * time.Second

var (
	sourceState = prometheus.NewDesc("truceline_source_state", "1 for the state that a source is in.", []string{"source", "state"}, nil)
	sourceRead  = prometheus.NewDesc("truceline_source_last_read_seconds", "When a source was read last, since 1970; absent before its first read.", []string{"source"}, nil)
	sourceFails = prometheus.NewDesc("truceline_source_failures", "Visits to a source that failed in a row.", []string{"source"}, nil)
	sourceStale = prometheus.NewDesc("truceline_source_stale", "1 where a source has not been read for twice its interval.", []string{"source"}, nil)
)

// Describe implements prometheus.Collector.
func (sourceMetrics) Describe(out chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{sourceState, sourceRead, sourceFails, sourceStale} {
		out <- desc
	}
}

// Collect implements prometheus.Collector.
func (m sourceMetrics) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), metricsTime)
	defer cancel()
	sources, err := m.s.store.Sources(ctx, m.s.topic.ID)
	if err != nil {
		out <- prometheus.NewInvalidMetric(sourceState, err)
		return
	}
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	for _, source := range sources {
		gauge(sourceState, 1, source.ID, string(healthOf(source)))
		gauge(sourceFails, float64(source.State.Failures), source.ID)
		if !source.State.LastRead.IsZero() {
			gauge(sourceRead, float64(source.State.LastRead.Unix()), source.ID)
		}
		stale := 0.0
		if from, ok := staleFrom(source); ok && m.s.now().After(from) {
			stale = 1
		}
		gauge(sourceStale, stale, source.ID)
	}
}
