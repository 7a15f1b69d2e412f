package scrape

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

const gdeltMaxLeads = 5000

// Columns of the events table, counted from 0, and how many both tables have.
// http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf
const (
	eventColumns    = 61
	mentionColumns  = 16
	columnActor1    = 7
	columnActor2    = 17
	columnEventCode = 26
	columnGeoCode   = 53
	columnAdded     = 59
	columnURL       = 60
	columnSeen      = 2 // of the mentions table
	columnMedium    = 3
	columnMention   = 5
)

// gdeltTable is what a file holds: rows of events, and leads that are wanted.
type gdeltTable struct {
	rows  int
	leads []Lead
}

// gdeltLeads reads the table of either stream.
func (r *round) gdeltLeads(table []byte) (gdeltTable, error) {
	if r.gdeltStream() == "mentions" {
		leads, err := mentionLeads(table)
		return gdeltTable{leads: leads}, err
	}
	return eventLeads(table, r.gdeltWanted())
}

// eachGDELTRow shows the rows of a table one after the other and counts them.
// One row with another number of columns means that the file is not what it
// should be, and none of it is to be used.
func eachGDELTRow(table []byte, columns int, see func(row []string)) (rows int, err error) {
	for line := range bytes.Lines(table) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			continue
		}
		if found := bytes.Count(line, []byte("\t")) + 1; found != columns {
			return 0, fmt.Errorf("row %d has %d columns in place of %d; nothing of the file is used", rows+1, found, columns)
		}
		see(strings.Split(string(line), "\t"))
		rows++
	}
	return rows, nil
}

// gdeltWanted are the codes that an entry asks for; empty lists ask for all.
type gdeltWanted struct{ places, actors, codes []string }

func (r *round) gdeltWanted() gdeltWanted {
	list := func(name string) []string {
		return strings.FieldsFunc(r.src.Options[name], func(c rune) bool { return c == ' ' || c == ',' })
	}
	return gdeltWanted{places: list("places"), actors: list("actors"), codes: list("codes")}
}

func (w gdeltWanted) takes(row []string) bool {
	if len(w.places) > 0 && !slices.Contains(w.places, row[columnGeoCode]) &&
		!slices.Contains(w.actors, row[columnActor1]) && !slices.Contains(w.actors, row[columnActor2]) {
		return false
	}
	if len(w.places) == 0 && len(w.actors) > 0 && !slices.Contains(w.actors, row[columnActor1]) && !slices.Contains(w.actors, row[columnActor2]) {
		return false
	}
	return len(w.codes) == 0 || slices.ContainsFunc(w.codes, func(code string) bool { return strings.HasPrefix(row[columnEventCode], code) })
}

// eventLeads groups rows by the article that they come from.
func eventLeads(table []byte, wanted gdeltWanted) (gdeltTable, error) {
	var leads leadList
	rows, err := eachGDELTRow(table, eventColumns, func(row []string) {
		if wanted.takes(row) {
			leads.add(row[columnURL], row[columnAdded])
		}
	})
	if err != nil {
		return gdeltTable{}, err
	}
	return gdeltTable{rows: rows, leads: leads.leads}, nil
}

// mentionLeads: in a mentions table, medium 1 is a page of the web.
func mentionLeads(table []byte) ([]Lead, error) {
	var leads leadList
	_, err := eachGDELTRow(table, mentionColumns, func(row []string) {
		if row[columnMedium] == "1" {
			leads.add(row[columnMention], row[columnSeen])
		}
	})
	if err != nil {
		return nil, err
	}
	return leads.leads, nil
}

// leadList keeps one lead per address.
type leadList struct {
	leads []Lead
	known map[string]bool
}

func (l *leadList) add(address, seen string) {
	clean := CleanURL(address)
	if l.known == nil {
		l.known = map[string]bool{}
	}
	if l.known[clean] || resolve(address, address) == "" || len(l.leads) >= gdeltMaxLeads {
		return
	}
	l.known[clean] = true
	at, err := time.Parse(gdeltTimestamp, seen)
	if err != nil {
		at = time.Time{}
	}
	l.leads = append(l.leads, Lead{URL: strings.Clone(address), Seen: at, Via: "GDELT"})
}

// follow turns leads into items whose pages are read, unless the entry says
// that leads are all that is wanted.
func (r *round) follow(leads []Lead) []item {
	r.leads = append(r.leads, leads...)
	if r.src.Options["follow"] == "no" {
		return nil
	}
	items := make([]item, 0, len(leads))
	for _, lead := range leads {
		items = append(items, item{ID: CleanURL(lead.URL), URL: lead.URL, Title: lead.Title, Via: lead.Via, Foreign: true})
	}
	return items
}
