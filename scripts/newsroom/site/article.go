package site

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed articles days open
var files embed.FS

// An article is one text of the newsroom, in the manner of agency copy.
type article struct {
	Slug       string
	Title      string
	Author     string
	Published  time.Time
	Paragraphs []string
}

// readArticles reads articles/*.txt, the newest first. A file is a few
// "name: value" lines, an empty line, and paragraphs.
func readArticles(files fs.FS) ([]article, error) {
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return nil, err
	}
	var articles []article
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		a, err := parseArticle(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		a.Slug = strings.TrimSuffix(path.Base(name), ".txt")
		articles = append(articles, a)
	}
	slices.SortFunc(articles, func(a, b article) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(a.Slug, b.Slug))
	})
	return articles, nil
}

func parseArticle(text string) (article, error) {
	head, body, found := strings.Cut(text, "\n\n")
	if !found {
		return article{}, fmt.Errorf("an empty line must follow the head")
	}
	var a article
	for line := range strings.SplitSeq(head, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "title":
			a.Title = value
		case "author":
			a.Author = value
		case "published":
			t, err := time.Parse(time.RFC3339, value)
			if err != nil {
				return a, fmt.Errorf("published: %w", err)
			}
			a.Published = t
		default:
			return a, fmt.Errorf("%q is none of title, author, published", name)
		}
	}
	a.Paragraphs = strings.Split(strings.TrimSpace(body), "\n\n")
	return a, nil
}
