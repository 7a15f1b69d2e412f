package prose

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Without its code a page has the tree that it had, but for what stood in
// scripts and styles.
func TestWithoutCode(t *testing.T) {
	const story = "<p>They met.</p>"
	for name, page := range map[string]string{
		"script":                    "<script>var a = '<p>';</script>" + story,
		"style":                     "<head><STYLE media=print>p > a { color: red }</STYLE ></head>" + story,
		"data":                      `<script type="application/ld+json">{"@type": "Article"}</script>` + story,
		"programs' data":            `<script type="application/json">{"a": "</p>"}</script>` + story,
		"a tag in a value":          `<a title="<script>" href='>'>x</a>` + story + "<script>1</script>",
		"a tag in a loose value":    `<a href=x"y>z</a>` + story + `<script>"</script>`,
		"a stray quote":             `<a b"c>x</a>` + story + `<script>"</script>`,
		"a tag in a comment":        "<!-- <script> -->" + story + "<script>1</script>",
		"short comments":            "<!--><script>1</script><!---><style>a</style>" + story,
		"odd end of a comment":      "<!-- a --!><script>1</script>" + story,
		"endless comment":           story + "<!-- <script>1</script>",
		"script in a comment":       "<script><!--\nlet a = 1 // -->\n</script>" + story,
		"double escaped":            "<script><!-- <script> </script> let a --></script>" + story + "<style>a</style>",
		"other end tags":            "<script>'</scripts>'</script>" + story,
		"endless script":            story + "<script>let a",
		"endless tag":               story + "<script type=x",
		"script in a title":         "<title>How <script> works</title>" + story + "<script>1</script>",
		"script in a text box":      "<textarea><script></textarea>" + story + "<script>1</script>",
		"script in noscript":        "<noscript><style>a</style></noscript>" + story,
		"closed at once":            "<svg><style/><text>x</text></svg>" + story + "<style>a</style>",
		"style of a picture":        "<svg><style>a &gt; b</style></svg>" + story,
		"declarations":              "<!DOCTYPE html><?php <b> ?></ x>" + story + "<script>1</script>",
		"signs":                     "1 < 2 <3 <" + story + "<script>1</script>",
		"no end":                    "<",
		"names that begin alike":    "<scripted>a</scripted><styles>b</styles>" + story,
		"an equals sign on its own": "<a = 'b'>x</a>" + story + "<script>'</script>",
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := outline(t, withoutCode(page)), outline(t, page); got != want {
				t.Errorf("%s\ngot  %s\nwant %s", page, got, want)
			}
		})
	}
	if got, want := withoutCode("<style>a</style><script src=x>b</script><p>c"), "<style></style><script src=x></script><p>c"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// outline is a page's tree without code.
func outline(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		data := strings.Contains(attr(n, "type"), "+json")
		if n.Data == "style" || n.Data == "script" && !data {
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
		}
		if n.Data == "noscript" {
			n.FirstChild.Data = strings.Replace(n.FirstChild.Data, "<style>a<", "<style><", 1) // nobody reads it
		}
	}
	var b strings.Builder
	if err := html.Render(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
