package api

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"

	"truceline/timeline"
)

// An envelope tells what an export is, for programs.
type envelope struct {
	Title       string `json:"title"`
	Address     string `json:"address"`
	Filter      string `json:"filter"`
	AsOf        string `json:"as_of"`
	Version     string `json:"version"`
	Program     string `json:"program"`
	Made        string `json:"made"`
	Licence     string `json:"licence"`
	Attribution string `json:"attribution"`
}

func (v view) envelope() envelope {
	return envelope{v.Title, v.Address, v.Filter, v.moment(), v.Version, v.Program,
		v.Made.UTC().Format("2006-01-02T15:04:05Z"), v.Licence, v.Attribution}
}

// writeJSONLines writes the envelope as {"truceline": …} and then one event
// per line, complete with its reports: what `truceline import` reads back.
func writeJSONLines(w io.Writer, v view, events stream) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	if err := out.Encode(map[string]envelope{"truceline": v.envelope()}); err != nil {
		return err
	}
	for event, err := range events {
		if err != nil {
			return err
		}
		if err := out.Encode(event); err != nil {
			return err
		}
	}
	return nil
}

// writeList writes head, the items with commas between, and tail: a JSON
// document that is never held as a whole.
func writeList(w io.Writer, head, tail string, events stream, item func(timeline.Event) any) error {
	if _, err := io.WriteString(w, head); err != nil {
		return err
	}
	comma := ""
	for event, err := range events {
		if err != nil {
			return err
		}
		made := item(event)
		if made == nil {
			continue
		}
		body, err := json.Marshal(made)
		if err != nil {
			return fmt.Errorf("event %s: %w", event.ID, err)
		}
		if _, err := fmt.Fprintf(w, "%s\n%s", comma, body); err != nil {
			return err
		}
		comma = ","
	}
	_, err := io.WriteString(w, tail)
	return err
}

// mustJSON encodes what is made of strings alone.
func mustJSON(value any) string {
	body, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(body)
}

type feature struct {
	Type       string         `json:"type"`
	ID         string         `json:"id"`
	Geometry   *point         `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"`
}

// writeGeoJSON writes a FeatureCollection (RFC 7946); an event without a
// known place has no geometry. The envelope is a foreign member, as the
// standard allows.
func writeGeoJSON(w io.Writer, v view, events stream) error {
	head := `{"type":"FeatureCollection","truceline":` + mustJSON(v.envelope()) + `,"features":[`
	return writeList(w, head, "\n]}\n", events, func(e timeline.Event) any {
		return feature{Type: "Feature", ID: e.ID, Geometry: v.geometry(e), Properties: map[string]any{
			"title": e.Title, "summary": e.Summary, "date": e.WhenWords(), "start": e.When.Start, "end": e.When.End,
			"precision": e.When.Precision, "type": e.Type, "status": e.Status, "flags": e.Flags, "places": e.Places,
			"thread": e.Thread, "sources": e.Corroboration.Sources, "independent_sources": e.Corroboration.Independent,
			"link": v.event(e.ID), "place_kind": v.leadingPlace(e).Kind, "source_urls": sourceCells(e),
		}}
	})
}

func (v view) leadingPlace(e timeline.Event) timeline.Place {
	if len(e.Places) == 0 {
		return timeline.Place{}
	}
	return v.names.places[e.Places[0]]
}

func (v view) geometry(e timeline.Event) *point {
	place := v.leadingPlace(e)
	if place.ID == "" || (place.Lat == 0 && place.Lon == 0) {
		return nil
	}
	return &point{"Point", [2]float64{place.Lon, place.Lat}}
}

// A slide is an event in TimelineJS's JSON format, see
// https://timeline.knightlab.com/docs/json-format.html. Its texts are HTML.
type slide struct {
	UniqueID    string    `json:"unique_id"`
	Start       slideDate `json:"start_date"`
	End         slideDate `json:"end_date"`
	DisplayDate string    `json:"display_date"`
	Group       string    `json:"group"`
	Text        slideText `json:"text"`
}

type slideDate struct {
	Year        int    `json:"year"`
	Month       int    `json:"month"`
	Day         int    `json:"day"`
	DisplayDate string `json:"display_date,omitempty"`
}

type slideText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

func writeTimelineJS(w io.Writer, v view, events stream) error {
	title := slideText{html.EscapeString(v.Title), "<p>" + html.EscapeString(v.line()) + "</p>"}
	head := `{"title":{"text":` + mustJSON(title) + `},"scale":"human","events":[`
	return writeList(w, head, "\n]}\n", events, func(e timeline.Event) any { return v.slide(e) })
}

func (v view) slide(e timeline.Event) slide {
	first, last := e.When.SortDay(), e.When.End
	if last == "" {
		last = first
	}
	var text strings.Builder
	fmt.Fprintf(&text, "<p>%s</p><p>%s · %s</p><p>", html.EscapeString(e.Summary), e.Status, html.EscapeString(v.names.kind(e.Type)))
	for _, article := range cited(e) {
		if address := webAddress(article.URL); address != "" {
			fmt.Fprintf(&text, `<a href="%s" rel="noopener">%s</a> `, html.EscapeString(address), html.EscapeString(v.names.publisher(article.Publisher)))
		}
	}
	fmt.Fprintf(&text, `</p><p><a href="%s">Evidence</a></p>`, html.EscapeString(v.event(e.ID)))
	return slide{
		UniqueID: e.ID, Start: slideDay(first), End: slideDay(last), DisplayDate: unmarked.Replace(oneLine(e.WhenWords())),
		Group: v.names.kind(e.Type), Text: slideText{html.EscapeString(e.Title), text.String()},
	}
}

// unmarked takes out what could be markup: TimelineJS decodes this field and
// then reads it as HTML, so that escapes do not hold.
var unmarked = strings.NewReplacer("<", "", ">", "", "&", "")

func slideDay(d timeline.Day) slideDate {
	t := d.Time()
	return slideDate{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
