package extract_test

import (
	"io/fs"
	"os"
	"slices"
	"testing"
	"time"

	"truceline/extract"
	"truceline/timeline"
	"truceline/topics"
)

// ukraine reads the first topic's folder as the program does.
func ukraine(t testing.TB) *topics.Topic { return load(t, topics.Embedded, "ukraine") }

func load(t testing.TB, files func() fs.FS, id string) *topics.Topic {
	t.Helper()
	topic, err := topics.Load(files(), id)
	if err != nil {
		t.Fatal(err)
	}
	return topic
}

func second(t testing.TB) *topics.Topic {
	return load(t, func() fs.FS { return os.DirFS("../topics/testdata") }, "second")
}

func reader(t testing.TB, topic *topics.Topic) *extract.Reader {
	t.Helper()
	r, err := extract.New(topic.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// article is one text, published on the day.
func article(day timeline.Day, title, text string) timeline.Article {
	return timeline.Article{
		ID: "a", Title: title, Text: text, Language: "en",
		Published: day.Time().Add(12 * time.Hour), PublishedDay: true,
	}
}

// actorIDs gives who takes part, in the order of the alphabet.
func actorIDs(rep timeline.Report) []string {
	var who []string
	for _, p := range rep.Actors {
		who = append(who, p.Actor)
	}
	slices.Sort(who)
	return who
}
