package site

import (
	"html/template"
	"net/http"
	"time"
)

// articlePage has what real pages have around their text: a consent wall, a
// donation banner, navigation, a "read more" box, a footer.
var articlePage = template.Must(template.New("article").Funcs(template.FuncMap{"rfc3339": rfc3339}).Parse(`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{{.Article.Title}} | The Newsroom</title>
<link rel="canonical" href="{{.Base}}/articles/{{.Article.Slug}}">
{{if .Dated}}<meta property="article:published_time" content="{{rfc3339 .Article.Published}}">{{end}}
<meta property="og:title" content="{{.Article.Title}}">
<meta name="author" content="{{.Article.Author}}">
<link rel="alternate" type="application/rss+xml" title="World" href="/feeds/world.rss">
</head>
<body>
<div id="cookie-consent" role="dialog"><p>We use cookies to remember your choices.</p><button>Accept all</button></div>
<header><nav><a href="/">The Newsroom</a> <a href="/">World</a> <a href="/">Business</a></nav></header>
<aside class="donation-banner"><p>Reporting like this is paid for by readers. Please give what you can.</p><a href="/support">Give now</a></aside>
<main>
<article>
<h1>{{.Article.Title}}</h1>
<p class="byline">By {{.Article.Author}}</p>
{{range $n, $p := .Article.Paragraphs}}<p>{{$p}}</p>
{{if eq $n 1}}<div class="related-box"><h3>Read more</h3><ul><li><a href="/">What else happened this week</a></li></ul></div>
{{end}}{{end}}</article>
<section class="newsletter-signup"><p>Sign up for our newsletter and get the day's news in your inbox.</p></section>
</main>
<footer><p>© The Newsroom. All rights reserved.</p></footer>
</body>
</html>
`))

var frontPage = template.Must(template.New("front").Parse(`<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>The Newsroom</title>
<link rel="alternate" type="application/rss+xml" title="World" href="/feeds/world.rss">
<link rel="alternate" type="application/atom+xml" title="World" href="/feeds/world.atom">
</head>
<body><nav><a href="/about">About</a></nav>
<main class="stories">
{{range .Articles}}<h2><a href="/articles/{{.Slug}}">{{.Title}}</a></h2>
{{end}}</main></body></html>
`))

var livePage = template.Must(template.New("live").Funcs(template.FuncMap{"rfc3339": rfc3339}).Parse(`<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Live: {{.Article.Title}}</title>
<meta property="article:published_time" content="{{rfc3339 .Article.Published}}"></head>
<body><main><h1>Live: {{.Article.Title}}</h1>
{{range .Entries}}<article class="live-blog-entry" id="{{.ID}}"><time datetime="{{rfc3339 .At}}">{{.At.Format "15:04"}}</time>
<p>{{.Text}}</p></article>
{{end}}</main></body></html>
`))

// liveEntry is one dated piece of the live page.
type liveEntry struct {
	ID   string
	At   time.Time
	Text string
}

// live shows an article as a live blog: a paragraph every ten minutes, the
// newest first.
func (s *Site) live(w http.ResponseWriter, r *http.Request) {
	a, ok := s.article(r.PathValue("slug"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	var entries []liveEntry
	for n, text := range a.Paragraphs {
		at := a.Published.Add(-time.Duration(n) * 10 * time.Minute)
		entries = append(entries, liveEntry{ID: "entry-" + at.UTC().Format("1504"), At: at, Text: text})
	}
	render(w, livePage, map[string]any{"Article": a, "Entries": entries})
}

// liveFront lists the one live blog there is.
func (s *Site) liveFront(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	write(w, `<!DOCTYPE html><html lang="en"><body><main><a href="/live/2025-08-15-alaska-summit">Live: the summit in Alaska</a></main></body></html>`)
}

func rfc3339(t time.Time) string { return t.Format(time.RFC3339) }
