package main

import (
	"cmp"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"time"

	"truceline/extract/dates"
)

// datesBench prints, for each folder of TimeML files, the marks of TempEval-3
// (F1 of DATE and TIME expressions: same extent, overlapping extent, and
// overlapping with the same value) and the speed of one process.
func datesBench(folders []string) error {
	worstOfDates()
	if len(folders) == 0 {
		fmt.Println("marks: name folders of .tml files")
		return nil
	}
	fmt.Printf("%-14s %6s %7s %7s %7s %9s\n", "folder", "texts", "strict", "relaxed", "value", "MB/s")
	for _, folder := range folders {
		texts, err := readTimeML(folder)
		if err != nil {
			return err
		}
		marks := score(texts)
		fmt.Printf("%-14s %6d %7.1f %7.1f %7.1f %9.1f\n", filepath.Base(folder), len(texts),
			marks.f1(marks.strict), marks.f1(marks.relaxed), marks.f1(marks.value), speedOfDates(texts))
	}
	return nil
}

// worstOfDates prints how fast the most tiresome texts are read, at two sizes:
// equal speeds mean that the time grows with the length alone.
func worstOfDates() {
	small, large := 128<<10, 1<<20
	slowest, name := math.Inf(1), ""
	ratio := 0.0
	big := dates.WorstCases(large)
	for n, text := range dates.WorstCases(small) {
		a, b := speed(text.Text), speed(big[n].Text)
		if b < slowest {
			slowest, name = b, text.Name
		}
		ratio = max(ratio, a/b)
	}
	fmt.Printf("worst cases: slowest %.1f MB/s (%s); at eight times the length at most %.2f times slower per byte\n", slowest, name, ratio)
}

// speed is the best of three readings: other work on the machine only adds.
func speed(text string) float64 {
	best := math.Inf(1)
	for range 3 {
		begun := time.Now()
		dates.Find(text, dates.Anchor{Published: "2025-05-13"})
		best = min(best, time.Since(begun).Seconds())
	}
	return float64(len(text)) / 1e6 / best
}

// A mark counts labelled and found expressions and those that agree.
type mark struct{ gold, found, strict, relaxed, value int }

func (m mark) f1(hits int) float64 {
	if m.gold+m.found == 0 {
		return 0
	}
	return 200 * float64(hits) / float64(m.gold+m.found)
}

func score(texts []labelled) mark {
	var m mark
	for _, text := range texts {
		gold := points(text.gold)
		found := points(findTimexes(text))
		m.gold += len(gold)
		m.found += len(found)
		for _, pair := range align(gold, found) {
			g, f := gold[pair[0]], found[pair[1]]
			m.relaxed++
			if g.start == f.start && g.end == f.end {
				m.strict++
			}
			if g.value == f.value {
				m.value++
			}
		}
	}
	return m
}

func findTimexes(text labelled) []timex {
	var found []timex
	for _, d := range dates.Find(text.text, dates.Anchor{Published: text.published}) {
		found = append(found, timex{d.Start, d.End, string(d.Kind), d.Value})
	}
	return found
}

// points keeps the expressions that stand on the calendar or the clock.
func points(all []timex) []timex {
	return slices.DeleteFunc(slices.Clone(all), func(t timex) bool { return t.kind != "DATE" && t.kind != "TIME" })
}

// align pairs overlapping expressions one to one, equal extents first, then
// those that share most.
func align(gold, found []timex) [][2]int {
	type candidate struct{ inexact, common, g, f int }
	var candidates []candidate
	for g := range gold {
		for f := range found {
			common := min(gold[g].end, found[f].end) - max(gold[g].start, found[f].start)
			if common <= 0 {
				continue
			}
			inexact := 1
			if gold[g].start == found[f].start && gold[g].end == found[f].end {
				inexact = 0
			}
			candidates = append(candidates, candidate{inexact, common, g, f})
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.inexact, b.inexact), cmp.Compare(b.common, a.common), cmp.Compare(a.g, b.g), cmp.Compare(a.f, b.f))
	})
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	var pairs [][2]int
	for _, c := range candidates {
		if !usedGold[c.g] && !usedFound[c.f] {
			usedGold[c.g], usedFound[c.f] = true, true
			pairs = append(pairs, [2]int{c.g, c.f})
		}
	}
	return pairs
}

// speedOfDates reads the texts again and again for about a second.
func speedOfDates(texts []labelled) float64 {
	size, begun := 0, time.Now()
	for time.Since(begun) < time.Second {
		for _, text := range texts {
			size += len(text.text)
			findTimexes(text)
		}
	}
	return float64(size) / 1e6 / time.Since(begun).Seconds()
}
