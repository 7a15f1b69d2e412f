package scrape

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
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
	gdeltUnpacked  = 50 << 20 // bytes of one file
	gdeltTimestamp = "20060102150405"
	gdeltEvery     = 15 * time.Minute
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
		var damaged *ParseError
		switch {
		case isMissing(err):
			continue // some quarters of an hour were never written
		case errors.As(err, &damaged):
			r.note(err.Error()) // it will not be better when it is asked for again
			continue
		case err != nil:
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
	answer, err := r.web.Get(ctx, web.Request{URL: address, API: true})
	r.bytes += answer.Bytes
	if err != nil {
		return nil, err
	}
	sum := md5.Sum(answer.Body) // what the publisher gives; it guards against damage, not against malice
	if file.md5 != "" && hex.EncodeToString(sum[:]) != file.md5 {
		return nil, &ParseError{URL: address, Message: "the file is not the one that the list describes (its MD5 differs)"}
	}
	table, err := understand(answer, func() (gdeltTable, error) {
		text, err := unzipOne(answer.Body)
		if err != nil {
			return gdeltTable{}, err
		}
		return r.gdeltLeads(text)
	})
	r.found += table.rows
	return table.leads, err
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
