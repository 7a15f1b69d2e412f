package dates

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkNews reads the sentences of the cases as one ordinary article
// after another.
func BenchmarkNews(b *testing.B) {
	text := caseText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text, Anchor{Published: "2025-05-14"})
	}
}

// caseText gives all sentences of the cases with ordinary words between them,
// so that about one word in thirty belongs to a date.
func caseText(b *testing.B) string {
	b.Helper()
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		b.Fatal(err)
	}
	filler := strings.Repeat("Officials of both governments declined to comment on the proposal and on its terms. ", 4)
	var text strings.Builder
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if sentence, _, found := strings.Cut(line, " ="); found {
				text.WriteString(strings.NewReplacer("[", "", "]", "").Replace(sentence) + " " + filler)
			}
		}
		text.WriteString("\n\n")
	}
	return text.String()
}

// BenchmarkWorst reads each worst case at two sizes: the MB/s of the larger
// must not fall behind those of the smaller.
func BenchmarkWorst(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"64kB", 64 << 10}, {"1MB", 1 << 20}} {
		for _, worst := range WorstCases(size.bytes) {
			b.Run(strings.ReplaceAll(worst.Name, " ", "-")+"/"+size.name, func(b *testing.B) {
				b.SetBytes(int64(len(worst.Text)))
				for b.Loop() {
					Find(worst.Text, Anchor{Published: "2025-05-14"})
				}
			})
		}
	}
}

// TestWorstCases reads every worst case once, small, for its answers alone.
func TestWorstCases(t *testing.T) {
	for _, worst := range WorstCases(4 << 10) {
		checkDates(t, worst.Text, Find(worst.Text, Anchor{Published: "2025-05-14"}))
	}
}
