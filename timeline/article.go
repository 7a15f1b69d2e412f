package timeline

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// DateSource says where the publication time of an article came from.
type DateSource string

// Where publication times come from, the most trusted first.
const (
	DatedByFeed     DateSource = "feed"
	DatedByPage     DateSource = "page"       // metadata of the page
	DatedByURL      DateSource = "url"        // the day in the address
	DatedByEditor   DateSource = "editor"     // a curated citation
	DatedByFetching DateSource = "first_seen" // nothing said so: the moment it was first seen
)

// An Article is one text by one publisher. For curated events it is the page
// that is cited, without its text.
type Article struct {
	ID        string `json:"id" gorm:"primaryKey"` // ArticleID of the canonical URL and the revision
	Topic     string `json:"topic"`
	SourceID  string `json:"source_id" gorm:"column:source_id"` // "" for a page that is only cited
	URL       string `json:"url"`                               // canonical
	Title     string `json:"title"`
	Author    string `json:"author"`
	Publisher string `json:"publisher"` // host of the publisher record, without www.
	Language  string `json:"language"`  // ISO 639-1, "" where unknown
	// Text is the prose, for re-reading only: never served, exported or
	// logged. The store keeps it compressed.
	Text string `json:"-" gorm:"-"`

	Published time.Time `json:"published"` // zero where unknown
	// PublishedZone is the publisher's distance from UTC then, "-04:00": a day
	// like "on Friday" counts from the calendar day there.
	PublishedZone string     `json:"published_zone"`
	PublishedDay  bool       `json:"published_day"` // only the day is known; Published is its end
	DatedBy       DateSource `json:"dated_by"`
	Modified      time.Time  `json:"modified"` // zero where unknown
	Fetched       time.Time  `json:"fetched"`

	Revision    int    `json:"revision"`    // 1 for the first text seen at the URL
	Fingerprint string `json:"fingerprint"` // hash of title and text; another one at the same URL is a new revision
	Sketch      []byte `json:"-"`           // near-duplicate sketch of the text
	CopyOf      string `json:"copy_of"`     // id of the article whose text this one repeats
	Via         string `json:"via"`         // "Wikipedia" where the page is known by way of it
	// Cites are the pages that the text itself names as its sources: links
	// "by way of" this article, never reports of their own.
	Cites []string `json:"cites" gorm:"serializer:json"`

	// Reuse, Licence and Attribution travel with every quote.
	Reuse       Reuse  `json:"reuse"`
	Licence     string `json:"licence"`
	Attribution string `json:"attribution"`
	Role        Role   `json:"role"`
	OwnerGroup  string `json:"owner_group"`
}

// KeepZone tells an article that is about to be stored the zone of its
// publication, which a database's moments do not keep.
func (a *Article) KeepZone() {
	if a.PublishedZone == "" && !a.Published.IsZero() {
		a.PublishedZone = a.Published.Format("-07:00")
	}
}

// AtHome gives the publication as the publisher's clock showed it.
func (a *Article) AtHome() time.Time {
	zone, err := time.Parse("-07:00", a.PublishedZone)
	if err != nil {
		return a.Published
	}
	return a.Published.In(zone.Location())
}

// ArticleID is the stable id of revision n of the text at a canonical URL:
// 16 hexadecimal digits.
func ArticleID(canonicalURL string, revision int) string {
	return ShortHash(canonicalURL, strconv.Itoa(revision))
}

// ShortHash joins parts unambiguously and gives 16 hexadecimal digits.
func ShortHash(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
