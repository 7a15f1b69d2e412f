package scheduler

import (
	"slices"
	"strings"
	"testing"

	"truceline/extract"
)

func contains(text string, parts ...string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// fewerRules is a reader that knows no rule for statements.
func fewerRules(t *testing.T, i *Ingest) *extract.Reader {
	t.Helper()
	v := i.Topic.Vocabulary
	v.Rules = slices.DeleteFunc(slices.Clone(v.Rules), func(r extract.Rule) bool { return r.Type == "statement" })
	reader, err := extract.New(v)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}
