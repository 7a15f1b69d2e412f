package scrape

import (
	"cmp"
	"context"
	"regexp"
	"strconv"
	"strings"

	"truceline/timeline"
)

// latestWikiArticle reads one article of a wiki, section by section, when it
// has a new revision. Options: page is its title; without it the URL names
// the page.
//
// An encyclopaedia is written after the fact: a day without a year there is
// not near the day of the edit. So only paragraphs are kept that give a full
// date and no date without its year.
func latestWikiArticle(ctx context.Context, r *round) ([]item, error) {
	title := cmp.Or(r.src.Options["page"], titleOf(r.src.URL))
	pages, err := r.wikiPages(ctx, []string{title})
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 || pages[0].missing {
		return nil, &ParseError{URL: r.src.URL, Message: "the wiki has no page " + strconv.Quote(title)}
	}
	page := pages[0]
	revision := strconv.FormatInt(page.revision, 10)
	if r.memory.Marks["revision"] == revision {
		return nil, nil
	}
	r.memory.Marks["revision"] = revision
	return r.sectionItems(page), nil
}

func (r *round) sectionItems(page wikiPage) []item {
	var items []item
	seen := map[string]int{}
	for _, s := range wikiSections(page.text) {
		if s.text == "" {
			continue
		}
		anchor := strings.ReplaceAll(s.heading, " ", "_")
		if seen[anchor]++; seen[anchor] > 1 {
			anchor += "_" + strconv.Itoa(seen[anchor])
		}
		address := r.wikiURL(page.Title)
		if anchor != "" {
			address += "#" + anchor
		}
		items = append(items, item{ID: address, URL: address, Title: strings.Trim(page.Title+" – "+s.heading, " –"), Text: s.text,
			Language: "en", Published: page.edited, DatedBy: timeline.DatedByPage, Via: "Wikipedia", Cites: s.cites})
	}
	return items
}

// wikiSection is what one heading of an article holds.
type wikiSection struct {
	heading string
	text    string
	cites   []string
}

// wikiSections splits wikitext at its headings and keeps the paragraphs that
// date themselves.
func wikiSections(text string) []wikiSection {
	text = stripComments(text)
	var sections []wikiSection
	current := wikiSection{}
	var paragraphs []string
	end := func() {
		current.text = strings.Join(paragraphs, "\n\n")
		sections = append(sections, current)
		paragraphs = nil
	}
	for line := range strings.SplitSeq(stripTables(text), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "==") && strings.HasSuffix(line, "==") {
			end()
			current = wikiSection{heading: wikiInline(stripTemplates(strings.Trim(line, "= "))).text}
			continue
		}
		cites := addressesIn(line)
		b := wikiInline(stripTemplates(strings.TrimLeft(line, "*#:; ")))
		if datesItself(b.text) {
			paragraphs = append(paragraphs, b.text)
			current.cites = append(current.cites, cites...)
		}
	}
	end()
	return sections
}

// stripTables removes {| … |}.
func stripTables(text string) string { return cutBetween(text, "{|", "|}") }

// addressesIn finds the addresses that the references of a line cite.
func addressesIn(line string) []string {
	var found []string
	for part := range strings.SplitSeq(line, "url") {
		part = strings.TrimLeft(part, " =")
		if strings.HasPrefix(part, "https://") || strings.HasPrefix(part, "http://") {
			end := strings.IndexAny(part, " |}\t<")
			if end < 0 {
				end = len(part)
			}
			found = append(found, part[:end])
		}
	}
	return found
}

const monthNames = `(?:January|February|March|April|May|June|July|August|September|October|November|December)`

var (
	fullDate = regexp.MustCompile(`\b\d{1,2} ` + monthNames + ` (?:19|20)\d\d\b|\b` + monthNames + ` \d{1,2}, (?:19|20)\d\d\b`)
	anyDate  = regexp.MustCompile(`\b\d{1,2} ` + monthNames + `\b|\b` + monthNames + ` \d{1,2}\b`)
)

// datesItself says whether a paragraph gives a full date and every date in it
// has its year.
func datesItself(paragraph string) bool {
	full := fullDate.FindAllString(paragraph, -1)
	return len(full) > 0 && len(full) == len(anyDate.FindAllString(paragraph, -1))
}

// titleOf reads the title out of /wiki/Title.
func titleOf(address string) string {
	_, title, _ := strings.Cut(address, "/wiki/")
	return strings.ReplaceAll(title, "_", " ")
}
