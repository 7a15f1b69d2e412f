package topics

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"truceline/extract"
	"truceline/timeline"
)

// A Fault is one thing wrong with a topic's files.
type Fault struct {
	File    string
	ID      string // of the entry; "" where it has none
	Field   string
	Message string
}

func (f *Fault) Error() string {
	where := f.File
	if f.ID != "" {
		where += ": " + f.ID
	}
	if f.Field != "" {
		where += ": " + f.Field
	}
	return where + ": " + f.Message
}

// A loader reads one folder and collects what is wrong with it, so that one
// run of `truceline check` shows everything.
type loader struct {
	folder fs.FS
	faults []error
}

func (l *loader) fault(file, id, field, format string, args ...any) {
	l.faults = append(l.faults, &Fault{file, id, field, fmt.Sprintf(format, args...)})
}

// decode reads a YAML file strictly: unknown and doubled keys are faults.
func (l *loader) decode(file string, into any) {
	text, err := fs.ReadFile(l.folder, file)
	if err != nil {
		l.fault(file, "", "", "cannot be read: %v", errors.Unwrap(err))
		return
	}
	if err := yaml.UnmarshalWithOptions(text, into, yaml.Strict()); err != nil {
		l.fault(file, "", "", "%s", yaml.FormatError(err, false, false))
	}
}

func (l *loader) topic() *Topic {
	t := &Topic{}
	l.decode("topic.yaml", t)
	l.decode("actors.yaml", &t.Actors)
	l.decode("places.yaml", &t.Places)
	l.threads(t)
	l.decode("sources.yaml", &t.Sources)
	l.decode("publishers.yaml", &t.Publishers)
	t.belong()
	t.Vocabulary = l.vocabulary(t)
	if len(l.faults) > 0 {
		return t // checks of a half-read topic would only repeat the fault
	}
	l.check(t)
	t.Baseline = l.baseline(t)
	return t
}

// threads reads the stories, each with the rule by which events join it.
func (l *loader) threads(t *Topic) {
	var entries []struct {
		timeline.Thread `yaml:",inline"`
		Joins           *timeline.ThreadRule `yaml:"joins,omitempty"`
	}
	l.decode("threads.yaml", &entries)
	for _, entry := range entries {
		t.Threads = append(t.Threads, entry.Thread)
		if entry.Joins != nil {
			entry.Joins.Thread = entry.ID
			t.ThreadRules = append(t.ThreadRules, *entry.Joins)
		}
	}
}

// belong writes the topic's id on everything that it holds, and the
// publisher of a source where its entry leaves it to the address.
func (t *Topic) belong() {
	for i := range t.Actors {
		t.Actors[i].Topic = t.ID
	}
	for i := range t.Places {
		t.Places[i].Topic = t.ID
	}
	for i := range t.Threads {
		t.Threads[i].Topic = t.ID
	}
	for i := range t.Sources {
		source := &t.Sources[i]
		source.Topic = t.ID
		if source.Publisher == "" {
			source.Publisher = Host(source.Homepage)
		}
	}
}

// vocabulary reads the word lists and the rules, one file or many.
func (l *loader) vocabulary(t *Topic) extract.Vocabulary {
	v := extract.Vocabulary{Topic: t.ID, Types: t.Types, Actors: t.Actors, Places: t.Places, Feasts: t.Feasts, Words: map[string][]string{}}
	if _, err := fs.Stat(l.folder, "words.yaml"); err == nil {
		l.decode("words.yaml", &v.Words)
	}
	names, err := fs.Glob(l.folder, "rules/*.yaml")
	if err != nil {
		l.fault("rules", "", "", "%v", err)
	}
	slices.Sort(names)
	for _, name := range names {
		var rules []extract.Rule
		l.decode(name, &rules)
		v.Rules = append(v.Rules, rules...)
	}
	return v
}

// Host gives the host of an address without www., "" where there is none.
func Host(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	return strings.TrimPrefix(strings.ToLower(path.Clean(host)), "www.")
}

// names collects the ids of entries and faults doubled and malformed ones.
func names[T any](l *loader, file string, entries []T, id func(T) string) map[string]bool {
	seen := make(map[string]bool, len(entries))
	for i, entry := range entries {
		name := id(entry)
		switch {
		case name == "":
			l.fault(file, fmt.Sprintf("entry %d", i+1), "id", "is missing")
		case seen[name]:
			l.fault(file, name, "id", "stands twice")
		case strings.ContainsAny(name, " /?&,\"'"):
			l.fault(file, name, "id", "may hold letters, digits, '-', '_' and '.' only")
		}
		seen[name] = true
	}
	return seen
}

func known[T ~string](l *loader, file, id, field string, value T, allowed []T) {
	if !slices.Contains(allowed, value) {
		l.fault(file, id, field, "%q is none of %v", value, allowed)
	}
}
