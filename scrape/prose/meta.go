package prose

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says about itself to programs.
type metadata struct {
	title, author, language, canonical string
	published, modified                string // as written
	updates                            []liveUpdate
}

// liveUpdate is one entry of a schema.org LiveBlogPosting.
type liveUpdate struct {
	anchor, title, body, published string
}

// names of meta elements, the most telling first.
var (
	titleNames     = []string{"og:title", "twitter:title", "dc.title", "dcterms.title"}
	authorNames    = []string{"author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"}
	publishedNames = []string{"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
		"dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate", "publish-date", "sailthru.date", "publication_date"}
	modifiedNames = []string{"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"}
)

// readMeta gathers metadata: JSON-LD first, as it alone tells the article
// from the page around it.
func readMeta(doc *html.Node) metadata {
	var m metadata
	named := map[string]string{}
	var heading, pageTitle string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.language = languageOf(attr(n, "lang"))
		case atom.Meta:
			name := strings.ToLower(firstOf(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
			if content := strings.TrimSpace(attr(n, "content")); content != "" && named[name] == "" {
				named[name] = content
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
				m.canonical = attr(n, "href")
			}
		case atom.Title:
			pageTitle = firstOf(pageTitle, oneLine(textOf(n)))
		case atom.H1:
			heading = firstOf(heading, oneLine(textOf(n)))
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
				m.readLinkedData(rawText(n))
			}
		case atom.Time:
			if itemprop := strings.ToLower(attr(n, "itemprop")); itemprop != "" && named[itemprop] == "" {
				named[itemprop] = attr(n, "datetime")
			}
		}
	}
	m.title = firstOf(m.title, pick(named, titleNames), heading, pageTitle)
	m.author = firstOf(m.author, pick(named, authorNames))
	if strings.HasPrefix(m.author, "http") {
		m.author = ""
	}
	m.published = firstOf(m.published, pick(named, publishedNames))
	m.modified = firstOf(m.modified, pick(named, modifiedNames))
	m.language = firstOf(m.language, languageOf(named["og:locale"]))
	return m
}

// articleTypes are the schema.org types that are articles.
var articleTypes = map[string]bool{"Article": true, "NewsArticle": true, "ReportageNewsArticle": true, "AnalysisNewsArticle": true,
	"BackgroundNewsArticle": true, "OpinionNewsArticle": true, "BlogPosting": true, "LiveBlogPosting": true, "Report": true, "PressRelease": true}

const maxLinkedData = 1 << 20

func (m *metadata) readLinkedData(text string) {
	if len(text) > maxLinkedData {
		return
	}
	var value any
	if json.Unmarshal([]byte(strings.TrimSpace(text)), &value) == nil {
		m.walk(value, 0)
	}
}

// walk looks for the first article in nested lists and graphs.
func (m *metadata) walk(value any, depth int) {
	if depth > 8 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, each := range v {
			m.walk(each, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			m.takeArticle(v)
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			m.walk(v[key], depth+1)
		}
	}
}

func isArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return articleTypes[k]
	case []any:
		for _, each := range k {
			if isArticle(each) {
				return true
			}
		}
	}
	return false
}

func (m *metadata) takeArticle(v map[string]any) {
	m.title = firstOf(m.title, text(v["headline"]), text(v["name"]))
	m.author = firstOf(m.author, people(v["author"]))
	m.published = firstOf(m.published, text(v["datePublished"]), text(v["dateCreated"]))
	m.modified = firstOf(m.modified, text(v["dateModified"]))
	updates, _ := v["liveBlogUpdate"].([]any)
	for _, each := range updates {
		update, ok := each.(map[string]any)
		if !ok {
			continue
		}
		_, anchor, _ := strings.Cut(firstOf(text(update["url"]), text(update["@id"])), "#")
		m.updates = append(m.updates, liveUpdate{anchor: anchor, title: text(update["headline"]), body: text(update["articleBody"]),
			published: firstOf(text(update["datePublished"]), text(update["dateModified"]))})
	}
}

func text(value any) string {
	s, _ := value.(string)
	return Inline(s)
}

// people joins the names of one or several authors.
func people(value any) string {
	switch v := value.(type) {
	case string:
		return Inline(v)
	case map[string]any:
		return text(v["name"])
	case []any:
		var names []string
		for _, each := range v {
			if name := people(each); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

func pick(named map[string]string, names []string) string {
	for _, name := range names {
		if named[name] != "" {
			return named[name]
		}
	}
	return ""
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}

func languageOf(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if len(tag) > 2 && tag[2] != '-' && tag[2] != '_' {
		return ""
	}
	return tag[:min(len(tag), 2)]
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
