package scrape

import (
	"net/url"
	"strings"
	"time"

	"truceline/timeline"
)

// An item is what a list says about one article.
type item struct {
	ID        string              `json:"id"` // identity within the source: guid, else cleaned link, else title and date
	URL       string              `json:"url"`
	Title     string              `json:"title,omitempty"`
	Author    string              `json:"author,omitempty"`
	Summary   string              `json:"summary,omitempty"` // plain text
	Language  string              `json:"language,omitempty"`
	Published time.Time           `json:"published,omitzero"`
	DayOnly   bool                `json:"day_only,omitempty"`
	DatedBy   timeline.DateSource `json:"dated_by,omitempty"`
	Updated   time.Time           `json:"updated,omitzero"`
	Via       string              `json:"via,omitempty"`
	Foreign   bool                `json:"foreign,omitempty"` // published by the host of URL, not by the source
	Cites     []string            `json:"cites,omitempty"`
	Tries     int                 `json:"tries,omitempty"` // failed attempts to read the page

	// Text is the whole prose where the list brings it; such an item needs no
	// page. It never waits in the state.
	Text string `json:"-"`
}

// Limits of what is taken of one item, in bytes.
const (
	maxTitle   = 1000
	maxSummary = 4000
	maxText    = 512 << 10 // about 80,000 words
)

// cut shortens what no list that means well says at such length. It copies:
// what is kept must not hold on to the whole list.
func (i *item) cut() {
	i.Title, i.Author, i.Summary = cutText(i.Title, maxTitle), cutText(i.Author, maxTitle), cutText(i.Summary, maxSummary)
	i.Text = cutText(i.Text, maxText)
	if len(i.ID) > maxTitle {
		i.ID = timeline.ShortHash(i.ID)
	}
	if len(i.URL) > maxSummary {
		i.URL = i.URL[:maxSummary] // leads nowhere, and says so when it is asked
	}
	i.ID, i.URL = strings.Clone(i.ID), strings.Clone(i.URL)
}

// cutText gives the beginning of a text, up to the last character or, where
// it has any, paragraph that fits.
func cutText(text string, most int) string {
	if len(text) <= most {
		return strings.Clone(text)
	}
	text = strings.ToValidUTF8(text[:most], "")
	if at := strings.LastIndex(text, "\n\n"); at > 0 {
		text = text[:at]
	}
	return strings.Clone(text)
}

// stamp changes when the list says something new about the same item.
func (i item) stamp() string {
	updated := ""
	if !i.Updated.IsZero() {
		updated = i.Updated.UTC().Format(time.RFC3339)
	}
	return timeline.ShortHash(i.Title, updated, i.Text)[:8]
}

// mentions says whether the item has one of the words, or whether none is
// asked for.
func (i item) mentions(words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := strings.ToLower(i.Title + "\n" + i.Summary + "\n" + i.Text)
	for _, word := range words {
		if strings.Contains(text, strings.ToLower(word)) {
			return true
		}
	}
	return false
}

// tracking are query parameters that tell publishers where readers came from
// and say nothing about what is read.
var tracking = map[string]bool{"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "mc_cid": true, "mc_eid": true,
	"igshid": true, "cmpid": true, "ocid": true, "ito": true, "smid": true, "taid": true, "ref_src": true,
	"traffic_source": true, "xtor": true, "cmp": true, "at_medium": true, "at_campaign": true, "at_custom1": true}

// CleanURL is the canonical form of an address, by which articles are told
// apart: no default port, no fragment, no tracking parameters, host in lower
// case. What cannot be parsed stays as it is.
func CleanURL(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return raw
	}
	u.Scheme = strings.ToLower(u.Scheme)
	u.Host = strings.ToLower(u.Host)
	if port := u.Port(); port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = cleanQuery(u.RawQuery)
	return u.String()
}

// cleanQuery drops tracking parameters and keeps the others as they stand.
func cleanQuery(query string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(strings.ToLower(part), "=")
		if part != "" && !tracking[name] && !strings.HasPrefix(name, "utm_") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// hostOf is the host of an address without www. and port, as publisher
// records name it.
func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
