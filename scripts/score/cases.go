package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"truceline/timeline"
)

// A Label is an event that a careful reader finds in a text. The fields that
// end in Alt hold other right answers.
type Label struct {
	Title      string             `json:"title"`
	Start      string             `json:"start"` // YYYY, YYYY-MM or YYYY-MM-DD
	End        *string            `json:"end"`
	Precision  timeline.Precision `json:"precision"`
	DatePhrase string             `json:"date_phrase"`
	Type       string             `json:"type"`
	Status     timeline.Status    `json:"status"`
	Actors     []string           `json:"actors"` // "A|B": one actor under either name
	Place      *string            `json:"place"`
	Salience   int                `json:"salience"` // 3 main event, 2 clear dated event, 1 background
	Optional   bool               `json:"optional"` // finding or missing it costs nothing

	DateAlt   []string          `json:"alt"` // a date, or START/END
	TypeAlt   []string          `json:"type_alt"`
	StatusAlt []timeline.Status `json:"status_alt"`
	PlaceAlt  []*string         `json:"place_alt"`
	Bystander []string          `json:"actors_optional"` // naming them is neither gain nor loss
}

// A Case is a labelled article.
type Case struct {
	Name      string // file name without its extension
	Published timeline.Day
	URL       string
	Title     string
	Text      string
	Labels    []Label
}

// loadCases reads every .txtar file of a folder.
func loadCases(folder fs.FS) ([]Case, error) {
	files, err := fs.Glob(folder, "*.txtar")
	if err != nil {
		return nil, err
	}
	cases := make([]Case, 0, len(files))
	for _, file := range files {
		data, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, err
		}
		c, err := parseCase(strings.TrimSuffix(path.Base(file), ".txtar"), data)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", file, err)
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func parseCase(name string, data []byte) (Case, error) {
	c := Case{Name: name}
	for _, file := range txtar.Parse(data).Files {
		switch file.Name {
		case "article":
			if err := c.parseArticle(string(file.Data)); err != nil {
				return c, err
			}
		case "events.json":
			if err := json.Unmarshal(file.Data, &c.Labels); err != nil {
				return c, fmt.Errorf("events.json: %w", err)
			}
		default:
			return c, fmt.Errorf("unknown part %q: article and events.json are known", file.Name)
		}
	}
	return c, nil
}

func (c *Case) parseArticle(text string) error {
	head, body, found := strings.Cut(text, "\n\n")
	if !found {
		return fmt.Errorf("article: no empty line between headers and text")
	}
	c.Text = strings.TrimSpace(body)
	for _, line := range strings.Split(head, "\n") {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch key {
		case "published":
			day, err := timeline.ParseDay(value)
			if err != nil {
				return fmt.Errorf("published: %w", err)
			}
			c.Published = day
		case "url":
			c.URL = value
		case "title":
			c.Title = value
		}
	}
	return nil
}

func (c Case) article() timeline.Article {
	published, _ := time.Parse(time.DateOnly, string(c.Published))
	return timeline.Article{
		ID: timeline.ArticleID(c.URL, 1), URL: c.URL, Title: c.Title, Text: c.Text, Language: "en",
		Published: published.Add(24*time.Hour - time.Second), PublishedDay: true, DatedBy: timeline.DatedByPage, Revision: 1,
	}
}

// A set is a part of the cases.
type set struct{ name string }

// sets gives the parts to report: each part, and all together.
func sets(which string) []set {
	if which == "all" {
		return []set{{"open"}, {"heldout"}, {"all"}}
	}
	return []set{{which}}
}

func (s set) holds(name string) bool {
	return s.name == "all" || (s.name == "heldout") == strings.HasPrefix(name, "heldout-")
}
