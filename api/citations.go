package api

import (
	"fmt"
	"io"
	"strings"

	"truceline/timeline"
)

// A reference is what a bibliography says of one event: our record of it,
// and the pages that it rests on.
type reference struct {
	key     string
	title   string
	address string
	made    string // day of retrieval
	date    timeline.Day
	note    string
	author  string
}

func (v view) reference(e timeline.Event) reference {
	note := fmt.Sprintf("%s; %s; as known on %s, archive version %s; %s, %s", e.WhenWords(), e.Status, v.moment(), v.Version, v.Licence, v.Attribution)
	if sources := sourceCells(e); len(sources) > 0 {
		note += "; sources: " + strings.Join(sources, " ")
	}
	return reference{
		key:     "truceline:" + e.ID,
		title:   namedBy(e),
		address: v.event(e.ID),
		made:    v.Made.UTC().Format("2006-01-02"),
		date:    e.When.SortDay(),
		note:    oneLine(note),
		author:  oneLine(v.Title),
	}
}

// texEscapes keep text from being read as commands. Braces are dropped
// rather than escaped: many readers count them.
var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash `, "{", "(", "}", ")", "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`,
	"^", `\textasciicircum `, "~", `\textasciitilde `, `"`, "''", "<", `\textless `, ">", `\textgreater `, "|", `\textbar `,
)

// texAddress keeps an address whole in a braced field: what would end the
// field, and what begins a comment or command, is percent-encoded.
var texAddress = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20", `"`, "%22")

// texKey keeps a key to the characters that every BibTeX program takes.
func texKey(key string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '-' || r == ':' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return '-'
	}, key)
}

// writeBibTeX writes an @misc entry per event.
func writeBibTeX(w io.Writer, v view, events stream) error {
	if _, err := fmt.Fprintf(w, "@comment{%s}\n", texEscapes.Replace(oneLine(v.line()))); err != nil {
		return err
	}
	for event, err := range events {
		if err != nil {
			return err
		}
		r := v.reference(event)
		_, err := fmt.Fprintf(w, "\n@misc{%s,\n  author = {{%s}},\n  title = {{%s}},\n  year = {%s},\n  date = {%s},\n  url = {%s},\n  urldate = {%s},\n  note = {%s}\n}\n",
			texKey(r.key), texEscapes.Replace(r.author), texEscapes.Replace(r.title), r.date[:min(4, len(r.date))], r.date,
			texAddress.Replace(r.address), r.made, texEscapes.Replace(r.note))
		if err != nil {
			return err
		}
	}
	return nil
}

// writeRIS writes a record of type ELEC per event. Each line is a tag and one
// line of text.
func writeRIS(w io.Writer, v view, events stream) error {
	for event, err := range events {
		if err != nil {
			return err
		}
		r := v.reference(event)
		lines := []string{
			"TY  - ELEC", "ID  - " + oneLine(r.key), "AU  - " + r.author, "TI  - " + r.title,
			"PY  - " + string(r.date[:min(4, len(r.date))]), "DA  - " + strings.ReplaceAll(string(r.date), "-", "/"),
			"UR  - " + r.address, "Y2  - " + strings.ReplaceAll(r.made, "-", "/"), "AB  - " + oneLine(event.Summary), "N1  - " + r.note, "ER  - ",
		}
		if _, err := io.WriteString(w, strings.Join(lines, "\r\n")+"\r\n\r\n"); err != nil {
			return err
		}
	}
	return nil
}

// A cslItem is an item of CSL JSON, see https://docs.citationstyles.org.
type cslItem struct {
	ID       string      `json:"id"`
	Type     string      `json:"type"`
	Title    string      `json:"title"`
	Author   []cslAuthor `json:"author"`
	Issued   *cslDate    `json:"issued,omitempty"`
	Accessed *cslDate    `json:"accessed"`
	URL      string      `json:"URL"`
	Abstract string      `json:"abstract,omitempty"`
	Note     string      `json:"note"`
}

type cslAuthor struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// writeCSL writes a list of CSL JSON items, one per event. A date that is
// not known to the day is issued with the parts that are known.
func writeCSL(w io.Writer, v view, events stream) error {
	return writeList(w, "[", "\n]\n", events, func(e timeline.Event) any {
		r := v.reference(e)
		return cslItem{
			ID: r.key, Type: "webpage", Title: r.title, Author: []cslAuthor{{r.author}},
			Issued: issued(e.When), Accessed: cslDay(timeline.DayOf(v.Made.UTC())),
			URL: r.address, Abstract: oneLine(e.Summary), Note: r.note,
		}
	})
}

// issued gives a date as sharply as it is known: an exact day, the bounds of
// a span, or the only bound.
func issued(w timeline.When) *cslDate {
	first, last := entryDays(w)
	date := cslDay(first)
	if last != first {
		date.Parts = append(date.Parts, cslDay(last).Parts...)
	}
	return date
}

func cslDay(d timeline.Day) *cslDate {
	t := d.Time()
	return &cslDate{Parts: [][]int{{t.Year(), int(t.Month()), t.Day()}}}
}
