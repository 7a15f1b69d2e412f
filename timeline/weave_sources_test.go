package timeline_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"truceline/extract"
	"truceline/timeline"
)

// everything gives what the archive of this topic would be made of: all
// curated events, what the day pages report, what is read in the labelled
// articles, and invented reports about the events of a month. Day pages and
// measuring documents are left out where they are not.
func everything(t testing.TB) []timeline.Report {
	reports := invented(t, 1, "2025-05-01", "2025-05-31", 300)
	have := map[string]bool{}
	for _, r := range reports {
		have[r.ID] = true
	}
	for _, r := range baseline(t) {
		if !have[r.ID] {
			reports = append(reports, r)
		}
	}
	if _, err := os.Stat(statementsFile); err == nil {
		reports = append(reports, statements(t)...)
	}
	return append(reports, readArticles(t, append(cases(t), documents(t)...))...)
}

func readArticles(t testing.TB, articles []timeline.Article) []timeline.Report {
	reader, err := extract.New(topic(t).Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	var reports []timeline.Report
	for i := range articles {
		for _, r := range reader.Read(articles[i]) {
			r.Article = &articles[i]
			reports = append(reports, r)
		}
	}
	return reports
}

func article(t testing.TB, url, publisher, title, published, text string) timeline.Article {
	day, err := timeline.ParseDay(published)
	if err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	return timeline.Article{
		ID: timeline.ArticleID(url, 1), Topic: "ukraine", URL: url, Title: title, Text: text, Language: "en", Publisher: publisher,
		Role: timeline.RoleOutlet, Published: day.EndUTC(), PublishedDay: true, DatedBy: timeline.DatedByPage, Revision: 1,
	}
}

// cases gives the topic's labelled articles.
func cases(t testing.TB) []timeline.Article {
	files, err := filepath.Glob("../topics/ukraine/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no labelled articles: %v", err)
	}
	var articles []timeline.Article
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		told, _, _ := strings.Cut(string(data), "\n-- events.json --\n")
		head, text, _ := strings.Cut(strings.TrimPrefix(told, "-- article --\n"), "\n\n")
		headers := map[string]string{}
		for _, line := range strings.Split(head, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			headers[key] = value
		}
		articles = append(articles, article(t, headers["url"], headers["publisher"], headers["title"], headers["published"], text))
	}
	return articles
}

const documentsFolder = "../../shared/eval/gold"

// documents gives the texts that lie beside the measuring labels.
func documents(t testing.TB) []timeline.Article {
	f, err := os.Open(filepath.Join(documentsFolder, "dev.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var articles []timeline.Article
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var d struct{ ID, URL, Publisher, Title, Published string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(documentsFolder, "texts", d.ID+".txt"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, article(t, d.URL, d.Publisher, d.Title, d.Published, string(text)))
	}
	return articles
}
