package prose

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"

	"golang.org/x/net/html"

	"truceline/scrape/web"
)

// TestAgainstRawLibraries measures article text on the public set
// scrapinghub/article-extraction-benchmark, with that set's own measure
// (shingles of four words), beside the libraries that are used:
//
//	TRUCELINE_HTML_SET=/path/to/article-extraction-benchmark go test -v -run Raw ./scrape/prose
func TestAgainstRawLibraries(t *testing.T) {
	folder := os.Getenv("TRUCELINE_HTML_SET")
	if folder == "" {
		t.Skip("TRUCELINE_HTML_SET names no checkout of article-extraction-benchmark")
	}
	text, err := os.ReadFile(filepath.Join(folder, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct{ ArticleBody, URL string }
	if err := json.Unmarshal(text, &truth); err != nil {
		t.Fatal(err)
	}
	extractors := map[string]func([]byte, string) string{"ours": ours, "trafilatura": rawTrafilatura, "readability": rawReadability}
	scores := map[string]*score{}
	for name := range extractors {
		scores[name] = &score{}
	}
	for id, expected := range truth {
		page := readZipped(t, filepath.Join(folder, "html", id+".html.gz"))
		for name, extract := range extractors {
			started := time.Now()
			found := extract(page, expected.URL)
			scores[name].took += time.Since(started)
			scores[name].add(expected.ArticleBody, found)
		}
	}
	for name, s := range scores {
		p, r := s.precision/float64(s.predicted), s.recall/float64(s.expected)
		t.Logf("%-12s F1 %.4f precision %.4f recall %.4f (%d pages, %v)", name, 2*p*r/(p+r), p, r, s.pages, s.took.Round(time.Millisecond))
	}
}

// TestRealPagesWithoutCode reads the pages of that set with their code and
// without: whatever is said of them is the same.
func TestRealPagesWithoutCode(t *testing.T) {
	folder := os.Getenv("TRUCELINE_HTML_SET")
	if folder == "" {
		t.Skip("TRUCELINE_HTML_SET names no checkout of article-extraction-benchmark")
	}
	names, err := filepath.Glob(filepath.Join(folder, "html", "*.html.gz"))
	if err != nil || len(names) == 0 {
		t.Fatal("no pages", err)
	}
	whole, cut := 0, 0
	for _, name := range names {
		text := web.Decode(readZipped(t, name), "")
		short := withoutCode(text)
		whole, cut = whole+len(text), cut+len(text)-len(short)
		if got, want := textAndMeta(t, short), textAndMeta(t, text); got != want {
			t.Errorf("%s\ngot  %.500s\nwant %.500s", name, got, want)
		}
	}
	t.Logf("%d pages, %d of %d kB are code", len(names), cut/1000, whole/1000)
}

func textAndMeta(t *testing.T, page string) string {
	t.Helper()
	doc, err := Parse(page)
	if err != nil {
		return err.Error()
	}
	meta := readMeta(doc)
	prune(doc)
	return fmt.Sprintf("%+v\n%s", meta, articleText(doc, nil, meta.title))
}

func readZipped(t testing.TB, name string) []byte {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(zipped)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func ours(body []byte, address string) string {
	page, err := Read(body, "", address, Options{})
	if err != nil {
		return ""
	}
	return page.Text
}

func rawTrafilatura(body []byte, address string) string {
	at, _ := url.Parse(address)
	found, err := trafilatura.Extract(strings.NewReader(web.Decode(body, "")), trafilatura.Options{OriginalURL: at, ExcludeComments: true, HtmlDateOverride: &htmldate.Result{}})
	if err != nil {
		return ""
	}
	return found.ContentText
}

func rawReadability(body []byte, address string) string {
	at, _ := url.Parse(address)
	found, err := readability.FromReader(strings.NewReader(web.Decode(body, "")), at)
	if err != nil || found.Node == nil {
		return ""
	}
	var b bytes.Buffer
	if found.RenderText(&b) != nil {
		return ""
	}
	return b.String()
}

// score sums precision and recall over pages.
type score struct {
	pages, predicted, expected int
	precision, recall          float64
	took                       time.Duration
}

var wordPattern = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// shingles counts runs of four words.
func shingles(text string) map[string]int {
	words := wordPattern.FindAllString(strings.ToLower(text), -1)
	counts := map[string]int{}
	for n := 0; n < len(words); n++ {
		if end := min(n+4, len(words)); end-n == 4 || n == 0 {
			counts[strings.Join(words[n:end], " ")]++
		}
	}
	return counts
}

func (s *score) add(truth, found string) {
	s.pages++
	want, got := shingles(truth), shingles(found)
	var common, wanted, given int
	for shingle, n := range want {
		wanted += n
		common += min(n, got[shingle])
	}
	for _, n := range got {
		given += n
	}
	if given > 0 {
		s.predicted++
		s.precision += float64(common) / float64(given)
	}
	if wanted > 0 {
		s.expected++
		s.recall += float64(common) / float64(wanted)
	}
}

// TestDatesAgainstHtmldate measures publication days on the public set
// adbar/htmldate, beside the library that is used:
//
//	TRUCELINE_DATE_SET=/path/to/htmldate/tests go test -v -run Htmldate ./scrape/prose
func TestDatesAgainstHtmldate(t *testing.T) {
	folder := os.Getenv("TRUCELINE_DATE_SET")
	if folder == "" {
		t.Skip("TRUCELINE_DATE_SET names no tests folder of htmldate")
	}
	text, err := os.ReadFile(filepath.Join(folder, "eval_default.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct{ File, Date string }
	if err := json.Unmarshal(text, &truth); err != nil {
		t.Fatal(err)
	}
	finders := map[string]func(*html.Node, string) time.Time{"ours": ourDay, "extensive": rawDay(false), "fast": rawDay(true)}
	right, wrong, none := map[string]int{}, map[string]int{}, map[string]int{}
	for address, expected := range truth {
		body, err := os.ReadFile(filepath.Join(folder, "eval", expected.File))
		if err != nil {
			continue // listed, not in the set
		}
		for name, find := range finders {
			doc, err := html.Parse(strings.NewReader(web.Decode(body, "")))
			if err != nil {
				continue
			}
			switch day := find(doc, address); {
			case day.IsZero():
				none[name]++
			case day.Format(time.DateOnly) == expected.Date:
				right[name]++
			default:
				wrong[name]++
			}
		}
	}
	for name := range finders {
		t.Logf("%-10s right %d wrong %d none %d, precision %.3f", name, right[name], wrong[name], none[name], float64(right[name])/float64(right[name]+wrong[name]))
	}
}

func ourDay(doc *html.Node, address string) time.Time {
	meta := readMeta(doc)
	page := Page{URL: canonical(meta.canonical, address)}
	page.date(meta, doc, Options{Zone: time.UTC, Now: time.Now()})
	return page.Published
}

func rawDay(fast bool) func(*html.Node, string) time.Time {
	return func(doc *html.Node, address string) time.Time {
		found, err := htmldate.FromDocument(doc, htmldate.Options{UseOriginalDate: true, URL: address, SkipExtensiveSearch: fast})
		if err != nil {
			return time.Time{}
		}
		return found.DateTime
	}
}
