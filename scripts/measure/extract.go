package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"truceline/extract"
	"truceline/timeline"
	"truceline/topics"
)

// extractBench prints how many articles of 3 kB one core reads a second: the
// labelled articles of the topic, each repeated until it is that long.
func extractBench([]string) error {
	topic, err := topics.Load(topics.Embedded(), topics.Default)
	if err != nil {
		return err
	}
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return err
	}
	articles, err := casesOfLength(3000)
	if err != nil {
		return err
	}
	read, reports, begun := 0, 0, time.Now()
	for time.Since(begun) < 3*time.Second {
		for _, article := range articles {
			reports += len(reader.Read(article))
			read++
		}
	}
	fmt.Printf("extract: %.0f articles/s of 3 kB on one core, %.1f reports each (%d different articles)\n",
		float64(read)/time.Since(begun).Seconds(), float64(reports)/float64(read), len(articles))
	return nil
}

func casesOfLength(size int) ([]timeline.Article, error) {
	names, err := filepath.Glob("topics/*/cases/*.txtar")
	if err != nil {
		return nil, err
	}
	var articles []timeline.Article
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		archive := txtar.Parse(raw)
		if len(archive.Files) == 0 {
			return nil, fmt.Errorf("%s holds no article", name)
		}
		headers, text, _ := strings.Cut(string(archive.Files[0].Data), "\n\n")
		published, err := publishedIn(headers)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		title, text, _ := strings.Cut(text, "\n\n")
		long := strings.Repeat(text+"\n\n", 1+size/(len(text)+1))[:size]
		articles = append(articles, timeline.Article{
			ID: name, Title: title, Text: long, Language: "en", Published: published,
		})
	}
	if len(articles) == 0 {
		return nil, fmt.Errorf("there are no labelled articles below topics/: run from the root of the project")
	}
	return articles, nil
}

// publishedIn is noon of the day that a labelled article is of.
func publishedIn(headers string) (time.Time, error) {
	for line := range strings.Lines(headers) {
		if day, found := strings.CutPrefix(line, "published: "); found {
			t, err := time.Parse(time.DateOnly, strings.TrimSpace(day))
			return t.Add(12 * time.Hour), err
		}
	}
	return time.Time{}, errors.New("its headers give no day of publication")
}
