package site

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"
)

// feedTag is the validator of all lists: it changes with the newest article.
func (s *Site) feedTag() string {
	return fmt.Sprintf(`"%d-%s"`, len(s.articles), s.articles[0].Slug)
}

// serveList answers a conditional request as RFC 9110 wants it.
func (s *Site) serveList(w http.ResponseWriter, r *http.Request, media, body string) {
	w.Header().Set("ETag", s.feedTag())
	w.Header().Set("Last-Modified", s.articles[0].Published.UTC().Format(http.TimeFormat))
	if r.Header.Get("If-None-Match") == s.feedTag() {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", media)
	write(w, body)
}

func (s *Site) rss(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<rss version="2.0"><channel><title>The Newsroom: World</title><link>` +
		base(r) + `/</link><description>World news</description><language>en-gb</language>` + "\n")
	for _, a := range s.articles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s/articles/%s</link><guid isPermaLink=\"false\">newsroom:%s</guid><pubDate>%s</pubDate><description>%s</description></item>\n",
			html.EscapeString(a.Title), base(r), a.Slug, a.Slug, a.Published.Format(time.RFC1123Z), html.EscapeString(a.Paragraphs[0]))
	}
	b.WriteString("</channel></rss>\n")
	s.serveList(w, r, "application/rss+xml; charset=utf-8", b.String())
}

func (s *Site) atom(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?>`+"\n"+`<feed xmlns="http://www.w3.org/2005/Atom"><id>%s/feeds/world.atom</id><title>The Newsroom: World</title><updated>%s</updated>`+"\n",
		base(r), rfc3339(s.articles[0].Published))
	for _, a := range s.articles {
		fmt.Fprintf(&b, `<entry><id>tag:newsroom,2025:%s</id><title>%s</title><published>%s</published><updated>%s</updated><link rel="alternate" href="%s/articles/%s"/><author><name>%s</name></author><summary>%s</summary></entry>`+"\n",
			a.Slug, html.EscapeString(a.Title), rfc3339(a.Published), rfc3339(a.Published), base(r), a.Slug, html.EscapeString(a.Author), html.EscapeString(a.Paragraphs[0]))
	}
	b.WriteString("</feed>\n")
	s.serveList(w, r, "application/atom+xml; charset=utf-8", b.String())
}

func (s *Site) jsonFeed(w http.ResponseWriter, r *http.Request) {
	items := []map[string]any{}
	for _, a := range s.articles {
		items = append(items, map[string]any{"id": "newsroom:" + a.Slug, "url": base(r) + "/articles/" + a.Slug, "title": a.Title,
			"summary": a.Paragraphs[0], "date_published": rfc3339(a.Published), "authors": []map[string]string{{"name": a.Author}}})
	}
	body, err := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": "The Newsroom: World",
		"home_page_url": base(r) + "/", "feed_url": base(r) + "/feeds/world.json", "language": "en-GB", "items": items})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.serveList(w, r, "application/feed+json", string(body))
}

func (s *Site) sitemap(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + "\n")
	for _, a := range s.articles {
		fmt.Fprintf(&b, "<url><loc>%s/articles/%s</loc><news:news><news:publication><news:name>The Newsroom</news:name><news:language>en</news:language></news:publication><news:publication_date>%s</news:publication_date><news:title>%s</news:title></news:news></url>\n",
			base(r), a.Slug, rfc3339(a.Published), html.EscapeString(a.Title))
	}
	b.WriteString("</urlset>\n")
	s.serveList(w, r, "application/xml", b.String())
}
