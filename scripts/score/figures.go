package main

import (
	"fmt"
	"io"
	"strings"

	"truceline/extract"
)

// figures are counts over one case or many.
type figures struct {
	cases, negatives, dirty        int // dirty: negatives with a false event
	matched, missed, wrong         int
	salient, salientFound          int // salience 2 and 3
	dateExact, typeOK, statusOK    int
	placed, placeOK                int // labels with a place
	actorHits, actorWant, actorSay int
}

// A result is the judgement of one case.
type result struct {
	figures
	name     string
	missed   []Label
	spurious []extract.Output
	differs  []string
}

// judge matches what was found with the labels, one to one: as many required
// labels as possible, then optional ones, then the better fit.
func judge(n names, c Case, found []extract.Output) result {
	worth := make([][]float64, len(c.Labels))
	for i, l := range c.Labels {
		worth[i] = make([]float64, len(found))
		for j, f := range found {
			if n.couldBe(l, f) {
				worth[i][j] = 100 + n.quality(l, f)
				if !l.Optional {
					worth[i][j] += 900
				}
			}
		}
	}
	r := result{name: c.Name, figures: figures{cases: 1}}
	taken := make([]bool, len(found))
	for i, j := range assign(worth) {
		if j >= 0 {
			taken[j] = true
			r.compare(n, c.Labels[i], found[j])
		} else if !c.Labels[i].Optional {
			r.miss(c.Labels[i])
		}
	}
	for j, f := range found {
		if !taken[j] {
			r.wrong++
			r.spurious = append(r.spurious, f)
		}
	}
	if len(c.Labels) == 0 {
		r.negatives, r.dirty = 1, min(1, r.wrong)
	}
	return r
}

func (r *result) miss(l Label) {
	r.figures.missed++
	r.missed = append(r.missed, l)
	if l.Salience >= 2 {
		r.salient++
	}
}

// compare counts the fields of a matched event; optional ones count nowhere.
func (r *result) compare(n names, l Label, found extract.Output) {
	if l.Optional {
		return
	}
	r.matched++
	if l.Salience >= 2 {
		r.salient, r.salientFound = r.salient+1, r.salientFound+1
	}
	at := spanOf(string(found.Start), found.End)
	r.check(&r.dateExact, l.exact(at), l, "date %s, not %s (%q)", at, labelSpan(l.Start, l.End), l.DatePhrase)
	r.check(&r.typeOK, l.typeRight(found.Type), l, "type %s, not %s", found.Type, l.Type)
	r.check(&r.statusOK, l.statusRight(found.Status), l, "status %s, not %s", found.Status, l.Status)
	if l.Place != nil {
		r.placed++
		r.check(&r.placeOK, n.placeRight(l, found), l, "place %q, not %q", deref(found.Place), *l.Place)
	}
	hits, want, said := n.countActors(l, found)
	r.actorHits, r.actorWant, r.actorSay = r.actorHits+hits, r.actorWant+want, r.actorSay+said
	if hits < want || hits < said {
		r.differs = append(r.differs, fmt.Sprintf("%s: actors %q, not %q", l.Title, found.Actors, l.Actors))
	}
}

func (r *result) check(count *int, right bool, l Label, format string, args ...any) {
	if right {
		*count++
		return
	}
	r.differs = append(r.differs, l.Title+": "+fmt.Sprintf(format, args...))
}

func (s span) String() string {
	if s.first == s.last {
		return string(s.first)
	}
	return string(s.first) + "/" + string(s.last)
}

func (r result) print(out io.Writer, o options) {
	if o.each {
		fmt.Fprintf(out, "%-44s found %2d  missed %2d  false %2d\n", r.name, r.matched, r.figures.missed, r.wrong)
	}
	if o.errors {
		r.printErrors(out)
	}
}

func (r result) printErrors(out io.Writer) {
	for _, l := range r.missed {
		fmt.Fprintf(out, "%s: MISSED %s %s %s: %s (%q)\n", r.name, labelSpan(l.Start, l.End), l.Type, l.Status, l.Title, l.DatePhrase)
	}
	for _, f := range r.spurious {
		fmt.Fprintf(out, "%s: FALSE  %s %s %s: %s — %s\n", r.name, spanOf(string(f.Start), f.End), f.Type, f.Status, f.Title, strings.Join(strings.Fields(f.Evidence), " "))
	}
	for _, d := range r.differs {
		fmt.Fprintf(out, "%s: DIFFERS %s\n", r.name, d)
	}
}

func (f *figures) add(r result) {
	f.cases += r.cases
	f.negatives, f.dirty = f.negatives+r.negatives, f.dirty+r.dirty
	f.matched, f.missed, f.wrong = f.matched+r.matched, f.missed+r.figures.missed, f.wrong+r.wrong
	f.salient, f.salientFound = f.salient+r.salient, f.salientFound+r.salientFound
	f.dateExact, f.typeOK, f.statusOK = f.dateExact+r.dateExact, f.typeOK+r.typeOK, f.statusOK+r.statusOK
	f.placed, f.placeOK = f.placed+r.placed, f.placeOK+r.placeOK
	f.actorHits, f.actorWant, f.actorSay = f.actorHits+r.actorHits, f.actorWant+r.actorWant, f.actorSay+r.actorSay
}

// A summary is what counts come to, each between 0 and 1.
type summary struct {
	Precision, Recall, F1, Salient, Date, Type, Status, Place, Actors float64
}

func (f figures) summary() summary {
	return summary{
		Precision: ratio(f.matched, f.matched+f.wrong),
		Recall:    ratio(f.matched, f.matched+f.missed),
		F1:        ratio(2*f.matched, 2*f.matched+f.wrong+f.missed),
		Salient:   ratio(f.salientFound, f.salient),
		Date:      ratio(f.dateExact, f.matched),
		Type:      ratio(f.typeOK, f.matched),
		Status:    ratio(f.statusOK, f.matched),
		Place:     ratio(f.placeOK, f.placed),
		Actors:    ratio(2*f.actorHits, f.actorWant+f.actorSay),
	}
}

func (f figures) print(out io.Writer, name string) {
	s := f.summary()
	fmt.Fprintf(out, "%s: %d cases, %d of them negatives (%d with a false event)\n", name, f.cases, f.negatives, f.dirty)
	fmt.Fprintf(out, "  events   found %d, missed %d, false %d\n", f.matched, f.missed, f.wrong)
	fmt.Fprintf(out, "  F1 %.3f  precision %.3f  recall %.3f  recall of salience 2 and 3 %.3f\n", s.F1, s.Precision, s.Recall, s.Salient)
	fmt.Fprintf(out, "  of the found: date %.3f  type %.3f  status %.3f  place %.3f  actor F1 %.3f\n", s.Date, s.Type, s.Status, s.Place, s.Actors)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}
