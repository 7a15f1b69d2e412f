package scrape

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"truceline/scrape/web"
	"truceline/timeline"
)

// GDELT 2.0 writes a file of coded rows every fifteen minutes. Rows are noisy:
// one article gives several, places and years are often wrong. So a row is
// only a lead to the article that it names; what happened, and when, is what
// that article says.

const (
	gdeltUnpacked   = 50 << 20 // bytes of one file
	eventColumns    = 61
	mentionColumns  = 16
	gdeltTimestamp  = "20060102150405"
	gdeltEvery      = 15 * time.Minute
	gdeltMaxLeads   = 5000
	columnActor1    = 7
	columnActor2    = 17
	columnEventCode = 26
	columnRootCode  = 28
	columnGeoCode   = 53
	columnAdded     = 59
	columnURL       = 60
)

// latestGDELT reads the newest file that lastupdate.txt names. Options:
// stream (export or mentions), places (FIPS codes), actors (three letters),
// codes (CAMEO, by their beginnings), each a list; follow: no, for leads only.
func latestGDELT(ctx context.Context, r *round) ([]item, error) {
	answer, err := r.getList(ctx, "text/plain")
	if err != nil || answer.NotModified() {
		return nil, err
	}
	file, err := newestFile(string(answer.Body), r.gdeltStream())
	if err != nil {
		return nil, &ParseError{URL: answer.URL, Message: err.Error()}
	}
	if r.memory.Marks["file"] == file.name() {
		return nil, nil
	}
	leads, err := r.gdeltFile(ctx, file)
	if err != nil {
		return nil, err
	}
	r.memory.Marks["file"] = file.name()
	return r.follow(leads), nil
}

// pastGDELT reads the files of past days, whose names are their times.
func pastGDELT(ctx context.Context, r *round, from, to timeline.Day) ([]item, error) {
	var items []item
	folder := r.address()[:strings.LastIndex(r.address(), "/")+1]
	for at := from.Time(); !at.After(to.EndUTC()); at = at.Add(gdeltEvery) {
		file := gdeltFile{url: folder + at.Format(gdeltTimestamp) + r.gdeltSuffix()}
		leads, err := r.gdeltFile(ctx, file)
		if isMissing(err) {
			continue // some quarters of an hour were never written
		}
		if err != nil {
			return items, err
		}
		items = append(items, r.follow(leads)...)
	}
	return items, nil
}

func (r *round) gdeltStream() string {
	if r.src.Options["stream"] == "mentions" {
		return "mentions"
	}
	return "export"
}

func (r *round) gdeltSuffix() string {
	if r.gdeltStream() == "mentions" {
		return ".mentions.CSV.zip"
	}
	return ".export.CSV.zip"
}

// gdeltFile is a line of lastupdate.txt: size, MD5, address.
type gdeltFile struct{ url, md5 string }

func (f gdeltFile) name() string { return f.url[strings.LastIndex(f.url, "/")+1:] }

func newestFile(text, stream string) (gdeltFile, error) {
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 3 && strings.Contains(strings.ToLower(fields[2]), "."+stream+".csv") {
			return gdeltFile{url: fields[2], md5: strings.ToLower(fields[1])}, nil
		}
	}
	return gdeltFile{}, fmt.Errorf("lastupdate.txt names no %s file", stream)
}

// gdeltFile fetches one file and reads its leads. The list names plain HTTP on
// a host that serves HTTPS only through its storage: the file is asked where
// the list was.
func (r *round) gdeltFile(ctx context.Context, file gdeltFile) ([]Lead, error) {
	address := file.url
	if folder := r.address(); strings.Contains(folder, "/gdeltv2/") {
		address = folder[:strings.LastIndex(folder, "/")+1] + file.name()
	}
	answer, err := r.s.client.Get(ctx, web.Request{URL: address, API: true})
	r.bytes += answer.Bytes
	if err != nil {
		return nil, err
	}
	sum := md5.Sum(answer.Body) //nolint:gosec // what the publisher gives; it guards against damage, not against malice
	if file.md5 != "" && hex.EncodeToString(sum[:]) != file.md5 {
		return nil, &ParseError{URL: address, Message: "the file is not the one that the list describes (its MD5 differs)"}
	}
	table, err := unzipOne(answer.Body)
	if err == nil {
		var leads []Lead
		if leads, err = r.gdeltLeads(table); err == nil {
			return leads, nil
		}
	}
	return nil, &ParseError{URL: address, Message: err.Error()}
}

// unzipOne unpacks an archive of exactly one member, within the limit.
func unzipOne(body []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fmt.Errorf("the file is no zip archive: %w", err)
	}
	if len(archive.File) != 1 {
		return nil, fmt.Errorf("the archive has %d members in place of one", len(archive.File))
	}
	member, err := archive.File[0].Open()
	if err != nil {
		return nil, fmt.Errorf("the archive cannot be unpacked: %w", err)
	}
	defer member.Close()
	table, err := io.ReadAll(io.LimitReader(member, gdeltUnpacked+1))
	if err != nil {
		return nil, fmt.Errorf("the archive is damaged: %w", err)
	}
	if len(table) > gdeltUnpacked {
		return nil, fmt.Errorf("the archive unpacks to more than %d MB", gdeltUnpacked>>20)
	}
	return table, nil
}

// gdeltLeads reads the table of either stream.
func (r *round) gdeltLeads(table []byte) ([]Lead, error) {
	if r.gdeltStream() == "mentions" {
		return mentionLeads(table)
	}
	rows, err := gdeltRows(table, eventColumns)
	if err != nil {
		return nil, err
	}
	r.found += len(rows)
	return eventLeads(rows, r.gdeltWanted()), nil
}

// gdeltRows splits a table. One row with another number of columns means
// that the file is not what it should be, and none of it is used.
func gdeltRows(table []byte, columns int) ([][]string, error) {
	var rows [][]string
	for line := range strings.Lines(string(table)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != columns {
			return nil, fmt.Errorf("row %d has %d columns in place of %d; nothing of the file is used", len(rows)+1, len(fields), columns)
		}
		rows = append(rows, fields)
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
func eventLeads(rows [][]string, wanted gdeltWanted) []Lead {
	var leads leadList
	for _, row := range rows {
		if wanted.takes(row) {
			leads.add(row[columnURL], row[columnAdded])
		}
	}
	return leads.leads
}

// mentionLeads: of a mentions row, type 1 is a page of the web.
// http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf
func mentionLeads(table []byte) ([]Lead, error) {
	rows, err := gdeltRows(table, mentionColumns)
	if err != nil {
		return nil, err
	}
	var leads leadList
	for _, row := range rows {
		if row[3] == "1" {
			leads.add(row[5], row[2])
		}
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
	l.leads = append(l.leads, Lead{URL: address, Seen: at, Via: "GDELT"})
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
