package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const dayPage = `{"date":"2025-05-16","topics":["2025 talks"],"text":"Russia and Ukraine hold talks in Istanbul, the first in three years.","page":"https://wiki.example/2025_May_16"}
{"date":"2025-05-17","topics":[],"text":"A football club wins a cup.","page":"https://wiki.example/2025_May_17"}
`

func scored(t *testing.T, page string, arguments ...string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.jsonl")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	out := bytes.Buffer{}
	err := run(append(arguments, file), &out)
	return out.String(), err
}

func TestStatementsAreCounted(t *testing.T) {
	out, err := scored(t, dayPage, "-sample", "5", "statements")
	if err != nil {
		t.Fatal(err)
	}
	if want := "2 statements: 1 give an event (1 events); of these 1 agree"; !strings.HasPrefix(out, want) {
		t.Errorf("got %q, want %q", out, want)
	}
	if !strings.Contains(out, "→ 2025-05-16 talks happened") {
		t.Errorf("the sample does not show what was read: %q", out)
	}
}

func TestStatementsJoinCuratedEvents(t *testing.T) {
	out, err := scored(t, dayPage, "joins")
	if err != nil {
		t.Fatal(err)
	}
	if want := "2 statements give 1 reports; 1 reports of 1 statements joined 1 curated events"; !strings.HasPrefix(out, want) {
		t.Errorf("got %q, want %q", out, want)
	}
}

func TestABrokenLineIsNamed(t *testing.T) {
	_, err := scored(t, dayPage+"{oops\n", "statements")
	if err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("got %v, want an error that names line 3", err)
	}
}

func TestTheSameSeedDrawsTheSame(t *testing.T) {
	a, b, c := permutation(100, 10, 1), permutation(100, 10, 1), permutation(100, 10, 2)
	if !slices.Equal(a, b) || slices.Equal(a, c) || len(permutation(3, 10, 1)) != 3 {
		t.Errorf("draws %v, %v, %v", a, b, c)
	}
}

func TestAnotherSampleLeavesOutTheEarlierOne(t *testing.T) {
	earlier := filepath.Join(t.TempDir(), "sample.md")
	if err := os.WriteFile(earlier, []byte("| No. | Page |\n| ---: | --- |\n| 1 | x |\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		arguments []string
		shown     bool
	}{
		{[]string{"-set", "heldout"}, true}, {[]string{"-set", "open"}, false}, {[]string{"-skip", earlier}, false},
	} {
		out, err := scored(t, dayPage, append(c.arguments, "-sample", "5", "statements")...)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out, "→") != c.shown {
			t.Errorf("%v: %q", c.arguments, out)
		}
	}
}
