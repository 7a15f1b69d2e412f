package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"truceline/extract"
	"truceline/timeline"
	"truceline/topics"
)

// A Member is a labelled event of one article of a group. Members with the
// same number are one event; others must stay apart.
type Member struct {
	Label
	Event   int    `json:"event"`
	Article string `json:"article"`
}

// A Group is a few articles by different houses and what they report.
type Group struct {
	Name     string
	Articles map[string]Case
	Members  []Member
}

func loadGroups(folder fs.FS) ([]Group, error) {
	files, err := fs.Glob(folder, "*.txtar")
	if err != nil {
		return nil, err
	}
	groups := make([]Group, 0, len(files))
	for _, file := range files {
		data, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, err
		}
		g, err := parseGroup(strings.TrimSuffix(path.Base(file), ".txtar"), data)
		if err != nil {
			return nil, fmt.Errorf("group %s: %w", file, err)
		}
		groups = append(groups, g)
	}
	return groups, nil
}

func parseGroup(name string, data []byte) (Group, error) {
	g := Group{Name: name, Articles: map[string]Case{}}
	for _, file := range txtar.Parse(data).Files {
		if file.Name == "events.json" {
			if err := json.Unmarshal(file.Data, &g.Members); err != nil {
				return g, fmt.Errorf("events.json: %w", err)
			}
			continue
		}
		c := Case{Name: file.Name}
		if err := c.parseArticle(string(file.Data)); err != nil {
			return g, fmt.Errorf("%s: %w", file.Name, err)
		}
		g.Articles[file.Name] = c
	}
	for _, m := range g.Members {
		if _, known := g.Articles[m.Article]; !known {
			return g, fmt.Errorf("events.json: no article %q", m.Article)
		}
	}
	return g, nil
}

// A groupResult tells how a group came out.
type groupResult struct {
	found                 int // members that reading found
	joined, torn, mingled int // pairs: rightly one, wrongly two, wrongly one
	apart                 int // pairs: rightly two
	notes                 []string
}

func (r groupResult) met(g Group) bool {
	return r.found == len(g.Members) && r.torn == 0 && r.mingled == 0
}

// weaveGroup reads the articles of a group, weaves what they report, and
// holds the events against the labels.
func weaveGroup(reader *extract.Reader, weaver *timeline.Weaver, n names, g Group) groupResult {
	reports := []timeline.Report{}
	for _, c := range g.Articles {
		article := c.article()
		for _, report := range reader.Read(article) {
			report.Article = &article
			reports = append(reports, report)
		}
	}
	events := map[string]string{}
	for _, report := range weaver.Weave(timeline.Known{Reports: reports}, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)).Reports {
		events[report.ID] = report.EventID
	}
	placed := make([]string, len(g.Members))
	for name := range g.Articles {
		placeMembers(reader, n, g, name, reports, events, placed)
	}
	return countPairs(g, placed)
}

// placeMembers finds the event of each labelled member of one article.
func placeMembers(reader *extract.Reader, n names, g Group, name string, reports []timeline.Report, events map[string]string, placed []string) {
	own := []timeline.Report{}
	for _, report := range reports {
		if report.ArticleID == g.Articles[name].article().ID {
			own = append(own, report)
		}
	}
	outputs := reader.Outputs(own)
	rows, worth := []int{}, [][]float64{}
	for i, m := range g.Members {
		if m.Article != name {
			continue
		}
		row := make([]float64, len(outputs))
		for j, o := range outputs {
			if n.couldBe(m.Label, o) {
				row[j] = 100 + n.quality(m.Label, o)
			}
		}
		rows, worth = append(rows, i), append(worth, row)
	}
	for row, column := range assign(worth) {
		if column >= 0 {
			placed[rows[row]] = events[own[column].ID]
		}
	}
}

func countPairs(g Group, placed []string) groupResult {
	r := groupResult{}
	for i, a := range g.Members {
		if placed[i] == "" {
			r.notes = append(r.notes, fmt.Sprintf("%s: not read: %s %s %s", a.Article, labelSpan(a.Start, a.End), a.Type, a.Status))
			continue
		}
		r.found++
		for j := range i {
			if placed[j] != "" {
				r.pair(g.Members[j], a, placed[i] == placed[j])
			}
		}
	}
	return r
}

func (r *groupResult) pair(a, b Member, one bool) {
	switch {
	case a.Event == b.Event && one:
		r.joined++
	case a.Event == b.Event:
		r.torn++
		r.notes = append(r.notes, fmt.Sprintf("%s and %s: one event, kept as two (%s)", a.Article, b.Article, a.Type))
	case one:
		r.mingled++
		r.notes = append(r.notes, fmt.Sprintf("%s and %s: two events, made one (%s, %s)", a.Article, b.Article, a.Type, b.Type))
	default:
		r.apart++
	}
}

func scoreWeaving(topic *topics.Topic, o options, out io.Writer) error {
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return fmt.Errorf("compile the rules of %s: %w", topic.ID, err)
	}
	groups, err := loadGroups(o.groups())
	if err != nil {
		return err
	}
	weaver, n := timeline.NewWeaver(topic.Knowledge()), newNames(topic.Actors, topic.Places)
	for _, set := range sets(o.set) {
		total, members, met, count := groupResult{}, 0, 0, 0
		for _, g := range groups {
			if !set.holds(g.Name) {
				continue
			}
			r := weaveGroup(reader, weaver, n, g)
			total.found, total.joined, total.torn = total.found+r.found, total.joined+r.joined, total.torn+r.torn
			total.mingled, total.apart = total.mingled+r.mingled, total.apart+r.apart
			members, count = members+len(g.Members), count+1
			if r.met(g) {
				met++
			}
			if o.set == set.name {
				r.print(out, g, o)
			}
		}
		fmt.Fprintf(out, "%s: %d of %d groups met; %d of %d members read; pairs joined %d, torn %d, kept apart %d, mingled %d\n",
			set.name, met, count, total.found, members, total.joined, total.torn, total.apart, total.mingled)
	}
	return nil
}

func (r groupResult) print(out io.Writer, g Group, o options) {
	if o.each {
		fmt.Fprintf(out, "%-34s met %v\n", g.Name, r.met(g))
	}
	if o.errors {
		for _, note := range r.notes {
			fmt.Fprintf(out, "%s: %s\n", g.Name, note)
		}
	}
}
