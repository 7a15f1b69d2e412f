package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"truceline/timeline"
)

// A timex is one expression, labelled or found; offsets are bytes.
type timex struct {
	start, end  int
	kind, value string
}

// A labelled is one text with its day of creation and its expressions.
type labelled struct {
	name      string
	published timeline.Day
	text      string
	gold      []timex
}

var (
	doctype  = regexp.MustCompile(`<!DOCTYPE[^>]*>`)
	isoStart = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)
)

// readTimeML reads every .tml file below a folder. Files without a text or a
// creation time are left out, as the TempEval-3 definitions do.
func readTimeML(folder string) ([]labelled, error) {
	var texts []labelled
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".tml" || strings.HasPrefix(entry.Name(), "._") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text, err := parseTimeML(doctype.ReplaceAllString(string(raw), ""))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		text.name = entry.Name()
		if text.published != "" && text.text != "" {
			texts = append(texts, text)
		}
		return nil
	})
	if err == nil && len(texts) == 0 {
		err = fmt.Errorf("there is no usable .tml file in %s", folder)
	}
	return texts, err
}

// A timemlReader walks the elements of one file.
type timemlReader struct {
	text   strings.Builder
	inText int   // depth of TEXT
	open   []int // indexes of the timexes that are open
	found  labelled
}

func parseTimeML(raw string) (labelled, error) {
	decoder := xml.NewDecoder(strings.NewReader(raw))
	decoder.Strict = false // some texts have a bare ampersand
	var r timemlReader
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return labelled{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			r.begin(t)
		case xml.EndElement:
			r.end(t)
		case xml.CharData:
			if r.inText > 0 {
				r.text.Write(t)
			}
		}
	}
	r.found.text = r.text.String()
	for i := range r.found.gold {
		trim(r.found.text, &r.found.gold[i])
	}
	r.found.gold = slices.DeleteFunc(r.found.gold, func(t timex) bool { return t.start >= t.end })
	return r.found, nil
}

func (r *timemlReader) begin(e xml.StartElement) {
	switch e.Name.Local {
	case "TEXT":
		r.inText++
	case "TIMEX3":
		role, value := attribute(e, "functionInDocument"), attribute(e, "value")
		if (role == "CREATION_TIME" || role == "PUBLICATION_TIME") && r.found.published == "" {
			r.found.published = timeline.Day(isoStart.FindString(value))
		}
		at := -1 // outside the text, or the creation time itself
		if r.inText > 0 && role != "CREATION_TIME" {
			at = len(r.found.gold)
			r.found.gold = append(r.found.gold, timex{r.text.Len(), 0, attribute(e, "type"), value})
		}
		r.open = append(r.open, at)
	}
}

func (r *timemlReader) end(e xml.EndElement) {
	switch e.Name.Local {
	case "TEXT":
		r.inText--
	case "TIMEX3":
		if len(r.open) == 0 {
			return
		}
		if at := r.open[len(r.open)-1]; at >= 0 {
			r.found.gold[at].end = r.text.Len()
		}
		r.open = r.open[:len(r.open)-1]
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func trim(text string, t *timex) {
	piece := text[t.start:t.end]
	t.start += len(piece) - len(strings.TrimLeft(piece, " \n\t\r"))
	t.end -= len(piece) - len(strings.TrimRight(piece, " \n\t\r"))
}
