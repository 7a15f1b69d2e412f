package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/timeline"
)

// A csvColumn writes one field of an event and reads it back. Columns without
// read say what follows from others, or what the file is.
type csvColumn struct {
	name  string
	write func(v view, e timeline.Event) string
	read  func(e *timeline.Event, cell string) error
}

// csvColumns are the columns of the CSV export, in order. The items of a list
// stand in one cell with " | " between them; actor_parts and actor_offices go
// along with actors, source_days with source_urls.
var csvColumns = []csvColumn{
	textColumn("id", func(e *timeline.Event) *string { return &e.ID }),
	textColumn("title", func(e *timeline.Event) *string { return &e.Title }),
	textColumn("summary", func(e *timeline.Event) *string { return &e.Summary }),
	textColumn("start", func(e *timeline.Event) *timeline.Day { return &e.When.Start }),
	textColumn("end", func(e *timeline.Event) *timeline.Day { return &e.When.End }),
	textColumn("precision", func(e *timeline.Event) *timeline.Precision { return &e.When.Precision }),
	yesColumn("lasting", func(e *timeline.Event) *bool { return &e.When.Lasting }),
	textColumn("open", func(e *timeline.Event) *timeline.Openness { return &e.When.Open }),
	textColumn("clock", func(e *timeline.Event) *string { return &e.When.Clock }),
	textColumn("zone", func(e *timeline.Event) *string { return &e.When.Zone }),
	listColumn("implied", func(e *timeline.Event) *[]string { return &e.When.Implied }),
	{"date_words", func(_ view, e timeline.Event) string { return e.When.Words() }, nil},
	textColumn("type", func(e *timeline.Event) *string { return &e.Type }),
	textColumn("status", func(e *timeline.Event) *timeline.Status { return &e.Status }),
	{"flags", func(_ view, e timeline.Event) string { return bars(e.Flags) }, nil},
	listColumn("places", func(e *timeline.Event) *[]string { return &e.Places }),
	{"actors", func(_ view, e timeline.Event) string {
		return bars(each(e.Participations, func(p timeline.Participation) string { return p.Actor }))
	}, func(e *timeline.Event, cell string) error {
		for _, actor := range unbars(cell) {
			e.Participations = append(e.Participations, timeline.Participation{Actor: actor})
		}
		return nil
	}},
	alongColumn("actor_parts", func(p *timeline.Participation) *string { return &p.Part }),
	alongColumn("actor_offices", func(p *timeline.Participation) *string { return &p.As }),
	textColumn("thread", func(e *timeline.Event) *string { return &e.Thread }),
	numberColumn("significance", func(e *timeline.Event) *int { return &e.Significance }),
	textColumn("review", func(e *timeline.Event) *timeline.Review { return &e.Review }),
	numberColumn("certainty", func(e *timeline.Event) *int { return &e.Certainty }),
	numberColumn("reports", func(e *timeline.Event) *int { return &e.Corroboration.Reports }),
	numberColumn("sources", func(e *timeline.Event) *int { return &e.Corroboration.Sources }),
	numberColumn("independent_sources", func(e *timeline.Event) *int { return &e.Corroboration.Independent }),
	numberColumn("unknown_sources", func(e *timeline.Event) *int { return &e.Corroboration.Unknown }),
	numberColumn("copies", func(e *timeline.Event) *int { return &e.Corroboration.Copies }),
	jsonColumn("differences", func(e *timeline.Event) *[]timeline.Claim { return &e.Claims }),
	jsonColumn("links", func(e *timeline.Event) *[]timeline.Link { return &e.Links }),
	momentColumn("known_from", func(e *timeline.Event) *time.Time { return &e.KnownFrom }),
	yesColumn("known_from_assumed", func(e *timeline.Event) *bool { return &e.KnownFromAssumed }),
	momentColumn("created", func(e *timeline.Event) *time.Time { return &e.Created }),
	momentColumn("updated", func(e *timeline.Event) *time.Time { return &e.Updated }),
	{"source_urls", func(_ view, e timeline.Event) string {
		return bars(each(csvSources(e), func(a timeline.Article) string { return a.URL }))
	}, readSources},
	{"source_days", func(_ view, e timeline.Event) string { return bars(each(csvSources(e), publishedCell)) }, readSourceDays},
	{"link", func(v view, e timeline.Event) string { return v.event(e.ID) }, nil},
	{"filter", func(v view, _ timeline.Event) string { return v.Filter }, nil},
	{"as_of", func(v view, _ timeline.Event) string { return v.moment() }, nil},
	{"version", func(v view, _ timeline.Event) string { return v.Version }, nil},
	{"attribution", func(v view, _ timeline.Event) string { return v.Licence + ", " + v.Attribution }, nil},
	{rawColumn, func(v view, _ timeline.Event) string { return strconv.FormatBool(v.Raw) }, nil},
}

// rawColumn says of every row whether its cells stand as they are; in others
// an apostrophe is in front of what a spreadsheet would take for a formula.
const rawColumn = "raw"

func textColumn[T ~string](name string, field func(*timeline.Event) *T) csvColumn {
	return csvColumn{name,
		func(_ view, e timeline.Event) string { return string(*field(&e)) },
		func(e *timeline.Event, cell string) error { *field(e) = T(cell); return nil }}
}

func yesColumn(name string, field func(*timeline.Event) *bool) csvColumn {
	return csvColumn{name,
		func(_ view, e timeline.Event) string { return strconv.FormatBool(*field(&e)) },
		func(e *timeline.Event, cell string) (err error) {
			if *field(e), err = strconv.ParseBool(cell); err != nil {
				err = timeline.Invalidf(name, "%q is neither true nor false", cell)
			}
			return err
		}}
}

func numberColumn(name string, field func(*timeline.Event) *int) csvColumn {
	return csvColumn{name,
		func(_ view, e timeline.Event) string { return strconv.Itoa(*field(&e)) },
		func(e *timeline.Event, cell string) (err error) {
			if *field(e), err = strconv.Atoi(cell); err != nil {
				err = timeline.Invalidf(name, "%q is not a whole number", cell)
			}
			return err
		}}
}

func momentColumn(name string, field func(*timeline.Event) *time.Time) csvColumn {
	return csvColumn{name,
		func(_ view, e timeline.Event) string { return field(&e).UTC().Format(time.RFC3339Nano) },
		func(e *timeline.Event, cell string) (err error) {
			if *field(e), err = time.Parse(time.RFC3339Nano, cell); err != nil {
				err = timeline.Invalidf(name, "%q is not a moment like 2025-05-16T18:20:00Z", cell)
			}
			return err
		}}
}

func listColumn(name string, field func(*timeline.Event) *[]string) csvColumn {
	return csvColumn{name,
		func(_ view, e timeline.Event) string { return bars(*field(&e)) },
		func(e *timeline.Event, cell string) error { *field(e) = unbars(cell); return nil }}
}

// jsonColumn holds what has more than one dimension; it is empty where there
// is nothing.
func jsonColumn[T any](name string, field func(*timeline.Event) *[]T) csvColumn {
	return csvColumn{name,
		func(_ view, e timeline.Event) string {
			if len(*field(&e)) == 0 {
				return ""
			}
			return mustJSON(*field(&e))
		},
		func(e *timeline.Event, cell string) error {
			if cell == "" {
				return nil
			}
			if err := json.Unmarshal([]byte(cell), field(e)); err != nil {
				return timeline.Invalidf(name, "is not the JSON list that an export writes: %v", err)
			}
			return nil
		}}
}

// alongColumn is a list with one item for each actor.
func alongColumn(name string, field func(*timeline.Participation) *string) csvColumn {
	return csvColumn{name,
		func(_ view, e timeline.Event) string {
			return bars(each(e.Participations, func(p timeline.Participation) string { return *field(&p) }))
		},
		func(e *timeline.Event, cell string) error {
			items, err := alongside(name, cell, len(e.Participations), "actors")
			for i, item := range items {
				*field(&e.Participations[i]) = item
			}
			return err
		}}
}

// alongside reads a list that has as many items as another column's.
func alongside(name, cell string, want int, other string) ([]string, error) {
	items := unbars(cell)
	if len(items) == 0 && want == 1 {
		items = []string{""} // a list of one empty item looks like no list
	}
	if len(items) != want {
		return nil, timeline.Invalidf(name, "has %d items where %s has %d", len(items), other, want)
	}
	return items, nil
}

// csvSources are the cited pages in an order that does not depend on ids.
func csvSources(e timeline.Event) []timeline.Article {
	articles := slices.DeleteFunc(cited(e), func(a timeline.Article) bool { return webAddress(a.URL) == "" })
	slices.SortFunc(articles, func(a, b timeline.Article) int {
		if by := a.Published.Compare(b.Published); by != 0 {
			return by
		}
		return strings.Compare(a.URL, b.URL)
	})
	return slices.CompactFunc(articles, func(a, b timeline.Article) bool { return a.URL == b.URL })
}

// publishedCell is a day, or a moment where the hour is known; "" where
// nothing is.
func publishedCell(a timeline.Article) string {
	switch {
	case a.Published.IsZero():
		return ""
	case a.PublishedDay:
		return string(timeline.DayOf(a.Published.UTC()))
	default:
		return a.Published.UTC().Format(time.RFC3339Nano)
	}
}

func each[T any](list []T, text func(T) string) []string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = text(item)
	}
	return texts
}

var (
	barEscape   = strings.NewReplacer(`\`, `\\`, "|", `\|`)
	barUnescape = strings.NewReplacer(`\\`, `\`, `\|`, "|")
)

// bars writes a list into one cell; a bar within an item is written \|.
func bars[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = barEscape.Replace(string(item))
	}
	return strings.Join(texts, " | ")
}

// unbars reads such a cell.
func unbars(cell string) []string {
	list := []string{}
	if cell == "" {
		return list
	}
	for item := range strings.SplitSeq(cell, " | ") {
		list = append(list, barUnescape.Replace(item))
	}
	return list
}

// readSources makes one report of each cited page: that the page tells of the
// event is all that a table knows.
func readSources(e *timeline.Event, cell string) error {
	for n, address := range unbars(cell) {
		if webAddress(address) == "" {
			return timeline.Invalidf("source_urls", "%q is not a web address", address)
		}
		e.Reports = append(e.Reports, citedReport(*e, address, n))
	}
	return nil
}

func readSourceDays(e *timeline.Event, cell string) error {
	items, err := alongside("source_days", cell, len(e.Reports), "source_urls")
	for i, item := range items {
		report := &e.Reports[i]
		if err := dated(report.Article, item); err != nil {
			return err
		}
		if report.KnownFrom = report.Article.Published; item == "" {
			report.KnownFrom = e.KnownFrom
		}
	}
	return err
}

func dated(article *timeline.Article, cell string) (err error) {
	if cell == "" {
		return nil
	}
	if day, err := timeline.ParseDay(cell); err == nil {
		article.Published, article.PublishedDay = day.EndUTC(), true
		return nil
	}
	if article.Published, err = time.Parse(time.RFC3339Nano, cell); err != nil {
		return timeline.Invalidf("source_days", "%q is neither a day like 2025-05-16 nor a moment", cell)
	}
	return nil
}

// citedReport is the evidence that a page gives which is only cited.
func citedReport(e timeline.Event, address string, n int) timeline.Report {
	article := timeline.Article{
		ID: timeline.ArticleID(address, 1), URL: address, Revision: 1, DatedBy: timeline.DatedByEditor,
		Reuse: timeline.ReuseLinkOnly, Role: timeline.RoleUnknown,
	}
	return timeline.Report{
		ID: timeline.ShortHash(e.ID, address, fmt.Sprint(n)), EventID: e.ID, ArticleID: article.ID,
		DateOffset: -1, DateRule: "curated", DateReason: "Dated by an editor from this page.", Rule: "curated",
		Reader: timeline.ReaderCurated, Reading: 1, Article: &article,
	}
}
