package api

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"truceline/timeline"
)

// csvColumns are the columns of the CSV export. Lists within a cell are
// divided by " | ".
var csvColumns = []string{
	"id", "title", "summary", "start", "end", "precision", "lasting", "open", "clock", "zone", "implied", "date_words",
	"type", "status", "flags", "places", "actors", "thread", "significance", "review", "certainty",
	"sources", "independent_sources", "known_from", "known_from_assumed", "created", "updated", "source_urls",
	"link", "filter", "as_of", "version", "attribution",
}

// writeCSV writes one row per event (RFC 4180). What a spreadsheet would take
// for a formula gets an apostrophe in front, and so does what begins with an
// apostrophe: taking one off gives the value back.
func writeCSV(w io.Writer, v view, events stream) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(csvColumns); err != nil {
		return err
	}
	for event, err := range events {
		if err != nil {
			return err
		}
		row := csvRow(v, event)
		if !v.Raw {
			for i := range row {
				row[i] = inert(row[i])
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvRow(v view, e timeline.Event) []string {
	w := e.When
	return []string{
		e.ID, e.Title, e.Summary, string(w.Start), string(w.End), string(w.Precision), strconv.FormatBool(w.Lasting),
		string(w.Open), w.Clock, w.Zone, bars(w.Implied), w.Words(),
		e.Type, string(e.Status), bars(e.Flags), bars(e.Places), bars(actorCells(e)), e.Thread,
		strconv.Itoa(e.Significance), string(e.Review), strconv.Itoa(e.Certainty),
		strconv.Itoa(e.Corroboration.Sources), strconv.Itoa(e.Corroboration.Independent),
		e.KnownFrom.UTC().Format(time.RFC3339), strconv.FormatBool(e.KnownFromAssumed),
		e.Created.UTC().Format(time.RFC3339), e.Updated.UTC().Format(time.RFC3339), bars(sourceCells(e)),
		v.event(e.ID), v.Filter, v.moment(), v.Version, v.Licence + ", " + v.Attribution,
	}
}

// actorCells writes participations as "actor (part, office)".
func actorCells(e timeline.Event) []string {
	cells := make([]string, len(e.Participations))
	for i, p := range e.Participations {
		cells[i] = p.Actor
		if extra := strings.Trim(p.Part+", "+p.As, ", "); extra != "" {
			cells[i] += " (" + extra + ")"
		}
	}
	return cells
}

func sourceCells(e timeline.Event) []string {
	var cells []string
	for _, article := range cited(e) {
		if address := webAddress(article.URL); address != "" {
			cells = append(cells, address)
		}
	}
	return cells
}

func bars[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = string(item)
	}
	return strings.Join(texts, " | ")
}

// inert keeps a spreadsheet from reading a cell as a formula. Full-width
// signs count, and so do blanks and control characters before a sign, which
// some programs skip.
func inert(cell string) string {
	bare := strings.TrimLeft(cell, "\t\r\n \u00a0\u3000\ufeff\x00")
	if cell != "" && (strings.ContainsAny(cell[:1], "\t\r\n'") || (bare != "" && strings.ContainsRune("=+-@＝＋－＠|%", firstRune(bare)))) {
		return "'" + cell
	}
	return cell
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
