package prose

import (
	"math/rand/v2"
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
		"tags in a picture's style": "<svg><style>a</svg><b>c</style><i>d</i></svg>" + story,
		"declarations":              "<!DOCTYPE html><?php <b> ?></ x>" + story + "<script>1</script>",
		"signs":                     "1 < 2 <3 <" + story + "<script>1</script>",
		"no end":                    "<",
		"names that begin alike":    "<scripted>a</scripted><styles>b</styles>" + story,
		"menu":                      `<nav class=a><ul><li><a href="/">Home</a><li><a>x</a></ul></nav>` + story,
		"plain menu":                `<p>a<nav><!-- b --><ul><li><a href="/"><svg><path d="1"/></svg>Home</a></li></ul><img><br>c</nav>` + story,
		"menu with a text box":      "<nav><textarea></nav></textarea></nav>" + story,
		"menu with an odd end":      "<nav><div></span></div></nav>" + story,
		"menu that ends the page":   "<nav><div>a</div>" + story,
		"menu with code":            "<nav><a>1</a><script>'</nav>'</script><STYLE a>b</style c><i>2</i></nav>" + story,
		"menu with data":            `<nav><script type="a/ld+json">{"a": "</nav>"}</script></nav>` + story,
		"menu with endless code":    "<nav><a>1</a><script>'</nav>'" + story,
		"menu with escaped code":    "<nav><script><!-- <script> </script> </nav> --></script></nav>" + story,
		"menu with drawn code":      "<nav><svg><style>1</style></svg></nav>" + story,
		"menu in a menu":            "<nav><a>1</a><nav><a>2</a></nav><a>3</a></nav>" + story,
		"menu in a link":            "<a href=x>1<nav><a>2</a></nav>3</a>" + story,
		"menu in an open link":      "<a/><nav><a>2</a></nav>" + story,
		"menu in a heading":         "<h2><nav><h3>2</h3></nav></h2>" + story,
		"menu in a picture":         "<svg><nav><div>2</div></nav></svg>" + story,
		"menu in a choice":          "<select><nav><div>2</div></nav></select>" + story,
		"menu with open letters":    "<b>1<nav><b>2</nav>3</b>" + story,
		"menu after open letters":   "<p><b>1</p><nav><i>2</i> 3</nav>4</b>" + story,
		"menu with signs":           "<nav>1 < 2 <b>3</b></nav>" + story,
		"menu in a table":           "<table><tr><nav><div>1</div></nav><td>2</table>" + story,
		"list without a list":       "<ul><li>1<nav><li>2</li></nav></ul>" + story,
		"link in a link":            "<nav><a>1<a>2</a></a></nav>" + story,
		"link in a picture":         "<nav><svg><a><div>1</div></a></svg></nav>" + story,
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
			empty(n)
		}
		if n.Data == "nav" {
			empty(n)
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

func empty(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}

// A menu is as long without its tags, so that what is around it is kept or not
// as before.
func TestMenusKeepTheirText(t *testing.T) {
	const menu = "<div><nav>\n <ul>\n  <li><a href=a> One </a></li> <li>Two &amp; three</li>\n</ul> </nav></div>"
	short := withoutCode(menu)
	if want := "<div><nav>OneTwo &amp; three</nav></div>"; short != want {
		t.Errorf("got %s, want %s", short, want)
	}
	whole, cut := mustParse(t, menu), mustParse(t, short)
	if got, want := textUpTo(cut, longChrome), textUpTo(whole, longChrome); got != want {
		t.Errorf("text of %d bytes, before %d", got, want)
	}
}

func mustParse(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Pages made of tags in any order keep their tree, whatever a menu and what is
// around it do to each other.
func TestMadeUpPagesWithoutCode(t *testing.T) {
	tags := strings.Fields("<nav> </nav> <a> </a> <a/> <div> </div> <ul> <li> </li> </ul> <b> </b> <i> </i> <h1> </h1> <h2> </h2> <svg> </svg> <svg/> <math> " +
		"</math> <path> </path> <desc> <table> <tr> <td> </table> <p> </p> x y <select> </select> <option> <button> </button> <form> </form> <img> <br> " +
		"<style>s</style> <script>z</script> <template> </template> <body> </body> </html> <title> </title> <font> </font> <textarea> </textarea> <object> </object>")
	plain := strings.Fields("<a>1</a> <div>2</div> <ul><li>3</li></ul> <b>4</b> <h2>5</h2> <svg><path/></svg> 6 <i><span>7</span></i> <img> <div><a>8</a></div> " +
		"<script>9</script> <style></nav></style> <script>")
	chance := rand.New(rand.NewPCG(1, 2))
	some := func(of []string, most int) string {
		var b strings.Builder
		for range chance.IntN(most) {
			b.WriteString(of[chance.IntN(len(of))])
		}
		return b.String()
	}
	for range 5000 {
		page := some(tags, 8) + "<nav>" + some(plain, 4) + "</nav>" + some(tags, 8)
		if got, want := outline(t, withoutCode(page)), outline(t, page); got != want {
			t.Fatalf("%s\ngot  %s\nwant %s", page, got, want)
		}
	}
}
