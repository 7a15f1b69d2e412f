package api

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// sourcePage is how one source is doing, down to its last attempts.
type sourcePage struct {
	frame
	Row           sourceRow
	Kind          string
	SourceLicence string // of its texts; Licence is that of the archive
	Checked       string // the day on which its terms were last looked at
	NoQuotes      bool
	Events        int    // that it supports
	Answered      string // how many of the attempts that are shown
	Attempts      []attempt
}

// An attempt is one visit to a source, in words.
type attempt struct {
	When               string
	Outcome            timeline.Health
	Shape, Words       string
	Reason             string
	Status, Size, Took string // "" where no answer came
	Found, Fresh       int
}

func (s *server) showSource(c *gin.Context) (string, any, error) {
	ctx := c.Request.Context()
	source, err := s.store.Source(ctx, s.topic.ID, c.Param("id"))
	if err != nil {
		return "", nil, err
	}
	visits, err := s.store.Visits(ctx, source.ID, visitsShown)
	if err != nil {
		return "", nil, err
	}
	yields, err := s.store.Yields(ctx, s.topic.ID)
	if err != nil {
		return "", nil, err
	}
	strips, months, err := s.strips(ctx)
	if err != nil {
		return "", nil, err
	}
	data := sourcePage{
		frame: s.frame(c, "sources", source.Name, "/sources/"+source.ID),
		Row:   rowOfSource(source, yields[source.ID]),
		Kind:  source.Kind, SourceLicence: source.Licence, NoQuotes: source.NoQuotes, Events: yields[source.ID].Events,
	}
	if source.TermsChecked != "" {
		data.Checked = source.TermsChecked.Words()
	}
	if data.Row.Strip = strips[source.ID]; len(months) > 0 && len(data.Row.Strip.Cells) == 0 {
		data.Row.Strip = stripOf(months, nil, 1)
	}
	successes, err := s.successes(ctx)
	if err != nil {
		return "", nil, err
	}
	data.Row.Success = successes[source.ID]
	delays, err := s.delays(ctx)
	if err != nil {
		return "", nil, err
	}
	data.Row.Delay = delayWords(delays[source.ID])
	answered, took := 0, time.Duration(0)
	for _, visit := range visits {
		data.Attempts = append(data.Attempts, attemptOf(visit))
		if shapeOf(visit.Outcome) == shapeWorking || visit.Outcome == timeline.HealthEmpty {
			answered++
			took += visit.Took
		}
	}
	if answered > 0 {
		data.Answered = fmt.Sprintf("%d of the last %s, on average within %s", answered, countOf(len(visits), "attempt"), tookWords(took/time.Duration(answered)))
	}
	return "source", data, nil
}

func attemptOf(v timeline.Visit) attempt {
	made := attempt{
		When: momentWords(v.Started), Outcome: v.Outcome, Shape: shapeOf(v.Outcome),
		Words: strings.ReplaceAll(string(v.Outcome), "-", " "), Reason: v.Error, Found: v.Found, Fresh: v.Fresh, Took: tookWords(v.Took),
	}
	if v.Status != 0 {
		made.Status = strconv.Itoa(v.Status)
		made.Size = fmt.Sprintf("%d kB", (v.Bytes+999)/1000)
	}
	return made
}

func tookWords(took time.Duration) string {
	return fmt.Sprintf("%.1f s", took.Seconds())
}
