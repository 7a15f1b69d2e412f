// Package topics holds what is followed: one folder of data per peace
// process, and the strict loader that checks it.
//
// A topic is data only. A second topic is a copied folder with edited files
// and a clean `truceline check`.
package topics

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"truceline/extract"
	"truceline/timeline"
)

//go:embed ukraine/*.yaml ukraine/*.jsonl ukraine/rules/*.yaml
var files embed.FS

// Default is the topic that is followed where none is named.
const Default = "ukraine"

// Embedded holds the topic folders that are built into the program.
func Embedded() fs.FS { return files }

// A Topic is everything that its folder says.
type Topic struct {
	ID          string `yaml:"id"`
	Title       string `yaml:"title"`
	Summary     string `yaml:"summary"`
	Language    string `yaml:"language"`
	Licence     string `yaml:"licence"`
	Attribution string `yaml:"attribution"`

	Families []timeline.Family `yaml:"families"`
	Types    []timeline.Type   `yaml:"types"`
	Feasts   []extract.Feast   `yaml:"feasts,omitempty"`
	// Articled are names that take "the" inside a sentence.
	Articled []string `yaml:"articled,omitempty"`

	Actors  []timeline.Actor  `yaml:"-"`
	Places  []timeline.Place  `yaml:"-"`
	Threads []timeline.Thread `yaml:"-"`
	// ThreadRules say which events join a thread without anybody saying so.
	ThreadRules []timeline.ThreadRule `yaml:"-"`
	Sources     []timeline.Source     `yaml:"-"`
	Publishers  []timeline.Publisher  `yaml:"-"`

	// Digest tells one state of the folder's files from another.
	Digest string `yaml:"-"`
	// Vocabulary is what the reader of articles is made from.
	Vocabulary extract.Vocabulary `yaml:"-"`
	// Baseline are the curated events, each with one report per citation.
	Baseline []timeline.Event `yaml:"-"`
}

// Load reads and checks the folder of one topic in fsys. The error joins
// every fault that was found; each names file, id and field.
func Load(fsys fs.FS, id string) (*Topic, error) {
	folder, err := fs.Sub(fsys, id)
	if err != nil {
		return nil, fmt.Errorf("topic %q: %w", id, err)
	}
	if _, err := fs.Stat(folder, "topic.yaml"); err != nil {
		return nil, fmt.Errorf("topic %q: there is no folder of that name with a topic.yaml", id)
	}
	l := &loader{folder: folder}
	topic := l.topic()
	if topic.ID != id && len(l.faults) == 0 {
		l.fault("topic.yaml", topic.ID, "id", "must be the name of the folder, %q", id)
	}
	if err := errors.Join(l.faults...); err != nil {
		return nil, err
	}
	if topic.Digest, err = digest(folder); err != nil {
		return nil, fmt.Errorf("topic %q: %w", id, err)
	}
	return topic, nil
}

// digest is a hash over the names and contents of all files of a folder.
func digest(folder fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// Publisher gives the record of a host, or one of unknown role.
func (t *Topic) Publisher(host string) timeline.Publisher {
	for _, publisher := range t.Publishers {
		if publisher.Host == host {
			return publisher
		}
	}
	return timeline.Publisher{Host: host, Name: host, Role: timeline.RoleUnknown}
}

// Knowledge is what weaving relies on.
func (t *Topic) Knowledge() timeline.Knowledge {
	return timeline.Knowledge{
		Topic: t.ID, Types: t.Types, Actors: t.Actors, Places: t.Places, Publishers: t.Publishers,
		Threads: t.Threads, ThreadRules: t.ThreadRules, Curated: t.Baseline,
	}
}
